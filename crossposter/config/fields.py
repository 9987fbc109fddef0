"""Field types of a configuration, with their own error messages."""

import re
from datetime import timedelta
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Annotated, Any, get_type_hints
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

from crossposter.config.zones import is_zone, why_no_zone
from crossposter.errors import BadInput
from crossposter.scheduling.blackouts import Blackouts as _Blackouts
from crossposter.scheduling.durations import duration
from crossposter.scheduling.timetable import Timetable as _Timetable
from crossposter.text.fields import Line, matching, refusal, url, without_blanks

_SHORTEST_LEAD, _LONGEST_LEAD = timedelta(minutes=30), timedelta(hours=24)
# A rule is right or wrong in every zone.
_ANY_ZONE = ZoneInfo("UTC")


class Section(BaseModel):
    """Group of keys; a key without a value counts as not written."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, data: Any) -> Any:
        return without_blanks(frozenset(keys_of(cls)), data)


def annotations_of(group: type) -> dict[str, Any]:
    """Types of the keys, as they are written in the file."""
    if issubclass(group, BaseModel):
        fields = group.model_fields.items()
        return {field.alias or name: field.annotation for name, field in fields}
    return get_type_hints(group)


def keys_of(group: type) -> list[str]:
    """Keys as they are written in the file."""
    return list(annotations_of(group))


def _lead(value: object) -> object:
    return None if value == "off" else duration(value)


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
    """True if data sent to `host` stays on this machine."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def _api_url(text: str) -> str:
    parts = urlsplit(url(text))
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


AccountNumber = Annotated[
    str, matching("[0-9]+", "is the number of the account, digits only")
]
Version = Annotated[str, matching(r"v[0-9]+\.[0-9]+", "looks like v26.0")]
ChannelName = Annotated[
    str,
    matching(
        "[a-z][a-z0-9_-]{0,29}",
        "the name of a channel is short: small letters, digits, - and _",
    ),
]
Listen = Annotated[str, AfterValidator(_listen)]
Login = Annotated[str, matching(r"\S{1,64}", "a login name has no spaces")]
Host = Annotated[
    str, matching("[A-Za-z0-9.:-]+", "is the name of a server, without https://")
]
Zone = Annotated[str, AfterValidator(_zone)]
ApiUrl = Annotated[str, AfterValidator(_api_url)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Sender = Annotated[Line, AfterValidator(_sender)]
Token = Annotated[SecretStr, AfterValidator(_token)]
Password = Annotated[SecretStr, AfterValidator(_password)]
#: Time before an event; None: never.
Lead = Annotated[timedelta | None, BeforeValidator(_lead), AfterValidator(_leaves_time)]
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
