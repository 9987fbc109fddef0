"""What is left in a text by accident: blanks to fill in, another zone, odd letters."""

import re
import unicodedata
from collections.abc import Iterator

from crossposter.checks.subject import Objection, Subject, error, warning

_BLANKS = (
    re.compile(r"\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|\$\{\w{1,40}\}|%\(\w{1,40}\)s"),
    re.compile(r"\[object Object\]|\blorem ipsum\b", re.IGNORECASE),
    re.compile(r"\bX{4,}\b"),
    # Three of them alone may be a thirtieth: "MTQ Nasional XXX".
    re.compile(
        r"(?:(?:\b(?:pukul|pkl|tanggal|tgl|no|nomor|rp)|:)\.? ?)X{2,3}\b", re.IGNORECASE
    ),
    re.compile(r"\b[Xx]{2}[./:-][Xx]{2}(?:[./:-][Xx]{2,4})?\b"),
)
_BLANKS_IN_BRACES = re.compile(r"(?<!\{)\{ ?[A-Za-z_][\w .-]{0,30}\}(?!\})")
_BLANKS_IN_BRACKETS = re.compile(
    r"\[(?:ISI|NAMA|JUDUL|TANGGAL|TGL|HARI|WAKTU|JAM|TEMPAT|LOKASI|ALAMAT|LINK|TAUTAN"
    r"|NOMOR|NO|KONTAK|FOTO|KETERANGAN)\b[^\]\n]{0,30}\]|\[[Ii]si (?:di )?sini\]"
)
# What people are to type themselves: "Ketik REG{spasi}NAMA", "format: #KTP#[NIK]#".
_INSTRUCTION = re.compile(r"\b(?:ketik|format|contoh|sms)\b|#", re.IGNORECASE)

_INDONESIA = ("WIB", "WITA", "WIT")
_OF_A_CLOCK = re.compile(r"(?:\d|selesai|jam)\s*\(?(wib|wita|wit)\b", re.IGNORECASE)

_LOST = re.compile(
    r"\?{4,}"  # a word of lost letters
    r"|(?:(?<=\s)|^)\?{2,3}(?=[\s!.,]|$)"
    r"|^\? "  # in place of a bullet
    r"|(?<=[!.] )\?(?=\s|$)"
    r"|\ufffd",
    re.MULTILINE,
)

_UNSEEN = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063"
_UNSEEN += "\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u2800\u3164\ufeff\uffa0"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
# Arabic greetings need these: they are odd only where no such letter is near.
_OF_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_JOINER_IN_A_WORD = re.compile("(?<=[A-Za-z0-9])[\u200c\u200d](?=[A-Za-z0-9])")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")

# Letters that only look like letters; 🅰 🅱 🅾 🅿 are emoji and not among them.
_FANCY = re.compile(
    "[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f110-\U0001f129"
    "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f172-\U0001f17d\u2102-\u2113"
    "\u2115\u2118-\u211d\u2124\u2128\u212c-\u2134\u1d00-\u1d2b]{2,}"
)


def placeholders(subject: Subject) -> Iterator[Objection]:
    """Blanks of a form that nobody has filled in."""
    for piece in subject.pieces():
        for blank in dict.fromkeys(_blanks(piece.text)):
            yield error(f'{piece.where} still has "{blank}" to be filled in')


def _blanks(text: str) -> Iterator[str]:
    for pattern in _BLANKS:
        yield from (match.group().strip() for match in pattern.finditer(text))
    for line in text.split("\n"):
        if not _INSTRUCTION.search(line):
            for pattern in (_BLANKS_IN_BRACES, _BLANKS_IN_BRACKETS):
                yield from (match.group() for match in pattern.finditer(line))


def other_zone(subject: Subject) -> Iterator[Objection]:
    """Times of another zone, unless the office's own stands in the same line."""
    own = subject.now.astimezone(subject.zone).tzname()
    if own not in _INDONESIA:
        return
    for piece in subject.pieces():
        for line in piece.text.split("\n"):
            named = {match[1].upper() for match in _OF_A_CLOCK.finditer(line)}
            if named and own not in named:
                yield warning(
                    f"{piece.where} gives a time in {', '.join(sorted(named))}, and"
                    f" here it is {own}"
                )


def lost_emoji(subject: Subject) -> Iterator[Objection]:
    """Question marks where another program could not keep an emoji."""
    for piece in subject.pieces():
        if match := _LOST.search(piece.text):
            yield warning(
                f'{piece.where} has "{_around(piece.text, match)}": were these emoji or'
                " letters that another program lost?"
            )


def _around(text: str, match: re.Match[str]) -> str:
    part = text[max(0, match.start() - 12) : match.end() + 12]
    return " ".join(part.split())


def invisible_characters(subject: Subject) -> Iterator[Objection]:
    """What nobody sees, and what breaks links, hashtags and searches."""
    for piece in subject.pieces():
        found = set(_INVISIBLE.findall(piece.text))
        found.update(_JOINER_IN_A_WORD.findall(piece.text))
        if not _RIGHT_TO_LEFT.search(piece.text):
            found.update(_OF_DIRECTION.findall(piece.text))
        if found:
            codes = ", ".join(f"U+{ord(each):04X}" for each in sorted(found))
            yield warning(f"{piece.where} holds invisible characters ({codes})")


def fancy_letters(subject: Subject) -> Iterator[Objection]:
    """Letters from mathematics, which screen readers spell or leave out."""
    for piece in subject.pieces():
        if match := _FANCY.search(piece.text):
            plain = unicodedata.normalize("NFKC", match.group())
            yield warning(
                f'{piece.where} writes "{match.group()}" in letters that screen readers'
                f" cannot read: type it again, {plain}"
            )
