"""Cleanup of pasted text: no markup, no spacers, no odd characters."""

import html
import unicodedata

import regex

from crossposter.posts.text.tokens import MENTION, find_hashtags, find_links
from crossposter.text.characters import without_litter

_TAGS = (
    "a|article|b|big|blockquote|body|br|center|dd|del|div|dl|dt|em|figcaption|figure|"
    "font|h[1-6]|hr|html|i|iframe|img|ins|li|meta|ol|o:p|p|picture|pre|s|script|section|"
    "small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_UNSEEN = regex.compile(
    r"<!--.*?-->|<(script|style)\b[^>]*>.*?</\1\s*>", regex.DOTALL | regex.IGNORECASE
)
_ANCHOR = regex.compile(
    r"""<a\b[^>]*?\bhref\s*=\s*["']?(?P<link>https?://[^"'\s>]+)[^>]*>"""
    r"(?P<label>.*?)</a\s*>",
    regex.DOTALL | regex.IGNORECASE,
)
_ITEM = regex.compile(r"\s*<li\b[^<>]*>\s*", regex.IGNORECASE)
_BREAK = regex.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", regex.IGNORECASE)
_BLOCK = regex.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|dl|table|tr|blockquote|section|article|figure|hr|pre)"
    r"(?:\s[^<>]*)?/?>\s*",
    regex.IGNORECASE,
)
_CELL = regex.compile(r"</t[dh]\s*>", regex.IGNORECASE)
_TAG = regex.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", regex.IGNORECASE)
_ENTITY = regex.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)

_NEWLINE = regex.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROL = regex.compile(r"[^\P{Cc}\n\t]|\p{Cs}")
# A space that stands alone stays one, and a long text has ten thousand.
_SPACES = regex.compile(
    r"[ \t\u00A0\u2007\u202F\u2800]{2,}|[\t\u00A0\u2007\u202F\u2800]"
)
_SPACER = regex.compile(r"^(?:[ ._·•\u2800]{1,3}|-)$", regex.MULTILINE)
_LOOSE_DOT = regex.compile(r"(?<=[.!?])(?: \.)+$", regex.MULTILINE)
_BLANK_LINES = regex.compile(r"\n{3,}")

_LABEL_WORDS = 6  #: more words before a link are a sentence, no label such as "Daftar:"

_RULE = regex.compile(r"[-—–_=*~.,|·•\s]*")
_LAST_TAGS = regex.compile(r"(?<=[.!?…][\"'”’)]?\s)(?:[#＃]\w+\s*)+$")


def tidy(text: str) -> str:
    """Text without markup, control characters, spacer lines and stray spaces."""
    text = unmarked(closed_up(_NEWLINE.sub("\n", text)))
    text = _CONTROL.sub("", without_litter(unicodedata.normalize("NFC", text)))
    return closed_up(_LOOSE_DOT.sub("", _SPACER.sub("", closed_up(text))))


def closed_up(text: str) -> str:
    """Text with single spaces, and at most one blank line in a row."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def unmarked(text: str) -> str:
    """HTML as plain text; "<nama>" and "3 < 5" are none and stay."""
    if _TAG.search(text):
        text = _ANCHOR.sub(_label_and_link, _UNSEEN.sub("", text))
        text = _BLOCK.sub("\n\n", _BREAK.sub("\n", _ITEM.sub("\n- ", text)))
        text = _TAG.sub("", _CELL.sub(" ", text))
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)


def _label_and_link(anchor: regex.Match[str]) -> str:
    label, link = anchor["label"].strip(), html.unescape(anchor["link"])
    if link.rstrip("/") in html.unescape(label):
        return label
    return f"{label} ({link})" if _TAG.sub("", label).strip() else link


def link_lines_apart(text: str) -> tuple[str, tuple[str, ...]]:
    """Text, and the lines taken out of it that only lead to a link: "Daftar: ..."."""
    lines = text.split("\n")
    apart = [at for at, line in enumerate(lines) if _only_leads(line)]
    rest = [line for at, line in enumerate(lines) if at not in apart]
    return closed_up("\n".join(rest)), tuple(lines[at] for at in apart)


def _only_leads(line: str) -> bool:
    links = find_links(line)
    if not links or line[links[-1].end :].strip(" .,;:)"):
        return False
    return len(regex.findall(r"\p{L}+", line[: links[0].start])) <= _LABEL_WORDS


def without_closing_hashtags(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without the hashtags it ends with, and these.

    Mentions among them stay in the text, a line drawn above them does not.
    """
    lines = text.split("\n")
    hashtags: list[str] = []
    mentions: list[str] = []
    while lines and (found := _only_handles(lines[-1])) is not None:
        hashtags[:0], mentions[:0] = found
        lines.pop()
    if not hashtags:
        return _without_last_words(text)
    return "\n".join((*lines, " ".join(mentions))).strip(), tuple(hashtags)


def _only_handles(line: str) -> tuple[list[str], list[str]] | None:
    """Hashtags and mentions of a line, None if it says anything besides."""
    hashtags = [tag.text for tag in find_hashtags(line)]
    mentions = MENTION.findall(line)
    for handle in (*hashtags, *mentions):
        line = line.replace(handle, "", 1)
    return (hashtags, mentions) if _RULE.fullmatch(line) else None


def _without_last_words(text: str) -> tuple[str, tuple[str, ...]]:
    match = _LAST_TAGS.search(text)
    if match is None:
        return text, ()
    hashtags = tuple(tag.text for tag in find_hashtags(match.group()))
    if len(hashtags) != len(match.group().split()):
        return text, ()
    return text[: match.start()].rstrip(), hashtags
