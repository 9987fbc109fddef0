"""Placeholders: blanks of a form left unfilled: braces, brackets, dots, lines."""

import re
from collections.abc import Iterator

from crossposter.announcements.checks.subject import Level, Objection, Subject
from crossposter.text.messages import phrase

_LABELS = (
    "isi|nama|judul|tanggal|tgl|hari|waktu|jam|tempat|lokasi|alamat|link|tautan|nomor"
    "|no|kontak|foto|keterangan"
)
_CERTAIN = (
    re.compile(r"\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|\$\{\w{1,40}\}|%\(\w{1,40}\)s"),
    re.compile(r"(?<![\w%])%[A-Za-z_]{3,30}%(?!\w)|\bdd/mm/(?:yyyy|20\d\d)\b"),
    # Of form fields in Word.
    re.compile(
        r"\b(?:click|klik)(?: \w+){2,5} (?:enter|memasukkan) \w+", re.IGNORECASE
    ),
    re.compile(r"\[object Object\]|\blorem ipsum\b", re.IGNORECASE),
    re.compile(r"«[^«»\n]{1,40}»"),  # of Word's mail merge
    re.compile(r"\bX{4,}\b"),
    # Three of them alone may be the number 30: "MTQ Nasional XXX".
    re.compile(
        r"(?:(?:\b(?:pukul|pkl|tanggal|tgl|no|nomor|rp)|:)\.? ?)X{2,3}\b", re.IGNORECASE
    ),
    re.compile(r"\b[Xx]{2}[./:-][Xx]{2}(?:[./:-][Xx]{2,4})?\b"),
)
_NAMED = (
    re.compile(r"(?<![{$])\{(?! ?spasi ?\}) ?(?:[A-Za-z_\d][\w .-]{0,30})?\}(?!\})"),
    re.compile(rf"\[(?:{_LABELS.upper()})\b[^\]\n]{{0,30}}\]|\[[Ii]si (?:di )?sini\]"),
    re.compile(rf"[\[<](?:{_LABELS})[\]>]", re.IGNORECASE),
)

# Text that people are to type themselves:
# "Ketik REG#{nama}#{NIK} kirim ke 1234", "Format: DAFTAR#[NAMA]#[NIK]".
_SPACE = r"(?i:[{\[(<]\s?spasi\s?[}\])>]|\bspasi\b)"
_FIELD = r"\{[^{}\n]{1,32}\}|\[[^\[\]\n]{1,32}\]|<[^<>\n]{1,32}>"
_WORD = r"[A-Z][A-Z0-9]*\b|(?<=[#*])[A-Za-z0-9]+\b"
_THEN = r"(?i:(?:lalu|lantas|kemudian|dan|(?:di)?kirim(?:kan)?|ke)\b)"
_BY = r"(?i:(?:sms|pesan|wa|whatsapp|via|lewat|melalui)\b)"
_TYPED = re.compile(
    r"\b(?:(?i:ketik)\b|(?i:sms|format)\b ?:? ?(?=[\"“']?[A-Z]{2}))[\s:\"“”'*]{0,5}"
    rf"(?:{_SPACE}|{_FIELD}|(?!{_THEN})(?:{_WORD})|[#*/_, -]){{1,60}}+"
    rf"[\"”'*.,\s]{{0,5}}(?:{_THEN}\s{{1,5}}|{_BY}\s){{1,6}}(?<=(?i:ke)\s)"
    r"[^\n\d]{0,25}\d[\d .-]{2}"
)
_CHAIN = re.compile(
    r"(?<![\w#])[A-Z][A-Z0-9]{0,20}+"
    rf"(?:(?:#|\s?{_SPACE}\s?)(?:{_FIELD}|[A-Za-z0-9]{{1,30}}+)){{1,20}}+"
)
_NEAR = 100  #: characters around a format that show its purpose
_ABOUT_SMS = re.compile(r"\b(?:ketik|sms|format)\b", re.IGNORECASE)

