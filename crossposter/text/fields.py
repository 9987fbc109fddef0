"""Field types of texts in a configuration, each with its own error message."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, TypeVar, get_type_hints
from urllib.parse import urlsplit

from pydantic import AfterValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Value = TypeVar("Value")


def refusal(reason: str) -> PydanticCustomError:
    """Error by which a validator gives its own reason."""
    return PydanticCustomError("refused", "{reason}", {"reason": reason})


def matching(pattern: str, words: str) -> AfterValidator:
    """Validator against a pattern, with words for people who cannot read patterns."""
    known = re.compile(pattern)

    def check(text: str) -> str:
        if not known.fullmatch(text):
            raise refusal(words)
        return text

    return AfterValidator(check)


def without_blanks(known: frozenset[str], keys: object) -> object:
    """Keys with a value; a known key without one counts as not written."""
    if not isinstance(keys, Mapping):
        return keys
    return {k: v for k, v in keys.items() if v is not None or k not in known}


class _Keys:
    """Mark of a plain dataclass or typed dictionary that is read from a file's keys."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        known = frozenset(get_type_hints(source))
        return core_schema.no_info_before_validator_function(
            partial(without_blanks, known), handler(source)
        )


#: Group of keys, declared beside the class that it becomes.
Group = Annotated[Value, _Keys()]


def _line(text: str) -> str:
    text = text.strip()
    if not text:
        raise refusal("is empty")
    if not text.isprintable():
        raise refusal("must be one line of text")
    return text


def url(text: str) -> str:
    """Address as it was given; raises the refusal of an invalid one."""
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
        known = known and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or re.search(r"\s", text):
        raise refusal("is not an address such as https://example.go.id")
    return text


Line = Annotated[str, AfterValidator(_line)]
Code = Annotated[
    str,
    matching(
        "[A-Za-z0-9][A-Za-z0-9._-]{0,29}",
        "a code is short and has no spaces: letters, digits, dots, - and _",
    ),
]
Tag = Annotated[
    str,
    matching(
        "[A-Za-z0-9][A-Za-z0-9._-]{0,49}",
        "is one short word: letters, digits, dots, - and _",
    ),
]
Handle = Annotated[
    str,
    matching(
        "@?[A-Za-z0-9_.]{1,30}", "is the name of an account, such as @dinkes_contoh"
    ),
    AfterValidator(lambda name: f"@{name.removeprefix('@')}"),
]
Url = Annotated[str, AfterValidator(url)]
