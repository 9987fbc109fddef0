"""Translations of our sentences, from the catalogues in `locale/`."""

import gettext
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from crossposter.text.messages import Message

DOMAIN = "crossposter"
CATALOGUES = Path(__file__).parents[1] / "locale"

_POINT_FOR_COMMA = str.maketrans(",.", ".,")
_WITH_DECIMAL_COMMA = frozenset({"id"})


class Translator:
    """Translator into one language; into English where there is no catalogue."""

    def __init__(self, language: str) -> None:
        self._catalogue = gettext.translation(
            DOMAIN, str(CATALOGUES), [language], fallback=True
        )
        self._formatter = _Numbers() if language in _WITH_DECIMAL_COMMA else Formatter()

    def __call__(self, text: str) -> str:
        """Translation of a sentence of ours; any other text stays as it is."""
        if not isinstance(text, Message):
            return text
        pattern = self._pattern(text)
        if not text.values:
            return pattern
        values = {
            name: self(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        return self._formatter.vformat(pattern, (), values)

    def _pattern(self, text: Message) -> str:
        if text.context is None:
            return self._catalogue.gettext(text.pattern)
        return self._catalogue.pgettext(text.context, text.pattern)


@cache
def translator(language: str) -> Translator:
    """Translator into *language*, whose catalogue is read once."""
    return Translator(language)


class _Numbers(Formatter):
    """Numbers as in 1.234,5."""

    def format_field(self, value: Any, format_spec: str) -> str:
        written = str(super().format_field(value, format_spec))
        is_number = format_spec and not isinstance(value, str)
        return written.translate(_POINT_FOR_COMMA) if is_number else written
