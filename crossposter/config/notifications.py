"""Sections email, report, alerts, metrics, monitoring of config.yaml."""

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
    """Server that takes our e-mail."""

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
    """Weekly report to the heads."""

    send: WeeklyMoment = "mon 08:00"
    to: Annotated[tuple[Mailbox, ...], Field(min_length=1)]
    pdf: bool = False  #: True: the e-mail also has the report as PDF


class Alerts(Section):
    """Recipients of alerts when something needs a person."""

    to: Annotated[tuple[Mailbox, ...], Field(min_length=1)]
    apprise: tuple[Password, ...] = ()  #: secret, because the addresses contain tokens
    backup: LongDuration = timedelta(days=7)


class Metrics(Section):
    """Engagement metrics of posts."""

    calls: int = Field(default=200, ge=0, le=100_000)  #: per channel and day


class Monitoring(Section):
    """Endpoints for monitoring of the daemon by other machines."""

    listen: Listen | None = None
    ping: Password | None = (
        None  #: secret: whoever knows the address can send heartbeats
    )
