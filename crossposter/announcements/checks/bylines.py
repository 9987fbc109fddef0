"""Bylines and datelines, as newspapers print them and no post should."""

import re
from collections.abc import Collection, Iterator

from crossposter.announcements.checks.subject import Objection, Subject, warning
from crossposter.text.messages import phrase

_DASH = r"\s*(?:-{1,2}|–|—)\s*(?!\d)"
_NAME = r"[A-Z][\w.'’]*(?:[ /-][A-Z][\w.'’]*){0,4}"
_CAPITALS = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z.'’]{2,}){0,4}"
_DAY = r"(?:\w+,? )?\(?\d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
_DAY += r"|\s+(?:Jan|[FP]eb|Mar|Apr|Mei|Jun|Jul|Ag|Sep|Okt|No[vp]|Des)[a-z]*\.?"
_DAY += r"(?: \d{4})?)\)?"
_DESK = r"mc|media center|humas|hms|kominfo|diskominfo\w*|prokopim|protokol|infopublik"
_PRESS = rf"{_DESK}|antara|redaksi|red|rilis|ril|rel|adv"

# As in "TANAH BUMBU, 12/11 -", "Jakarta, Kominfo –", "Batulicin (MC) -".
_DATELINE = re.compile(
    rf"{_NAME}(?:,\s*|\s+\(|\s*[-–—]\s*){_DAY}\)?(?:{_DASH}|\s*[.:]\s)"
    rf"|{_NAME}(?:,\s*|\s+\(|{_DASH})(?i:{_PRESS}|[\w-]+(?:\.[\w-]+)*\.(?:id|com))\b[\w ./-]{{0,30}}?\)?(?:{_DASH}|:\s)"
    rf"|(?i:mc|media center) {_NAME}(?:{_DASH}|:\s)"
)
# As in "BATULICIN – Bupati ...", where more is needed to know that this is a place.
_CAPITAL = r"Jakarta(?: (?:Pusat|Selatan|Utara|Barat|Timur))?"
_PLACE = re.compile(rf"(?:{_NAME}\s(?:-|–|—)\s*|{_CAPITAL}:\s)(?=[“\"]?[A-Z]\w* \w)")
_LEAD = (
    r"Bupati|Wakil|Wali|Gubernur|Presiden|Menteri|Sekretaris|Sekda|Pemkab|Pemkot|Pemprov"
    r"|Ketua|Kepala|Kapol\w+|Dandim|Camat|Lurah"
)
_OF_NEWS = re.compile(rf"{_CAPITALS}{_DASH}(?:{_LEAD})\b")
_KINDS = (
    r"(?:kab(?:upaten|\.)|kota|kecamatan|kec\.|provinsi|desa|kelurahan|bupati|camat)"
)
_NO_PLACE = re.compile(
    r"\b(?:pengumuman|peringatan|perhatian|pemberitahuan|penting|info\w*|berita|update"
    r"|waspada|siaga|awas|darurat|breaking|layanan|jadwal|undangan|selamat|lowongan"
    r"|tender|lelang|h?imbauan|agenda|kegiatan|edaran|hoaks|hoax|fakta|gratis|dibuka"
    r"|ditutup|live|pendaftaran|promo|catat|segera|terbaru|duka|cita|ralat|klarifikasi"
    r"|syarat|waktu|tempat|tanggal|kontak|tema|pasar|murah|bazar|lomba|festival|donor"
    r"|vaksin\w*|imunisasi|hari|bulan|tahun|pekan|besok|lusa|kemarin|pukul|mulai|sampai"
    r"|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|januari|februari|maret|april"
    r"|mei|juni|juli|agustus|september|oktober|november|desember|bpbd|bmkg|pdam|pln|ktp"
    r"|sim|rsud|puskesmas|upt\w*)\b",
    re.IGNORECASE,
)

