"""Online check: accounts, their credentials, and the mail server."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crossposter.cli.output import say, tell
from crossposter.errors import CrossposterError

if TYPE_CHECKING:
    from crossposter.app import App
    from crossposter.channels import Fault, Health
    from crossposter.monitoring.health.credentials import CredentialResult


@dataclass(frozen=True, kw_only=True)
class Online:
    """Answers of the platforms and the mail server; empty without --online."""

    results: "Sequence[CredentialResult]" = ()
    mail: bool | None = None  #: None: there is no mail server, or it was not asked
    mail_error: str | None = None

    @property
    def accounts(self) -> dict[str, str]:
        """Accounts by channel, as their platforms show them."""
        return {
            each.channel: each.health.account
            for each in self.results
            if each.health.account
        }

    @property
    def obstacles(self) -> list[str]:
        """Faults that stop posts or e-mail, and questions without an answer."""
        found = [
            f"{each.channel}: {fault.sentence}"
            for each in self.results
            for fault in each.health.faults
            if _is_in_the_way(fault)
        ]
        return found + ([f"email: {self.mail_error}"] if self.mail_error else [])

    @property
    def remarks(self) -> list[str]:
        """Faults of credentials that do not stop anything yet."""
        return [
            f"{each.channel}: {fault.sentence}"
            for each in self.results
            for fault in each.health.faults
            if not _is_in_the_way(fault)
        ]


def ask(app: "App") -> Online:
    """Answers of every platform and the mail server, whatever one of them says."""
    results = app.checkups.run()
    if app.mailer is None:
        return Online(results=results)
    try:
        app.mailer.probe()
    except CrossposterError as error:
        return Online(results=results, mail=False, mail_error=str(error))
    return Online(results=results, mail=True)


def say_online(online: Online, app: "App") -> None:
    """Print the expiry of credentials, and the faults that do not stop posts."""
    for result in online.results:
        for sentence in _ends(result.health, app):
            say(f"{result.channel}: {sentence}")
    for remark in online.remarks:
        tell((f"! {remark}", "yellow"))
    if online.mail:
        say("email: the mail server takes our mail")
    for caveat in dict.fromkeys(_caveats(online, app)):
        say(caveat)


def _caveats(online: Online, app: "App") -> Iterator[str]:
    for result in online.results:
        caveat = app.channels[result.channel].platform.caveat
        if caveat and result.health.account is not None:
            yield caveat


def values(online: Online) -> dict[str, Any]:
    """JSON values of the online check."""
    return {
        "accounts": online.accounts,
        "health": {each.channel: _health(each.health) for each in online.results},
        "mail": online.mail,
    }


def _health(health: "Health") -> dict[str, Any]:
    from crossposter.scheduling.times import iso

    ends = ("token_ends_at", "data_access_ends_at", "api_ends_at")
    return {name: iso(getattr(health, name)) for name in ends} | {
        "faults": [
            {
                "kind": str(fault.kind),
                "sentence": fault.sentence,
                "stops": _is_in_the_way(fault),
            }
            for fault in health.faults
        ]
    }


def _ends(health: "Health", app: "App") -> Iterator[str]:
    from crossposter.scheduling.times import show_moment

    def shown(moment: datetime) -> str:
        return show_moment(moment, app.zone)

    if health.token_ends_at:
        yield f"the token is good until {shown(health.token_ends_at)}"
    elif health.account:
        yield "no end of the token is known"
    if health.data_access_ends_at:
        until = shown(health.data_access_ends_at)
        yield f"its owner has to log in to the app again before {until}"
    if health.api_ends_at:
        yield f"this version of the API ends {shown(health.api_ends_at)}"


def _is_in_the_way(fault: "Fault") -> bool:
    from crossposter.channels.faults import FaultKind, stops_posts

    return stops_posts(fault.kind) or fault.kind == FaultKind.UNREACHABLE
