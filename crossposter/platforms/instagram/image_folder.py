"""Image folder on the office's web server, as public image URLs."""

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crossposter.channels import Fault, Media, TryLater
from crossposter.channels.faults import FaultKind
from crossposter.clock import Clock
from crossposter.platforms.instagram.crawler import why_unfetchable
from crossposter.platforms.meta.image_host import HostedImage

LEFT_OVER = timedelta(hours=24)
PREFIX = "crossposter-"


class FolderImageHost:
    """Folder that the office's own web server shows under *base_url*."""

    def __init__(self, *, base_url: str, folder: Path, clock: Clock) -> None:
        self._base_url = base_url.rstrip("/")
        self._folder = folder
        self._clock = clock

    def publish(self, media: Media) -> HostedImage:
        """URL of a copy under a name nobody can guess; the file is whole or absent."""
        name = f"{PREFIX}{secrets.token_hex(16)}.jpg"
        target = self._folder / name
        with self._explained():
            self._remove_leftovers()
            _write_whole(target, media.data)
        return HostedImage(
            url=f"{self._base_url}/{name}", remove=lambda: _removed(target)
        )

    def faults(self, pictures: Sequence[Media]) -> dict[str, Fault]:
        """Faults of images, each put there for a moment and fetched like Meta does."""
        found = {each.sha256: self._why_unfetchable(each) for each in pictures}
        return {
            key: Fault(kind=FaultKind.PICTURE, sentence=why)
            for key, why in found.items()
            if why is not None
        }

    def _why_unfetchable(self, media: Media) -> str | None:
        try:
            hosted = self.publish(media)
        except TryLater as error:  # the fault is in the folder, which is ours
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
        """Removal of files left by a crash, or by a slow fetch of Instagram."""
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
