"""Word groups that belong together: dates, times, sums, addresses, titled names."""

from bisect import bisect_right
from collections.abc import Iterator

import regex

Span = tuple[int, int]

_DAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’`]?a?at|Sabtu|Minggu|Ahad)"
_MONTH = (
    r"(?:Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober"
    r"|November|Nopember|Desember|(?:Jan|Feb|Mar|Apr|Jun|Jul|Agu|Ags|Sept?|Okt|Nov|Des)"
    r"\b\.?)"
)
_TO = r"\s*(?:-|–|—|s/d|s\.d\.?|sampai(?: dengan)?|hingga|dan|&|to)\s*"
_YEAR = r"(?:,?\s+(?:19|20)\d\d)?"
_SPELT = rf"\d{{1,2}}(?:{_TO}\d{{1,2}})?\s+{_MONTH}{_YEAR}"
_FIGURES = r"\(?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)?"
_DATE = rf"(?:{_SPELT}(?:{_TO}{_SPELT})?|{_MONTH}\s+(?:19|20)\d\d)"
_ZONE = r"(?:\s*(?:WIB|WITA|WIT)\b)?"
_HOUR = rf"\d{{1,2}}[.:]\d{{2}}{_ZONE}"
_TIME = (
    rf"(?:(?:pukul|pkl\.?|jam)\s+)?{_HOUR}(?:{_TO}(?:pukul\s+)?(?:{_HOUR}|selesai))?"
)
_TIME += _ZONE
_DAYS = rf"{_DAY}(?:{_TO}{_DAY})?"
_ON = rf"{_DAYS}(?:,?\s*\(?\s*(?:tanggal\s+)?(?:{_SPELT}|{_FIGURES})\)?)?"
_WHEN = rf"(?:{_ON}|{_DATE}|{_TIME}|{_FIGURES})"
_MOMENT = rf"{_WHEN}(?:{_TO}{_WHEN}|,?\s+(?:mulai\s+)?{_TIME})*"
_LEADS = (
    r"(?:(?:paling lambat|paling cepat|paling lama|selambat-lambatnya"
    r"|sampai(?: dengan)?|hingga|s/d|batas akhir|batas waktu|sebelum|sejak|mulai|per"
    r"|pada|tanggal|tgl\.?|hari|pukul|pkl\.?|jam|until|by|from|on)\s+)"
)
_COUNT = r"(?:sebanyak|sejumlah|sekitar|hingga|maksimal|minimal|paling banyak|hanya)"
_NUMBER = r"\d[\d.,]*+"
_SUM = rf"Rp\.?\s*{_NUMBER}(?:\s+(?:ribu|juta|miliar|triliun))?(?:\s+per\s+[\p{{L}}]+)?"
_AMOUNT = rf"(?!(?:19|20)\d\d\b){_NUMBER}[%°]?(?:\s+(?:ribu|juta|miliar))?\s+\p{{Ll}}[\p{{L}}-]*+"
_NAME = r"\p{Lu}[\p{L}’'-]*+(?:\s+\p{Lu}[\p{L}’'-]*+){0,3}"
_PLACE = (
    r"(?:(?:lewat|melalui|via|ke|di|dari)\s+)?"
    r"(?:Jl\.?|Jln\.?|Jalan|Gg\.?|Gang|Desa|Kel\.?|Kelurahan|Kec\.?|Kecamatan|Kab\.?"
    r"|Kabupaten|Dusun|Simpang)\s+(?:\p{Lu}\.?\s*){0,3}" + _NAME
)
_PLACE += r"(?:,?\s+(?:No|Nomor)\.?\s*\d+\w?)?(?:,?\s+RT\.?\s*\d+)?(?:\s*[/,]?\s*RW\.?\s*\d+)?"
_TITLES = (
    r"(?:(?:H|Hj|Dr|dr|Drs|Dra|Ir|Prof|KH|K\.\s?H|Tn|Ny|Bpk|Ust|St|Kapt|Kompol)\.\s+)+"
)
_DEGREES = r"(?:,?\s+(?:\p{Lu}\p{L}{0,2}\.\s?)+\p{L}{0,4}\b\.?)*"
_PERSON = rf"{_TITLES}{_NAME}{_DEGREES}"
_NUMBERED = (
    r"(?:No|Nomor|Pasal|Nomor\s+urut|RT|RW|Kelas|Blok|Lantai|Tahun|ke)\.?\s*[\d/.]++\w*"
)
_PHONE = r"(?:(?:WhatsApp|WA|telepon|telp\.?|HP|hubungi|call)\s*:?\s+)?"
_PHONE += r"(?:\+62|\(?0\d)[\d\s().-]{5,20}\d"

_GROUPS = tuple(
    regex.compile(pattern, flags)
    for pattern, flags in (
        (rf"\b{_LEADS}*{_MOMENT}", regex.IGNORECASE),
        (_SUM, regex.IGNORECASE),
        (rf"(?:\b{_COUNT}\s+)?(?<![\d.,/:])\b{_AMOUNT}", 0),
        (rf"\b{_PLACE}", 0),
        (rf"\b{_PERSON}", 0),
        (rf"\b{_NAME}{_DEGREES}", 0),
        (rf"\b{_NUMBERED}", regex.IGNORECASE),
        (_PHONE, regex.IGNORECASE),
    )
)
LONGEST_QUOTATION = 2000  #: characters; a longer one was left open by mistake
_OPENS = regex.compile(r"(?<![^\s(\[—–-])[\"“”„«](?=\s?[^\s\"“”„«])")
_CLOSES = regex.compile(r"(?<=\S)[\"“”»](?![\p{L}\p{N}])")
_SINGLE = regex.compile(
    r"(?<![\p{L}\p{N}])(?:'[^'\n]{1,80}'|‘[^‘\n]{1,200}?’)(?!\p{L})"
)


def word_groups(text: str) -> Iterator[Span]:
    """Spans of words that make sense only together."""
    for pattern in _GROUPS:
        for match in pattern.finditer(text):
            yield match.span()


def quotations(text: str) -> Iterator[Span]:
    """Quotations, marks included; a mark without its other half is none."""
    for match in _SINGLE.finditer(text):
        yield match.span()
    closings = {plain: [*_closings(text, plain)] for plain in (True, False)}
    end = 0
    for opening in _OPENS.finditer(text):
        if opening.start() < end:
            continue
        known = closings[opening.group() == '"']
        first = bisect_right(known, opening.end())
        if first < len(known) and known[first] - opening.end() <= LONGEST_QUOTATION:
            end = known[first]
            yield opening.start(), end


def _closings(text: str, plain: bool) -> Iterator[int]:
    for mark in _CLOSES.finditer(text):
        if (mark.group() == '"') == plain:
            yield mark.end()
