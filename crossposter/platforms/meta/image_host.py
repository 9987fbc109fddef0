"""Public addresses for pictures: Instagram fetches them, and takes no bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from crossposter.channels import Fault, Media


@dataclass(frozen=True, kw_only=True)
class HostedImage:
    """A picture under a public address, until it is removed."""

    url: str
    remove: Callable[[], None]


class ImageHost(Protocol):
    """Gives a picture a public address for as long as Instagram needs it."""

    def publish(self, media: Media) -> HostedImage:
        """Raises any PublisherError but OutcomeUnknown."""
        ...

    def faults(self, pictures: Sequence[Media]) -> dict[str, Fault]:
        """Why Instagram could not have them, by their SHA-256; no platform is written to.

        Raises TryLater and Unreadable when nothing could be found out.
        """
        ...
