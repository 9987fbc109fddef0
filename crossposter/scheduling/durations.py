"""Field types of durations in a configuration, with their own error messages."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from crossposter.errors import BadInput
from crossposter.scheduling.times import parse_duration


def _refusal(reason: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{reason}", {"reason": reason})


def duration(value: object) -> object:
    """Duration from a text; other values are left for the field type to validate."""
    if not isinstance(value, str):
        return value
    try:
        return parse_duration(value)
    except BadInput as error:
        raise _refusal(str(error)) from None


def _longer_than_nothing(value: timedelta) -> timedelta:
    if not value:
        raise _refusal("must be longer than nothing, for example 30s")
    return value


Duration = Annotated[timedelta, BeforeValidator(duration)]
LongDuration = Annotated[Duration, AfterValidator(_longer_than_nothing)]
