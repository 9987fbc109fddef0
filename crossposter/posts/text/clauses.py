"""Clauses: the loss when a text ends within a sentence, or before one that turns it."""

import enum

import regex

from crossposter.posts.text.cut_points import Cut

_BINDING = r"""
    kecuali|tidak|tak|bukan|belum|tanpa|jangan|dilarang|batal|ditunda|jika|apabila|bila
    |kalau|asal|asalkan|sepanjang|selama|hingga|sampai|s/d|paling|lambat|batas|maksimal
    |minimal|lewat|melalui|via|dialihkan|sebelum|sesudah|setelah|sejak|mulai|hanya
    |khusus|wajib|harus|namun|tetapi|tapi|melainkan|meski|meskipun|walau|walaupun
    |kendati|syarat|sebanyak|sejumlah|except|unless|until|only|not|if|before|after
"""
_FACTS = r"""
    senin|selasa|rabu|kamis|jum['’`]?a?at|sabtu|minggu|ahad|pukul|jam|besok|lusa|malam
    |pagi|siang|sore|januari|februari|maret|april|mei|juni|juli|agustus|september
    |oktober|november|desember|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan
    |sepuluh|belas|puluh|ratus|ribu|juta|miliar
"""
_FLAGS = regex.IGNORECASE | regex.VERBOSE
_BINDS = regex.compile(rf"\b(?:{_BINDING})\b", _FLAGS)
_TELLS = regex.compile(rf"\d|\b(?:{_FACTS})\b", _FLAGS)
_CONDITION = regex.compile(
    r"\b(?:jika|apabila|bila|kalau|bilamana|andai|meski(?:pun)?|walau(?:pun)?|if|unless)\b",
    regex.IGNORECASE,
)
_AFTER_COMMA = regex.compile(
    r"(?:yang|sehingga|agar|supaya|guna|untuk|karena|sebab|dengan|sambil|seraya"
    r"|di ?mana|sebagaimana|menurut|kata|ujar|ungkap|jelas|tutur|sementara|sedangkan"
    r"|which|so|because|while)\b",
    regex.IGNORECASE,
)
_WITHOUT_COMMA = regex.compile(
    r"(?:sehingga|agar|supaya|guna|karena|sebab)\b", regex.IGNORECASE
)
_JOINED = regex.compile(r"(?:dan|serta|atau|maupun|and|or)\b", regex.IGNORECASE)
_HALF_JOINED = regex.compile(r"(?:\b(?:dan|serta|atau|and|or)|,)\s+\S+$")
_DATELINE = regex.compile(
    r"[\p{Lu}][\p{L} /-]{1,40}[,(] ?(?:\p{L}+,? )?\(?\d{1,2}[ /.-]\w{1,9}[ /.-]\d{2,4}\)?[.:]?"
)
_TURNS = regex.compile(
    r"[\s\"“(]*(?:kecuali|namun|tetapi|tapi|akan tetapi|meski|walau|kendati|tidak"
    r" termasuk|tidak berlaku|syarat|dengan (?:syarat|catatan|ketentuan)|asal(?:kan)?"
    r"|khusus (?:untuk|bagi)|hanya (?:untuk|bagi|berlaku)|catatan:|except|but|however|unless)",
    regex.IGNORECASE,
)
_SENTENCE_END = regex.compile(r"[.!?…][\"'”’»)]*(?=\s+[^\p{Ll}]|\s*$)|\n\s*\n")


_LEANS_BACK = regex.compile(
    r"""[^\p{L}\p{N}#]*(?:
    (?:[\p{L}-]+\s+){0,3}(?:ini|itu|tersebut|serupa|demikian|this|that|these|those)\b
    |(?:[\p{L}-]+\s+){0,2}\p{L}{3,}nya\b
    |(?:ia|dia|beliau|mereka|kami|kita|namun|tetapi|tapi|sementara|sedangkan|selain
    |karena|oleh|dengan|sehingga|maka|kemudian|lalu|juga|seperti|dimana|lantaran
    |sebab|sebelumnya|selanjutnya|lebih|tidak\s+hanya|bahkan|hal|kecuali|meski
    |walau|dalam|pada\s+kesempatan|he|she|it|they|however|but|also|then)\b)""",
    regex.IGNORECASE | regex.VERBOSE,
)


class Loss(enum.IntEnum):
    """Loss of sense in a sentence that ends early."""

    NOTHING = 0  #: an addition goes: ", yang ..."
    TURN = 1  #: the next sentence goes, which takes some of it back
    DETAIL = 2  #: a time, place or number goes
    WORDS = 3  #: it ends within a clause
    LIST = 4  #: it ends within an enumeration
    SENSE = 5  #: a deadline, an exception, a condition goes


def turns(text: str, cut: Cut) -> bool:
    """True when the text after *cut* takes back some of the text before it."""
    return _TURNS.match(text, cut.position) is not None


def leans_back(text: str) -> bool:
    """True for a *text* whose first words only the sentence before explains."""
    return _LEANS_BACK.match(text) is not None or text[:1] in "\"'“‘«"


def only_dates(text: str, cut: Cut) -> bool:
    """True when the text before *cut* holds only place and date of writing."""
    return _DATELINE.fullmatch(text, 0, cut.position) is not None


def loss(text: str, cut: Cut) -> Loss:
    """Loss of the sentence that ends at *cut* before its own end."""
    if cut.sentence:
        return Loss.TURN if turns(text, cut) else Loss.NOTHING
    start, end = _sentence_around(text, cut.position)
    before, rest = text[start : cut.position], text[cut.position : end].lstrip()
    if _BINDS.search(rest) or _CONDITION.search(before):
        return Loss.SENSE
    if not _closes_clause(before, rest):
        return Loss.LIST if _goes_on(before, rest) else Loss.WORDS
    return Loss.DETAIL if _TELLS.search(rest) else Loss.NOTHING


def _closes_clause(before: str, rest: str) -> bool:
    if before.rstrip()[-1:] in {",", ";", "–", "—"}:
        return _AFTER_COMMA.match(rest) is not None
    return _WITHOUT_COMMA.match(rest) is not None


def _goes_on(before: str, rest: str) -> bool:
    listed = before.rstrip()[-1:] in {",", ";", ":"} or rest[:1] == "("
    joined = _JOINED.match(rest) or _HALF_JOINED.search(before)
    return listed or joined is not None


def _sentence_around(text: str, position: int) -> tuple[int, int]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.end() > position:
            return start, end.end()
        start = end.end()
    return start, len(text)
