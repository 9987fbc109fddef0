"""Image host, a protocol: a public URL for an image, as Instagram takes no bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from crossposter.channels import Fault, Media


@dataclass(frozen=True, kw_only=True)
class HostedImage:
    """Image under a public URL, until it is removed."""

    url: str
    remove: Callable[[], None]


class ImageHost(Protocol):
    """Host that gives an image a public URL for as long as Instagram needs it."""

    def publish(self, media: Media) -> HostedImage:
        """Hosted image; raises any PublisherError but OutcomeUnknown."""
        ...

    def faults(self, pictures: Sequence[Media]) -> dict[str, Fault]:
        """Faults of images Instagram could not fetch, by SHA-256; nothing is written.

        Raises TryLater and Unreadable when nothing could be found out.
        """
        ...
