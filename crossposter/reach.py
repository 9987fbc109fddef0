"""Reach: which deliveries wait because nobody answered, and when somebody does again."""

import threading
from collections import defaultdict

from crossposter.publisher import PublisherError


class Reach:
    """What lanes have heard of their platforms; shared by the threads of all lanes.

    Kept in memory: after a restart every delivery is looked at anew.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: defaultdict[str, set[int]] = defaultdict(set)
        self._back: defaultdict[str, set[int]] = defaultdict(set)

    def failed(self, platform: str, delivery_id: int, error: PublisherError) -> None:
        """A request for a delivery came to nothing; any answer at all is a sign."""
        with self._lock:
            if error.unreached:
                self._waiting[platform].add(delivery_id)
                return
        self.answered(platform)

    def answered(self, platform: str) -> None:
        """Whoever waited for the platform need not wait any longer."""
        with self._lock:
            self._back[platform] |= self._waiting.pop(platform, set())

    def released(self, platform: str) -> frozenset[int]:
        """The deliveries to be looked at now, each once."""
        with self._lock:
            return frozenset(self._back.pop(platform, ()))
