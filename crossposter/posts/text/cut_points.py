"""Cut points: places where an editor could end a text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from crossposter.posts.text.word_groups import quotations, word_groups

_SHORT_FORMS = """
    dr drs dra prof ir hj h kh tgk st yth ttd sdr sdri bpk tn ny nn alm almh tgl pkl
    no jl jln gg kec kab kel ds prov rp dll dsb dst dkk rt rw kav lt telp tlp tel
    fax hp ext pt cv ud tp rs tk plt plh pj pjs letkol kol letjen mayjen brigjen irjen
    kombes akbp kompol akp iptu ipda aiptu aipda kapt lettu letda serka serda jan feb
    mar apr jun jul agt ags agu sept sep okt nov des hlm bag maks vol ust bnd
    """
_WAITING = """
    yang dan di ke dari untuk dengan oleh pada serta atau dalam bahwa agar supaya
    karena sebagai para tentang yaitu yakni adalah akan pukul pkl jam tanggal tgl nomor
    no rp hingga sampai antara kepada bagi juga guna demi terhadap secara melalui
    se dr jl kec kab kel bapak ibu saudara sdr hj drs ir prof kh tak tidak belum telah
    sudah sedang sangat lebih paling setiap tiap menjadi merupakan seperti
    kecuali tanpa bukan jangan jika apabila bila kalau asalkan lewat via sebanyak
    sejumlah sebelum sesudah setelah sejak mulai selama lambat hanya khusus maksimal
    minimal sekitar rt rw disertai dapat menyebabkan meliputi berupa bersama selaku
    """
_MONTH_NAMES = """
    januari februari maret april mei juni juli agustus september oktober november
    desember
    """
ABBREVIATIONS = frozenset(_SHORT_FORMS.split())
# A text that ends with one of these words needs the next one.
LEANING = frozenset(_WAITING.split())
UNITS = regex.compile(
    r"(?:WIB|WITA|WIT|persen|ribu|juta|miliar|triliun|meter|km|kilometer|orang|"
    r"Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|"
    r"Desember|[HM]\b|%|°)",
    regex.IGNORECASE,
)
MONTHS = frozenset(_MONTH_NAMES.split())
CLOSERS = "\"'”’»)]*_"
OPENERS = "\"'“‘«([*_"
LONG_WORD = 50  #: characters; beyond, a word may be cut inside
LONG_BRACKET = 120  #: characters; a longer bracket was left open by mistake

_LETTER = regex.compile(r"\p{L}")
_SIGNS = regex.compile(r"[-–—&/|•*+=·,;:.]*")  # they lead over to the next word
# With the sign that follows: cut before it, "#KTP#NIK" would become a hashtag.
_HANDLE = regex.compile(r"[#＃@＠]\w*[#＃:@]?")
GAP = regex.compile(r"\s+(?![\p{M}\u200D\uFE0F])")
_GOES_ON = regex.compile(r"\p{Ll}(?![.)])")  # a line that was only wrapped
_DEGREE = regex.compile(r"\p{L}{1,3}(?:\.\p{L}{1,4})+")  # S.Pd, Sp.A, a.n, s.d


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Cut at which a text can end; *sentence* when it ends there by itself."""

    position: int
    sentence: bool = False
    line: bool = False  #: a line ends here
    quoted: bool = False  #: within a quotation, which no post may leave open


@dataclass(frozen=True, kw_only=True)
class _Place:
    word: str  #: before the gap
    opens_line: bool
    ends_line: bool
    following: str  #: all text after the gap


def cuts(text: str, *, whole: list[tuple[int, int]]) -> tuple[Cut, ...]:
    """Cuts of *text*, nothing and all of it included, in order.

    No cut falls into a span of *whole*, nor into a grapheme cluster, a number, an
    abbreviation, a short bracket, or words that make sense only together.
    """
    return _cuts(text, tuple(whole))


