"""Outgoing heartbeat (healthchecks.io).

Its absence alerts people, also when this machine is off.
"""

from datetime import timedelta

import requests
import structlog

from crossposter.errors import CrossposterError
from crossposter.monitoring.endpoints.healthz import reasons
from crossposter.monitoring.endpoints.monitored import Monitored
from crossposter.transport import BoundedSession

log = structlog.get_logger(__name__)


class NotTaken(CrossposterError):
    """Heartbeat that was not taken; the message omits the address, a secret."""


def give_sign_of_life(app: Monitored) -> None:
    """Send a heartbeat to the configured monitor, unless posts are held back."""
    address = app.ping_address
    if address is None or reasons(app):
        return
    try:
        ping(address)
    except NotTaken as error:
        log.warning("no sign of life could be given", reason=str(error))


def ping(address: str, timeout: timedelta = timedelta(seconds=10)) -> None:
    """Send a heartbeat as healthchecks.io takes it; raises NotTaken.

    https://healthchecks.io/docs/http_api/
    """
    try:
        with BoundedSession(seconds=timeout.total_seconds()) as session:
            answer = session.get(address, allow_redirects=False)
    except (requests.RequestException, ValueError) as error:
        # Not the error's own words: they contain the address.
        reason = f"the ping did not get through ({type(error).__name__})"
        raise NotTaken(reason) from None
    if not answer.ok:
        raise NotTaken(f"the ping was answered with {answer.status_code}")
