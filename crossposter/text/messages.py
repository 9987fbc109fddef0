"""Messages of ours: English where they are made, translated where they are shown."""

from collections.abc import Mapping, Sequence
from typing import Self


class Message(str):
    """English sentence that remembers its pattern and the values put into it.

    It is a `str`, so whatever keeps, compares or prints it has the English words; a
    slice of it, or a text joined to it, is English for good.
    """

    __slots__ = ("context", "pattern", "values")

    context: str | None
    pattern: str
    values: Mapping[str, object]

    def __new__(
        cls,
        pattern: str,
        values: Mapping[str, object] | None = None,
        context: str | None = None,
    ) -> Self:
        made = super().__new__(cls, pattern.format_map(values) if values else pattern)
        made.pattern, made.values, made.context = pattern, values or {}, context
        return made


def phrase(pattern: str, /, **values: object) -> Message:
    """Sentence to be translated; without *values* its braces stay as they are."""
    return Message(pattern, values)


def phrase_in(context: str, pattern: str, /, **values: object) -> Message:
    """Sentence whose English words mean something else in another context."""
    return Message(pattern, values, context)


def joined(parts: Sequence[str], between: str = ", ") -> Message:
    """Several sentences, or words, in one; each is translated by itself."""
    names = [f"part{number}" for number, _ in enumerate(parts)]
    pattern = between.join(f"{{{name}}}" for name in names)
    return Message(pattern, dict(zip(names, parts, strict=True)))
