"""The sections of config.yaml about what people are told."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crossposter.config.fields import (
    Host,
    Listen,
    Mailbox,
    Password,
    Section,
    Sender,
    WeeklyMoment,
    is_loopback,
)
from crossposter.scheduling.durations import LongDuration
from crossposter.text.fields import Line, refusal


class Email(Section):
    """The server that takes our mail."""

    host: Host
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: Line | None = None
    password: Password | None = None
    sender: Sender = Field(alias="from")
    ca: Path | None = None  #: certificates of the office's own authority

    @model_validator(mode="after")
    def _password_is_safe(self) -> Self:
        if (self.username is None) != (self.password is None):
            raise refusal("username and password belong together")
        if self.password and self.security == "none" and not is_loopback(self.host):
            raise refusal(
                "security: none would send the password for everyone to read; use "
                "starttls or tls"
            )
        return self


class Report(Section):
    """The weekly report to the heads."""

    send: WeeklyMoment = "mon 08:00"
    to: Annotated[tuple[Mailbox, ...], Field(min_length=1)]
    pdf: bool = False  #: whether the mail brings the page on paper as well


class Alerts(Section):
    """Who is told when something needs a person."""

    to: Annotated[tuple[Mailbox, ...], Field(min_length=1)]
    apprise: tuple[Password, ...] = ()  #: secret, because the addresses hold tokens
    backup: LongDuration = timedelta(days=7)


class Metrics(Section):
    """What the public makes of posts."""

    calls: int = Field(default=200, ge=0, le=100_000)  #: a channel and day


class Monitoring(Section):
    """How other machines see that the daemon is well."""

    listen: Listen | None = None
    ping: Password | None = (
        None  #: secret: who knows the address can send signs of life
    )
