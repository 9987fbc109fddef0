"""What simulated platforms ask to wait, and whoever asks them before its end."""

import random
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

LENGTHS = (None, 5, 60, 600, 1800)  #: seconds; None: the platform does not say


class Waits:
    """Keeps each platform's own wait, and what came too soon."""

    def __init__(self) -> None:
        self.too_soon: list[str] = []
        self.total = timedelta(0)
        self._dice = random.Random(0)  # noqa: S311  # to be repeated
        self._until: dict[str, datetime] = {}
        self._is_asked_by_a_person = False

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
        if until is not None and now < until and not self._is_asked_by_a_person:
            self.too_soon.append(f"{platform} was asked too soon: {request}")

    @contextmanager
    def a_person_asks(self) -> Iterator[None]:
        """Whoever types a command may ask, and is told when that is refused."""
        self._is_asked_by_a_person = True
        try:
            yield
        finally:
            self._is_asked_by_a_person = False

    def forgive(self, *platforms: str) -> None:
        """A person, or a clock that was set, has ended them."""
        for each in platforms or tuple(self._until):
            self._until.pop(each, None)

    def keep(self, platforms: Collection[str]) -> None:
        """A process that died could write down no other."""
        self.forgive(*(self._until.keys() - set(platforms)), "none")
