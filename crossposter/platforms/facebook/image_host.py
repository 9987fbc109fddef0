"""Image host: unpublished page photos as public image URLs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from crossposter.channels import Fault, Health, Media, TryLater
from crossposter.channels.faults import FaultKind
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.facebook.api import Page
from crossposter.platforms.meta.image_host import HostedImage
from crossposter.platforms.quota import stopping


@dataclass(frozen=True)
class FacebookImageHost:
    """Unpublished photos of the office's page, served by Facebook's own CDN.

    Undocumented, but used by others; Facebook drops the photos after a day.
    """

    page: Page
    health: Callable[[], Health]

    def publish(self, media: Media) -> HostedImage:
        """URL of the largest copy that Facebook made of the uploaded image."""
        photo = self.page.upload(media)
        answer = self.page.read(photo, Step.PREPARE, fields="images")
        sources = [entry for entry in _dicts(answer.get("images")) if _source(entry)]
        if not sources:
            raise TryLater("Facebook gave no address for a picture: it is tried again.")
        largest = max(sources, key=_pixels)
        return HostedImage(url=_source(largest), remove=_nothing)

    def faults(self, pictures: Sequence[Media]) -> dict[str, Fault]:
        """Faults of the upload permission: any further check would be a write."""
        found = stopping(self.health()) if pictures else ()
        said = " ".join(fault.sentence for fault in found)
        sentence = f"Instagram's pictures go through the Facebook page. {said}"
        fault = Fault(kind=FaultKind.PICTURE, sentence=sentence)
        return {each.sha256: fault for each in pictures if found}


def _nothing() -> None:
    """No removal: Facebook removes unpublished photos by itself."""


def _dicts(value: object) -> list[dict[str, Any]]:
    entries = value if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]


def _source(entry: dict[str, Any]) -> str:
    return str(entry.get("source") or "")


def _pixels(entry: dict[str, Any]) -> int:
    sides = (entry.get("width"), entry.get("height"))
    width, height = (side if isinstance(side, int) else 0 for side in sides)
    return width * height
