"""The kinds of values in a configuration, each with its own words for a mistake."""

import re
from datetime import timedelta
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    SecretStr,
    model_validator,
)
from pydantic_core import PydanticCustomError

from crossposter.config.zones import is_zone, why_no_zone
from crossposter.errors import BadInput
from crossposter.scheduling.blackouts import Blackouts as _Blackouts
from crossposter.scheduling.times import parse_duration
from crossposter.scheduling.timetable import Timetable as _Timetable

_SHORTEST_LEAD, _LONGEST_LEAD = timedelta(minutes=30), timedelta(hours=24)
# A rule is right or wrong in every zone.
_ANY_ZONE = ZoneInfo("UTC")


class Section(BaseModel):
    """A group of keys; a key without a value counts as not written."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        known = keys_of(cls)
        return {k: v for k, v in data.items() if v is not None or k not in known}


def keys_of(section: type[BaseModel]) -> list[str]:
    """Give the keys as they are written in the file."""
    return [field.alias or name for name, field in section.model_fields.items()]


def refusal(reason: str) -> PydanticCustomError:
    """Make the error by which a validator gives its own reason."""
    return PydanticCustomError("refused", "{reason}", {"reason": reason})


def _line(text: str) -> str:
    text = text.strip()
    if not text:
        raise refusal("is empty")
    if not text.isprintable():
        raise refusal("must be one line of text")
    return text


def _duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_duration(value)
    except BadInput as error:
        raise refusal(str(error)) from None


def _longer_than_nothing(value: timedelta) -> timedelta:
    if not value:
        raise refusal("must be longer than nothing, for example 30s")
    return value


def _lead(value: object) -> object:
    return None if value == "off" else _duration(value)


def _leaves_time(value: timedelta | None) -> timedelta | None:
    if value is not None and not _SHORTEST_LEAD <= value <= _LONGEST_LEAD:
        raise refusal("is from 30m to 24h, or off")
    return value


def _slots(lines: tuple[str, ...]) -> tuple[str, ...]:
    try:
        _Timetable.parse(lines, _ANY_ZONE)
    except BadInput as error:
        raise refusal(str(error)) from None
    return lines


def _weekly_moment(line: str) -> str:
    _slots((line,))
    if len(_Timetable.parse([line], _ANY_ZONE).weekly) > 1:
        raise refusal("takes one day and one time, for example mon 08:00")
    return line


def _quiet(lines: tuple[str, ...]) -> tuple[str, ...]:
    try:
        _Blackouts.parse(lines, _ANY_ZONE)
    except BadInput as error:
        raise refusal(str(error)) from None
    return lines


def _zone(name: str) -> str:
    if not is_zone(name):
        raise refusal(why_no_zone(name))
    return name


def is_loopback(host: str | None) -> bool:
    """Whether what is sent to `host` stays on this machine."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
        known = known and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or re.search(r"\s", text):
        raise refusal("is not an address such as https://example.go.id")
    return text


def _api_url(text: str) -> str:
    parts = urlsplit(_url(text))
    if parts.scheme != "https" and not is_loopback(parts.hostname):
        raise refusal("must start with https://, or the token could be read on the way")
    if parts.query or parts.fragment or parts.username:
        raise refusal("ends with the host or a path, without ?, # or @")
    return text.rstrip("/")


def _listen(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not is_loopback(host.strip("[]")) or not port.isdecimal():
        raise refusal("is an address on this machine only, such as 127.0.0.1:9464")
    return text


def _mailbox(text: str) -> str:
    local, _, domain = text.rpartition("@")
    word = r"[^\s@<>\"(),:;\\\[\]]+"
    if not re.fullmatch(word, local) or not re.fullmatch(rf"{word}\.{word}", domain):
        raise refusal(f"'{text}' is not an e-mail address")
    return text


def _sender(text: str) -> str:
    _, address = parseaddr(text)
    if text != address and not text.endswith(f"<{address}>"):
        raise refusal(f"'{text}' is not an e-mail address, or a name with one in <>")
    _mailbox(address)
    return text


def _token(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value().strip()
    if not text:
        raise refusal("is empty")
    if not re.fullmatch(r"[!-~]+", text):
        raise refusal("has a space or another character in it that no token has")
    return SecretStr(text)


def _password(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().isprintable() or not secret.get_secret_value():
        raise refusal("must be one line of text")
    return secret


def _matching(pattern: str, words: str) -> AfterValidator:
    """Check against a pattern, with words for people who cannot read patterns."""
    known = re.compile(pattern)

    def check(text: str) -> str:
        if not known.fullmatch(text):
            raise refusal(words)
        return text

    return AfterValidator(check)


Line = Annotated[str, AfterValidator(_line)]
AccountNumber = Annotated[
    str, _matching("[0-9]+", "is the number of the account, digits only")
]
Version = Annotated[str, _matching(r"v[0-9]+\.[0-9]+", "looks like v26.0")]
ChannelName = Annotated[
    str,
    _matching(
        "[a-z][a-z0-9_-]{0,29}",
        "the name of a channel is short: small letters, digits, - and _",
    ),
]
Code = Annotated[
    str,
    _matching(
        "[A-Za-z0-9][A-Za-z0-9._-]{0,29}",
        "a code is short and has no spaces: letters, digits, dots, - and _",
    ),
]
Tag = Annotated[
    str,
    _matching(
        "[A-Za-z0-9][A-Za-z0-9._-]{0,49}",
        "is one short word: letters, digits, dots, - and _",
    ),
]
Handle = Annotated[
    str,
    _matching(
        "@?[A-Za-z0-9_.]{1,30}", "is the name of an account, such as @dinkes_contoh"
    ),
    AfterValidator(lambda name: f"@{name.removeprefix('@')}"),
]
Listen = Annotated[str, AfterValidator(_listen)]
Login = Annotated[str, _matching(r"\S{1,64}", "a login name has no spaces")]
Host = Annotated[
    str, _matching("[A-Za-z0-9.:-]+", "is the name of a server, without https://")
]
Zone = Annotated[str, AfterValidator(_zone)]
Url = Annotated[str, AfterValidator(_url)]
ApiUrl = Annotated[str, AfterValidator(_api_url)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Sender = Annotated[Line, AfterValidator(_sender)]
Token = Annotated[SecretStr, AfterValidator(_token)]
Password = Annotated[SecretStr, AfterValidator(_password)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
#: How long before something; None: never.
Lead = Annotated[timedelta | None, BeforeValidator(_lead), AfterValidator(_leaves_time)]
LongDuration = Annotated[Duration, AfterValidator(_longer_than_nothing)]
WeeklyMoment = Annotated[str, AfterValidator(_weekly_moment)]
# Each line alone, so that every wrong one is listed, and then all together.
TimetableLines = Annotated[
    tuple[Annotated[str, AfterValidator(lambda line: _slots((line,))[0])], ...],
    AfterValidator(_slots),
]
BlackoutLines = Annotated[
    tuple[Annotated[str, AfterValidator(lambda line: _quiet((line,))[0])], ...],
    AfterValidator(_quiet),
]
