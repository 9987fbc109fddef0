"""Other ways to reach people than mail, and a sign of life for a dead man's switch."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.util import find_spec

import requests

from crossposter.errors import CrossposterError
from crossposter.transport import BoundedSession


class NotReached(CrossposterError):
    """Nobody was reached this way; the message holds no address, it may be secret."""


@dataclass(frozen=True, kw_only=True)
class Notifier:
    """Apprise, with the addresses of ``alerts.apprise``; https://appriseit.com."""

    addresses: Sequence[str] = field(default=(), repr=False)

    @property
    def installed(self) -> bool:
        """Whether the extra ``apprise`` is there."""
        return find_spec("apprise") is not None

    def warnings(self) -> list[str]:
        """What keeps them from being reached, as far as can be told without trying."""
        if not self.addresses:
            return []
        if not self.installed:
            return [MISSING]
        from apprise import Apprise  # noqa: PLC0415  # an extra

        _keep_addresses_to_yourself()
        numbered = enumerate(self.addresses, start=1)
        return [_unknown(number) for number, it in numbered if not Apprise().add(it)]

    def notify(self, number: int, title: str, body: str) -> None:
        """Tell whoever reads the address of that *number*; raises NotReached."""
        if not self.installed:
            raise NotReached(MISSING)
        from apprise import Apprise  # noqa: PLC0415  # an extra

        _keep_addresses_to_yourself()
        apprise = Apprise()
        if not apprise.add(self.addresses[number - 1]):
            raise NotReached(_unknown(number))
        try:
            reached = apprise.notify(title=title, body=body)
        except Exception as error:  # noqa: BLE001  # its plugins may raise anything
            raise NotReached(f"{_named(number)}: {type(error).__name__}") from None
        if not reached:
            raise NotReached(
                f"{_named(number)} did not take it: check it, or try it with the"
                " command `apprise`"
            )


def _named(number: int) -> str:
    return f"address {number} of `alerts.apprise` in config.yaml"


def _unknown(number: int) -> str:
    return f"{_named(number)} is none that Apprise knows: see https://appriseit.com"


MISSING = (
    "`alerts.apprise` in config.yaml needs Apprise: pip install"
    " 'pemda-crossposter[apprise]'; mail is sent all the same"
)


def ping(address: str, timeout: timedelta = timedelta(seconds=10)) -> None:
    """Give a sign of life, as healthchecks.io takes it; raises NotReached.

    https://healthchecks.io/docs/http_api/
    """
    try:
        with BoundedSession(seconds=timeout.total_seconds()) as session:
            answer = session.get(address, allow_redirects=False)
    except (requests.RequestException, ValueError) as error:
        # Not the error's own words: they name the address.
        reason = f"the ping did not get through ({type(error).__name__})"
        raise NotReached(reason) from None
    if not answer.ok:
        raise NotReached(f"the ping was answered with {answer.status_code}")


def _keep_addresses_to_yourself() -> None:
    """Apprise logs the addresses it could not reach, tokens included."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
