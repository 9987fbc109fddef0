"""Parts of the app that monitors are told of."""

from collections.abc import Mapping
from typing import Protocol

from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database


class Monitored(Protocol):
    """Whoever has these can be asked; the app has."""

    @property
    def clock(self) -> Clock:
        """Of the daemon."""
        ...

    @property
    def database(self) -> Database:
        """With the queue and what became of it."""
        ...

    @property
    def channels(self) -> Mapping[str, Channel]:
        """By their names."""
        ...

    @property
    def listen_address(self) -> str | None:
        """Host and port to be asked at; None: nobody asks."""
        ...

    @property
    def ping_address(self) -> str | None:
        """Of the monitor elsewhere that heartbeats go to; a secret."""
        ...