# In addresses, account names and hashtags an underscore is an ordinary character.
_ADDRESS = re.compile(
    r"https?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+|[@#]\w[\w.]*"
    r"|(?<!\S)(?:\w[\w-]*\.)+[a-z]{2,}/\S*"
)
_BLANK = r"(?:_{1,4}|\.{2,12}|…{1,4})"
_DATE = re.compile(
    rf"(?<![\w/.…-]){_BLANK} ?[/-] ?{_BLANK}"
    rf"(?: ?[/-] ?(?:(?:19|20)(?:\d\d|_+|\.{{2,12}})|\d\d\b|{_BLANK}))?"
    r"|(?<![\w/-])-{2,4} ?/ ?-{2,4}(?: ?/ ?(?:\d{2,4}|-{2,4}))?(?!-)"
)
_LINE = re.compile(r"_{3,}|(?<![\w_])_{2}(?![\w_])|(?:_ ){2,}_")
_DOTS = re.compile(r"(?:[.…] ?){4,}[.…]|\.{4,}|…{2,}")
_BEFORE = re.compile(rf"(?:^|[\s:(/\"“-]|\b(?:{_LABELS}|rp|pukul)\.?)$", re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?::|\b(?:{_LABELS}|pukul|pkl|rp|di|pada)\.?)\s*$", re.IGNORECASE
)
_PRICE = re.compile(r"\s*(?:Rp\b|\d{1,3}\.\d{3}\b)")
_MANY = 8  #: dots, more than any ellipsis has
_CLOSE = 40  #: characters beside a blank that show its purpose


def placeholders(subject: Subject) -> Iterator[Objection]:
    """Blanks of a form that nobody has filled in."""
    for piece in subject.whole():
        for blank in dict.fromkeys(_blanks(piece.text)):
            yield (
                Level.ERROR,
                phrase(
                    '{where} still has "{blank}" to be filled in',
                    where=piece.where,
                    blank=blank,
                ),
            )
        for level, blank in dict.fromkeys(_drawn(piece.text)):
            yield (
                level,
                phrase(
                    '{where} still has "{blank}", a blank to be filled in',
                    where=piece.where,
                    blank=blank,
                ),
            )


def _blanks(text: str) -> Iterator[str]:
    for pattern in _CERTAIN:
        yield from (match.group().strip() for match in pattern.finditer(text))
    rest = _CHAIN.sub(_covered_in_sms, _TYPED.sub(_covered, text))
    for pattern in _NAMED:
        yield from (match.group() for match in pattern.finditer(rest))


def _covered_in_sms(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return _covered(match) if _ABOUT_SMS.search(around) else match.group()


def _drawn(text: str) -> Iterator[tuple[Level, str]]:
    """Lines and dots to write on."""
    for line in text.split("\n"):
        rest = _ADDRESS.sub(_covered, line)
        for pattern in (_DATE, _LINE, _DOTS):
            for match in pattern.finditer(rest):
                level = _level(match, pattern is _DOTS)
                if level is not None:
                    yield level, _shortened(match.group())
            rest = pattern.sub(_covered, rest)


def _level(match: re.Match[str], is_dots: bool) -> Level | None:
    start, end = match.span()
    if match.string.strip() == match.group().strip():
        return Level.WARNING  # it may only separate what is above from what is below
    before = match.string[max(0, start - _CLOSE) : start]
    after = match.string[end : end + _CLOSE]
    return _level_of_dots(match.group(), before, after) if is_dots else Level.ERROR


def _level_of_dots(dots: str, before: str, after: str) -> Level | None:
    if not _BEFORE.search(before):  # "Tunggu ya....."
        return Level.ERROR if after[:1] == "/" else None
    if _PRICE.match(after):  # "Beras 5 kg ........ Rp 62.000"
        return Level.WARNING
    many = len(dots.replace("…", "...")) >= _MANY
    meant = many or after[:1] == "/" or _LABELLED.search(before)
    return Level.ERROR if meant else Level.WARNING


def _covered(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _shortened(blank: str) -> str:
    return blank.strip() if len(blank) <= 24 else f"{blank[:24].strip()} …"
