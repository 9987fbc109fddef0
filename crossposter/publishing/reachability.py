"""Reachability: deliveries that wait for the network, released at the next answer."""

import threading

from crossposter.channels import PublisherError


class Reachability:
    """Reachability of platforms as lanes find it; shared by the threads of all lanes.

    An answer of any platform counts: most often the office's own line was cut. Kept in
    memory: after a restart every delivery is tried again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[int] = set()
        self._back: set[int] = set()

    def failed(self, delivery_id: int, error: PublisherError) -> None:
        """Failed request for a delivery; any answer at all counts as reachable."""
        if not error.unreached:
            self.answered(delivery_id)
            return
        with self._lock:
            self._waiting.add(delivery_id)

    def answered(self, delivery_id: int) -> None:
        """Answer to a delivery: the others wait no longer; it has its own time."""
        with self._lock:
            self._waiting.discard(delivery_id)
            self._back.discard(delivery_id)
            self._back |= self._waiting
            self._waiting.clear()

    def released(self) -> frozenset[int]:
        """Deliveries to be tried now, each once."""
        with self._lock:
            back, self._back = frozenset(self._back), set()
        return back
