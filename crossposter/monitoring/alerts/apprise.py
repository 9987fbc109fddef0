"""Apprise client: other ways to reach people than e-mail."""

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.util import find_spec

from crossposter.errors import CrossposterError
from crossposter.monitoring.alerts import apprise_process
from crossposter.transport import cuttable

LONGEST = timedelta(minutes=1)  #: for one message to one target


class NotReached(CrossposterError):
    """Target that was not reached; the message has no address, which may be secret."""


@dataclass(frozen=True, kw_only=True)
class Notifier:
    """Apprise, with the addresses of ``alerts.apprise``; https://appriseit.com."""

    addresses: Sequence[str] = field(default=(), repr=False)

    @property
    def installed(self) -> bool:
        """True if the extra ``apprise`` is installed."""
        return find_spec("apprise") is not None

    def warnings(self) -> list[str]:
        """Faults that keep targets from being reached, found without sending."""
        if not self.addresses:
            return []
        if not self.installed:
            return [MISSING]
        from apprise import Apprise  # noqa: PLC0415  # an extra

        _keep_addresses_to_yourself()
        numbered = enumerate(self.addresses, start=1)
        return [_unknown(number) for number, it in numbered if not Apprise().add(it)]

    def notify(self, number: int, title: str, body: str) -> None:
        """Send to the address of that *number*; raises NotReached."""
        if not self.installed:
            raise NotReached(MISSING)
        message = {"address": self.addresses[number - 1], "title": title, "body": body}
        match _said_of(message):
            case apprise_process.REACHED:
                return
            case apprise_process.UNKNOWN:
                raise NotReached(_unknown(number))
            case apprise_process.REFUSED:
                raise NotReached(
                    f"{_named(number)} did not take it: check it, or try it with the"
                    " command `apprise`"
                )
            case said:
                raise NotReached(f"{_named(number)}: {said}")


def _said_of(message: dict[str, str]) -> str:
    """Result of a message; Apprise has a process and a time limit of its own."""
    command = [sys.executable, "-P", "-m", apprise_process.__name__]
    with (
        subprocess.Popen(  # noqa: S603  # ourselves
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may contain the address
        ) as process,
        cuttable(process.kill),
    ):
        try:
            said, _ = process.communicate(
                json.dumps(message).encode(), timeout=LONGEST.total_seconds()
            )
        except subprocess.TimeoutExpired:
            process.kill()
            return "it did not end"
    return said.decode(errors="replace").strip() or "Apprise ended early"


def _named(number: int) -> str:
    return f"address {number} of `alerts.apprise` in config.yaml"


def _unknown(number: int) -> str:
    return f"{_named(number)} is none that Apprise knows: see https://appriseit.com"


MISSING = (
    "`alerts.apprise` in config.yaml needs Apprise: pip install"
    " 'pemda-crossposter[apprise]'; mail is sent all the same"
)


def _keep_addresses_to_yourself() -> None:
    """Silence Apprise's log, which has the addresses it could not reach, and tokens."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
