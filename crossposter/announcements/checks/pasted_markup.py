"""Pasted markup: what other programs leave in a text copied from them."""

import re
from collections.abc import Iterator

from crossposter.announcements.checks.subject import Objection, Subject, error, warning
from crossposter.text.messages import phrase

_RTF = re.compile(
    r"\{\\rtf\d?|(?:\\(?:pard?|plain|fs\d+|lang\d+|f\d+|cf\d+)\b.{0,40}){3}"
)

# https://faq.whatsapp.com/539178204879377 has the marks; they stand around whole words.
_MARKED = {
    phrase("bold"): re.compile(
        r"(?<![\w*])\*(?=[^\s*])[^*\n]{0,300}(?<=[^\s*])\*(?![\w*])"
    ),
    phrase("italic"): re.compile(
        r"(?<![\w/@#_.-])_(?=[^\s_])[^_\n]{0,300}(?<=[^\s_])_(?![\w/@_-])"
    ),
    phrase("struck"): re.compile(
        r"(?<![\w/~])~(?=[^\s~])[^~\n]{0,300}(?<=[^\s~])~(?![\w/~])"
    ),
    phrase("typewritten"): re.compile(r"```[^`\n]{1,300}```"),
}
_LONGEST = 40  #: characters of a text that a finding quotes

WORD_BULLETS = re.compile("[\uf000-\uf0ff]")  #: Symbol and Wingdings, in Word alone
# As written by programs without Word's fonts: an arrow, a tick and a square.
_LOST_BULLETS = re.compile(
    r"^[ \t]*(?:([Øü§])[ \t]+|(o)(?:\t| {2,}))(?=\w)", re.MULTILINE
)


def rtf(subject: Subject) -> Iterator[Objection]:
    """RTF source in place of the text."""
    for piece in subject.pieces():
        if _RTF.search(piece.text):
            yield error(
                phrase(
                    "{where} is the source of an RTF file, not its text: open the file"
                    " in a word processor, and copy from there or save it as .docx",
                    where=piece.where,
                )
            )


def chat_marks(subject: Subject) -> Iterator[Objection]:
    """Marks of WhatsApp for bold or italics, which no platform supports."""
    for piece in subject.pieces():
        for kind, pattern in _MARKED.items():
            if match := pattern.search(piece.text):
                yield warning(
                    phrase(
                        '{where} has "{marked}", {kind} in WhatsApp only: elsewhere'
                        " people see the marks, so take them out",
                        where=piece.where,
                        marked=_shortened(match.group()),
                        kind=kind,
                    )
                )


def word_bullets(subject: Subject) -> Iterator[Objection]:
    """Bullets in a font of Word, and the letters they become elsewhere."""
    for piece in subject.pieces():
        if found := WORD_BULLETS.search(piece.text):
            yield error(
                phrase(
                    "{where} holds bullets of Word (U+{number:04X}), which nobody else"
                    " can see: write • in their place, or give the document itself with"
                    " --body-file",
                    where=piece.where,
                    number=ord(found.group()),
                )
            )
        if lost := _LOST_BULLETS.search(piece.text):
            yield warning(
                phrase(
                    '{where} has lines that begin with "{letter}": was that a bullet of'
                    " Word? Then write • in its place",
                    where=piece.where,
                    letter=lost[1] or lost[2],
                )
            )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
