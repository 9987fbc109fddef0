"""Page sizes: a listing whose pages are too large is read in smaller ones."""

from collections.abc import Iterator

from crossposter.channels import Unreadable
from crossposter.platforms.session import OVERSIZED


class PageSizes:
    """Number of posts to ask for at a time, until *most* have been asked for.

    A hundred long posts may be more than an answer may have.
    """

    def __init__(self, size: int, most: int, *, smallest: int = 1) -> None:
        self._size = size
        self._left = most
        self._smallest = smallest

    def __iter__(self) -> Iterator[int]:
        while self._left > 0:
            self._left -= self._size
            yield self._size

    def halve(self, error: Unreadable) -> None:
        """Smaller pages; raises *error* if it has another cause, or none are left."""
        if error.code != OVERSIZED or self._size <= self._smallest:
            raise error
        self._size = max(self._size // 2, self._smallest)
