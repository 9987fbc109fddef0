"""What simulated platforms ask to wait, and whoever asks them before its end."""

import random
from collections.abc import Collection
from datetime import datetime, timedelta

LENGTHS = (None, 5, 60, 600, 1800)  #: seconds; None: the platform does not say


class Waits:
    """Keeps each platform's own wait, and what came too soon."""

    def __init__(self) -> None:
        self.too_soon: list[str] = []
        self.total = timedelta(0)
        self._dice = random.Random(0)  # noqa: S311  # to be repeated
        self._until: dict[str, datetime] = {}

    def asked(self, platform: str, now: datetime) -> dict[str, str]:
        """The header of a refusal that says how long to wait, if it does."""
        seconds = self._dice.choice(LENGTHS)
        self.total += timedelta(seconds=900 if seconds is None else seconds)
        if seconds is None:
            return {}
        self._until[platform] = now + timedelta(seconds=seconds)
        return {"Retry-After": str(seconds)}

    def met(self, platform: str, request: str, now: datetime) -> None:
        """A request has arrived."""
        until = self._until.get(platform)
        if until is not None and now < until:
            self.too_soon.append(f"{platform} was asked too soon: {request}")

    def forgive(self, *platforms: str) -> None:
        """A person, or a clock that was set, has ended them."""
        for each in platforms or tuple(self._until):
            self._until.pop(each, None)

    def keep(self, platforms: Collection[str]) -> None:
        """A process that died could write down no other."""
        self.forgive(*(self._until.keys() - set(platforms)), "none")
