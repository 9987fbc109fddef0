"""Where Instagram fetches pictures from: it takes addresses, never bytes."""

import contextlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from crossposter.channels import Fault, Health, Media, TryLater
from crossposter.channels.faults import FaultKind
from crossposter.clock import Clock
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.facebook.api import Page
from crossposter.platforms.instagram.crawler import why_unfetchable
from crossposter.platforms.quota import stopping

LEFT_OVER = timedelta(hours=24)
PREFIX = "crossposter-"


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


class FacebookImageHost:
    """Unpublished photos of the office's page, served by Facebook's own CDN.

    Undocumented, but used by others; Facebook drops the photos after a day.
    """

    def __init__(self, page: Page, health: Callable[[], Health]) -> None:
        self._page = page
        self._health = health

    def publish(self, media: Media) -> HostedImage:
        """Upload, and take the largest copy Facebook made."""
        photo = self._page.upload(media)
        answer = self._page.read(photo, Step.PREPARE, fields="images")
        sources = [entry for entry in _dicts(answer.get("images")) if _source(entry)]
        if not sources:
            raise TryLater("Facebook gave no address for a picture: it is tried again.")
        largest = max(sources, key=_pixels)
        return HostedImage(url=_source(largest), remove=_nothing)

    def faults(self, pictures: Sequence[Media]) -> dict[str, Fault]:
        """Whether the page's token may upload: more would be a write."""
        found = stopping(self._health()) if pictures else ()
        said = " ".join(fault.sentence for fault in found)
        sentence = f"Instagram's pictures go through the Facebook page. {said}"
        fault = Fault(kind=FaultKind.PICTURE, sentence=sentence)
        return {each.sha256: fault for each in pictures if found}


class FolderImageHost:
    """A folder that the office's own web server shows under *base_url*."""

    def __init__(self, *, base_url: str, folder: Path, clock: Clock) -> None:
        self._base_url = base_url.rstrip("/")
        self._folder = folder
        self._clock = clock

    def publish(self, media: Media) -> HostedImage:
        """Copy under a name nobody can guess, whole or not at all."""
        name = f"{PREFIX}{secrets.token_hex(16)}.jpg"
        target = self._folder / name
        with self._explained():
            self._remove_leftovers()
            _write_whole(target, media.data)
        return HostedImage(
            url=f"{self._base_url}/{name}", remove=lambda: _removed(target)
        )

    def faults(self, pictures: Sequence[Media]) -> dict[str, Fault]:
        """Put each there for a moment, and fetch it as Meta's crawler will."""
        found = {each.sha256: self._why_unfetchable(each) for each in pictures}
        return {
            key: Fault(kind=FaultKind.PICTURE, sentence=why)
            for key, why in found.items()
            if why is not None
        }

    def _why_unfetchable(self, media: Media) -> str | None:
        try:
            hosted = self.publish(media)
        except TryLater as error:  # about the folder, which is ours
            return str(error)
        try:
            why = why_unfetchable(hosted.url, media)
        finally:
            hosted.remove()
        if why is None:
            return None
        return (
            f"Instagram could not fetch {media.name}: an address under {self._base_url}"
            f" {why}. Mend the web server, or `images` in config.yaml."
        )

    def _remove_leftovers(self) -> None:
        """A crash, or a picture Instagram was slow to fetch, leaves files behind."""
        oldest = self._clock.now() - LEFT_OVER
        for path in self._folder.glob(f"{PREFIX}*"):
            with contextlib.suppress(FileNotFoundError):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                    path.unlink()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise TryLater(
                f"The folder for Instagram's pictures, {self._folder}, cannot be"
                f" written ({error.strerror}): check that it exists and who owns it."
            ) from error


def _write_whole(target: Path, data: bytes) -> None:
    draft = target.with_suffix(".part")
    draft.write_bytes(data)
    draft.chmod(0o644)  # the web server reads it as somebody else
    draft.replace(target)


def _removed(target: Path) -> None:
    with contextlib.suppress(OSError):
        target.unlink()


def _nothing() -> None:
    """Facebook removes unpublished photos by itself."""


def _dicts(value: object) -> list[dict[str, Any]]:
    entries = value if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]


def _source(entry: dict[str, Any]) -> str:
    return str(entry.get("source") or "")


def _pixels(entry: dict[str, Any]) -> int:
    sides = (entry.get("width"), entry.get("height"))
    width, height = (side if isinstance(side, int) else 0 for side in sides)
    return width * height