@lru_cache(maxsize=4)  # each channel and each template asks about the same text
def _cuts(text: str, whole: tuple[tuple[int, int], ...]) -> tuple[Cut, ...]:
    handles = [match.span() for match in _HANDLE.finditer(text)]
    inside = _inside(*whole, *handles)
    glued = inside | _inside(*word_groups(text))
    quoted = _inside(*quotations(text))
    found = [Cut(position=0)]
    found += (
        replace(cut, quoted=True) if cut.position in quoted else cut
        for cut in _inner_cuts(text, inside)
        if cut.line or cut.position not in glued
    )
    if text:
        found.append(Cut(position=len(text), sentence=True))
    return tuple(found)


def _inside(*spans: tuple[int, int]) -> set[int]:
    return {at for low, high in spans for at in range(low + 1, high)}


def _inner_cuts(text: str, inside: set[int]) -> Iterator[Cut]:
    start, brackets = 0, _Brackets()
    for gap in GAP.finditer(text):
        word = text[start : gap.start()]
        if len(word) > LONG_WORD:
            yield from _cuts_inside(word, start, inside)
        brackets.read(word, start)
        place = _Place(
            word=word,
            opens_line=start == 0 or text[start - 1] == "\n",
            ends_line="\n" in gap.group(),
            following=text[gap.end() : gap.end() + 12],
        )
        start = gap.end()
        if _may_end(place) and not brackets.open_near(gap.start()):
            yield Cut(
                position=gap.start(),
                sentence=_ends_sentence(place),
                line=place.ends_line and not _GOES_ON.match(place.following),
            )
    if len(text) - start > LONG_WORD:
        yield from _cuts_inside(text[start:], start, inside)


def _cuts_inside(word: str, start: int, inside: set[int]) -> Iterator[Cut]:
    for cluster in regex.finditer(r"\X", word):
        position = start + cluster.start()
        if cluster.start() and position not in inside:
            yield Cut(position=position)


class _Brackets:
    """Position of the bracket that is still open."""

    def __init__(self) -> None:
        self._opened: list[int] = []

    def read(self, word: str, start: int) -> None:
        for offset, character in enumerate(word):
            if character == "(":
                self._opened.append(start + offset)
            elif character == ")" and self._opened:
                self._opened.pop()

    def open_near(self, position: int) -> bool:
        return bool(self._opened) and position - self._opened[-1] < LONG_BRACKET


def _may_end(place: _Place) -> bool:
    word = place.word.strip(CLOSERS + OPENERS + ",;:")
    if place.opens_line and not place.ends_line and not _LETTER.search(word):
        return False  # a bullet or the number of an entry
    if _SIGNS.fullmatch(word) or word.casefold() in LEANING:
        return False
    if _is_abbreviation(word) and not place.ends_line:
        return False
    return not _parts_number(word, place)


def _parts_number(word: str, place: _Place) -> bool:
    behind = place.following
    if place.ends_line:
        return False
    if not word[-1:].isdigit():
        return word.casefold() in MONTHS and behind[:1].isdigit()
    return behind[:1] in "0123456789-–—+(/" or UNITS.match(behind) is not None


def _is_abbreviation(word: str) -> bool:
    if not word.endswith("."):
        return False
    stem = word[:-1]
    return (
        stem.casefold() in ABBREVIATIONS
        or (len(stem) == 1 and stem.isalpha())
        or _DEGREE.fullmatch(stem) is not None
    )


def _ends_sentence(place: _Place) -> bool:
    core = place.word.rstrip(CLOSERS)
    if core[-1:] not in (".", "!", "?", "…"):
        return False
    if place.ends_line:
        return True
    starts_small = place.following[:1].islower()
    if core[-1] != ".":
        says = place.word != core and starts_small  # "Siap!" kata Bupati
        return _LETTER.search(core) is not None and not says
    return not starts_small and not _is_abbreviation(core.lstrip(OPENERS))
