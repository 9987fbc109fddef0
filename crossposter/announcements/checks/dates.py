"""Dates: wrong weekdays and past dates."""

import re
from collections.abc import Iterator
from datetime import date

from crossposter.announcements.checks.indonesian_dates import (
    Mention,
    dates,
    with_weekdays,
)
from crossposter.announcements.checks.subject import Level, Objection, Subject, warning
from crossposter.text.messages import phrase

_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_TELLS_WHAT_COMES = frozenset(
    {"pengumuman", "layanan", "peringatan", "lowongan", "tender"}
)
# A report of yesterday names past dates; these words promise a future one.
_PROMISE = re.compile(
    r"\bakan (?:di(?:gelar|laksanakan|selenggarakan|buka|tutup|mulai)|berlangsung)\b"
    r"|\b(?:mendatang|besok|paling lambat|batas akhir|jangan lewatkan|hadirilah"
    r"|ikutilah|saksikan)\b",
    re.IGNORECASE,
)
# The date of a document or of a birth is past and right.
_OF_SOMETHING = re.compile(
    r"\b(?:nomor|tertanggal|ditandatangani|ditetapkan|diundangkan|sejak|lahir|"
    r"berdasarkan|merujuk|surat|per|keputusan|peraturan|perpres|perbup|undang-undang)"
    r"\b[^.\n]{0,80}$",
    re.IGNORECASE,
)


def weekdays(subject: Subject) -> Iterator[Objection]:
    """Date with the wrong day of the week, or one that does not exist."""
    today = subject.today()
    for piece in subject.pieces():
        for mention in with_weekdays(piece.text):
            wrong = _wrong(mention, today)
            if wrong is not None:
                level = Level.ERROR if mention.year else Level.WARNING
                yield (
                    level,
                    phrase(
                        '{where} says "{date}": {wrong}',
                        where=piece.where,
                        date=mention.words,
                        wrong=wrong,
                    ),
                )


def _wrong(mention: Mention, today: date) -> str | None:
    candidates = [it for it in mention.moments(today) if it]
    if not candidates:
        return phrase("the calendar has no such date")
    if any(_fits(mention, it) for it in candidates):
        return None
    nearest = min(candidates, key=lambda it: abs(it[0] - today))[0]
    return phrase(
        "{date} is a {weekday}",
        date=nearest.isoformat(),
        weekday=_NAMES[nearest.weekday()],
    )


def _fits(mention: Mention, moments: tuple[date, ...]) -> bool:
    real = [it.weekday() for it in moments]
    if len(mention.days) == len(real):
        return list(mention.days) == real
    between = range(moments[0].toordinal(), moments[-1].toordinal() + 1)
    spanned = {date.fromordinal(each).weekday() for each in between}
    return not spanned.isdisjoint(mention.days)


def past_dates(subject: Subject) -> Iterator[Objection]:
    """Past dates only, in a text about something to come."""
    today = subject.today()
    for piece in subject.pieces():
        told = [(m, day) for m in dates(piece.text) for day in _last(m, today)]
        if not told or any(day >= today for _, day in told):
            continue
        for mention, day in told:
            if _is_promised(subject, piece.text, mention):
                yield warning(
                    phrase(
                        '{where} says "{date}", and that is over on {today} ({days}'
                        " days before)",
                        where=piece.where,
                        date=mention.words,
                        today=today.isoformat(),
                        days=(today - day).days,
                    )
                )
                break


def _last(mention: Mention, today: date) -> list[date]:
    candidates = [it[-1] for it in mention.moments(today) if it]
    return [min(candidates, key=lambda it: abs(it - today))] if candidates else []


def _is_promised(subject: Subject, text: str, mention: Mention) -> bool:
    before, after = text[: mention.start], text[mention.start :]
    if _OF_SOMETHING.search(before[-120:]):
        return False
    sentence = re.split(r"[.!?]\s|\n", before)[-1] + re.split(r"[.!?]\s|\n", after)[0]
    if subject.category in _TELLS_WHAT_COMES:
        return True
    return bool(_PROMISE.search(sentence))
