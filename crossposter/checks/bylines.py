"""Who wrote a text and where, as newspapers print it and no post should."""

import re
from collections.abc import Iterator

from crossposter.checks.subject import Objection, Subject, warning

_DASH = r"\s*(?:-{1,2}|–|—)\s*"
_NAME = r"[A-Z][\w.'’]*(?:[ /-][A-Z][\w.'’]*){0,4}"
_CAPITALS = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z.'’]{2,}){0,4}"
_DAY = r"(?:\w+,? )?\(?\d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
_DAY += r"|\s+[A-Z][a-z]{2,8}\.?(?: \d{4})?)\)?"
_DESK = r"mc|media center|humas|hms|kominfo|diskominfo\w*|prokopim|protokol|infopublik"
_PRESS = rf"{_DESK}|antara|redaksi|red|rilis|ril|rel|adv"

# As in "TANAH BUMBU, 12/11 -", "Jakarta, Kominfo –", "Batulicin (MC) -".
_DATELINE = re.compile(
    rf"{_NAME}(?:,\s*|\s+\(){_DAY}\)?(?:{_DASH}|\s*[.:]\s)"
    rf"|{_NAME}(?:,\s*|\s+\(|{_DASH})(?i:{_PRESS})\b[\w ./-]{{0,30}}?\)?(?:{_DASH}|:\s)"
    rf"|(?i:mc|media center) {_NAME}(?:{_DASH}|:\s)"
)
# As in "BATULICIN – Bupati ...", where it takes more to know that this is a place.
_PLACE = re.compile(rf"{_NAME}(?:\s(?:-|–|—)\s*|:\s)")
_LEAD = (
    r"Bupati|Wakil|Wali|Gubernur|Presiden|Menteri|Sekretaris|Sekda|Pemerintah|Pem[kp]\w+"
    r"|Dinas|Badan|Bagian|Kepala|Ketua|Anggota|DPRD|Kapol\w+|Pol\w+|Dandim|Kodim|Camat"
    r"|Lurah|Tim|Petugas|Warga|Masyarakat|Sebanyak|Puluhan|Ratusan|Ribuan|Dalam|Guna"
)
_OF_NEWS = re.compile(rf"{_CAPITALS}{_DASH}(?:{_LEAD})\b")
_CAPITAL = re.compile("Jakarta(?: (?:Pusat|Selatan|Utara|Barat|Timur))?")
_KINDS = r"(?i:kab(?:upaten|\.)|kota|kecamatan|kec\.|provinsi|desa|kelurahan)"
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
    r"|penyunting|jurnalis|teks|naskah|oleh)|by)(?:[^\S\n]*(?:/|&|dan)[^\S\n]*\w+)?"
    r"[^\S\n]*[:|][^\S\n]*\S[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED = re.compile(
    rf"\((?i:{_PRESS})\b[^()\n]{{0,40}}\)\s*[.”\"]?$"
    r"|(?:(?<=[.!?”\"]) |(?<=[.!?”\"])|^)"
    r"\((?:[a-z]{2,3}|[a-z]{2,10}(?:[/-][a-z]{1,10})+)\)\s*\.?$"
    rf"|(?:(?<=[.!?”\"] )|^)(?i:{_DESK})\b[\w ]{{0,25}}/[a-z]{{2,5}}\.?$"
    rf"|^(?i:tim (?:{_DESK}))\b[\w ]{{0,30}}\.?$"
)
_NO_WRITER = re.compile(
    r"\((?:wib|wit|rt|rw|kk|ktp|sim|dll|dsb|kg|km|th|thn|hal|tes)\)"
)
_LONGEST = 60  #: characters of a line that are said again
_LONGEST_LINE = 200  #: characters that are looked at; no dateline has more


def bylines(subject: Subject) -> Iterator[Objection]:
    """Datelines before a text, and names of writers in it."""
    for where, text in _texts(subject):
        if dateline := _dateline(text):
            yield warning(
                f'{where} begins with "{dateline}", as a newspaper does: a post is read'
                " without it"
            )
        for credit in _credits(text):
            yield warning(
                f'{where} names its writer ("{credit}"): in a post the office speaks, so'
                " take it out"
            )


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    yield "the body", subject.body
    for channel, text in subject.texts.items():
        yield f"the text for {channel}", text


def _dateline(text: str) -> str | None:
    line = text.lstrip().partition("\n")[0][:_LONGEST_LINE]
    match = _DATELINE.match(line) or _PLACE.match(line)
    name = re.match(_NAME, line)
    if match is None or name is None or _NO_PLACE.search(name.group()):
        return None
    certain = match.re is _DATELINE or _OF_NEWS.match(line)
    return match.group().strip() if certain or _is_a_place(name.group(), text) else None


def _is_a_place(name: str, text: str) -> bool:
    """Whether the text itself says so: "OKU Timur – Pemerintah Kabupaten OKU Timur"."""
    said = rf"\b{_KINDS}\s+{re.escape(name)}\b"
    return bool(_CAPITAL.fullmatch(name) or re.search(said, text, re.IGNORECASE))


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
