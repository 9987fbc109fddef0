"""Reach: which deliveries wait because nobody answered, and when somebody does again."""

import threading

from crossposter.channels import PublisherError


class Reach:
    """What lanes have heard of their platforms; shared by the threads of all lanes.

    An answer of any platform counts: most of the time it is the line of the office that
    was cut. Kept in memory: after a restart every delivery is looked at anew.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[int] = set()
        self._back: set[int] = set()

    def failed(self, delivery_id: int, error: PublisherError) -> None:
        """A request for a delivery came to nothing; any answer at all is a sign."""
        if not error.unreached:
            self.answered(delivery_id)
            return
        with self._lock:
            self._waiting.add(delivery_id)

    def answered(self, delivery_id: int) -> None:
        """Whoever waits need not wait any longer; who was answered has its own time."""
        with self._lock:
            self._waiting.discard(delivery_id)
            self._back.discard(delivery_id)
            self._back |= self._waiting
            self._waiting.clear()

    def released(self) -> frozenset[int]:
        """The deliveries to be looked at now, each once."""
        with self._lock:
            back, self._back = frozenset(self._back), set()
        return back
