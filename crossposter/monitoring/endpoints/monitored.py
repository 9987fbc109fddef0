"""Monitored app: what the endpoints need of the app, as a protocol."""

from collections.abc import Mapping
from typing import Protocol

from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database


class Monitored(Protocol):
    """App as the endpoints see it."""

    @property
    def clock(self) -> Clock:
        """Clock of the daemon."""
        ...

    @property
    def database(self) -> Database:
        """Database with the queue and its results."""
        ...

    @property
    def channels(self) -> Mapping[str, Channel]:
        """Channels by their names."""
        ...

    @property
    def listen_address(self) -> str | None:
        """Listening address, host and port; None: no endpoint."""
        ...

    @property
    def ping_address(self) -> str | None:
        """Address of the external heartbeat monitor; a secret."""
        ...