_BY = re.compile(
    r"^(?:[^\w\n]*(?:penulis|editor|reporter|pewarta|kontributor|redaktur|wartawan"
    r"|penyunting|jurnalis|teks|naskah|rep|red|ed|oleh|ditulis oleh)|by)(?:[^\S\n]*(?:/|&|dan)[^\S\n]*\w+)?"
    r"[^\S\n]*[:|][^\S\n]*\S[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = re.compile(
    rf"\((?i:(?:tim )?(?:{_PRESS}))\b[^()\n]{{0,40}}\)\s*[.”\"]?$"
    r"|(?:(?<=[.!?”\"]) |(?<=[.!?”\"])|^)"
    r"\((?:[a-z]{2,3}|[a-z]{2,10}(?:[/-][a-z]{1,10})+)\)\s*\.?$"
    rf"|(?:(?<=[.!?”\"] )|^)(?i:{_DESK})\b[\w ]{{0,25}}/[a-z]{{2,5}}\.?$"
    rf"|^(?i:tim (?:{_DESK}))\b[\w ]{{0,30}}\.?$"
)
_NO_WRITER = re.compile(
    r"\((?:wib|wit|rt|rw|kk|ktp|sim|dll|dsb|kg|km|th|thn|hal|tes)\)"
)
_LONGEST = 60  #: characters of a line that a finding quotes
_FIRST = 3  #: lines, for a heading may stand above a text
_LONGEST_LINE = 200  #: characters that are searched; no dateline is longer


def bylines(subject: Subject) -> Iterator[Objection]:
    """Datelines before a text, and names of writers in it."""
    for where, text in _texts(subject):
        if dateline := _dateline(text, subject.places):
            yield warning(
                phrase(
                    '{where} begins with "{dateline}", as a newspaper does: a post is'
                    " read without it",
                    where=where,
                    dateline=dateline,
                )
            )
        for credit in _credits(text):
            yield warning(
                phrase(
                    '{where} names its writer ("{credit}"): in a post the office speaks,'
                    " so take it out",
                    where=where,
                    credit=credit,
                )
            )


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    yield phrase("the body"), subject.body
    for channel, text in subject.texts.items():
        yield phrase("the text for {channel}", channel=channel), text


def _dateline(text: str, places: Collection[str]) -> str | None:
    """Dateline before the text, or below its heading; several are a timetable."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_FIRST]
    found = []
    for line in lines:
        match = _dateline_of(line[:_LONGEST_LINE])
        if match and (_is_certain(match) or _is_a_place(match, text, places)):
            found.append(match.group().strip())
    return found[0] if len(found) == 1 else None


def _dateline_of(line: str) -> re.Match[str] | None:
    match = _DATELINE.match(line) or _PLACE.match(line)
    return None if match is None or _NO_PLACE.search(_name(match)) else match


def _name(match: re.Match[str]) -> str:
    found = re.match(_NAME, match.group())
    return found.group() if found else ""


def _is_certain(match: re.Match[str]) -> bool:
    return match.re is _DATELINE or _OF_NEWS.match(match.string) is not None


def _is_a_place(match: re.Match[str], text: str, places: Collection[str]) -> bool:
    """True for a place of the office, or one the text names again.

    For example "OKU – Pemerintah Kabupaten OKU".
    """
    name, after = _name(match), match.string[match.end() :].casefold()
    if any(after.startswith(place) for place in places):
        return False  # "Satui – Batulicin" is a road
    said = rf"\b{_KINDS}\s+{re.escape(name)}\b"
    is_known = name.casefold() in places or re.fullmatch(_CAPITAL, name)
    return bool(is_known or re.search(said, text, re.IGNORECASE))


def _credits(text: str) -> Iterator[str]:
    for match in _BY.finditer(text):
        yield match.group().strip()[:_LONGEST]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    told = [line for line in lines if not _is_of_tags(line)]
    signed = _SIGNED.search(told[-1][-_LONGEST_LINE:]) if told else None
    if signed and not _NO_WRITER.search(signed.group()):
        yield signed.group().strip()


def _is_of_tags(line: str) -> bool:
    return all(word.startswith(("#", "@")) for word in line.split())
