"""Reel containers of Instagram, whose video is uploaded from here.

https://developers.facebook.com/docs/instagram-platform/content-publishing/resumable-uploads
"""

from dataclasses import dataclass
from datetime import timedelta

from crossposter.channels import (
    Media,
    NotReady,
    Post,
    PublisherError,
    Rejected,
    TryLater,
)
from crossposter.platforms.answer_values import count
from crossposter.platforms.instagram.containers import (
    GONE,
    Container,
    Containers,
    Status,
)
from crossposter.platforms.meta.resumable_upload import Rupload
from crossposter.platforms.uploads import Uploads

LOOK_AGAIN = timedelta(seconds=30)


@dataclass(frozen=True)
class Reels:
    """Reels, each container brought to FINISHED over as many reads as it takes."""

    containers: Containers
    rupload: Rupload

    def ready(self, post: Post, uploads: Uploads) -> Container:
        """Container, FINISHED or PUBLISHED; raises NotReady until it is."""
        key = f"container {post.fingerprint()[:16]}"
        container = self._resumed(key, post.media[0], uploads)
        if container is None:
            container = self._made(key, post, uploads)
        if container.status is Status.IN_PROGRESS:
            raise NotReady(
                "Instagram is still working on the film: it is looked at again by"
                " itself.",
                after=LOOK_AGAIN,
            )
        if container.status in GONE:
            uploads.forget(key)
            raise self.containers.failure(container)
        return container

    def _resumed(self, key: str, media: Media, uploads: Uploads) -> Container | None:
        """Container begun before, continued; None when nothing can become of it."""
        begun = uploads.of_any_age(key)
        if begun is None:
            return None
        container = self.containers.looked_at(begun)
        if container.status is Status.EXPIRED:
            return None
        whole = uploads.of_any_age(f"{key} whole") == begun
        if container.status is not Status.IN_PROGRESS or whole:
            return container
        try:
            return self._sent(key, begun, media, uploads)
        except Rejected:  # the uploaded part cannot be continued
            return None
        except TryLater as error:
            is_answer = error.code is not None and not error.code.startswith("http")
            if is_answer and error.rest is None:
                uploads.forget(key)
            raise

    def _made(self, key: str, post: Post, uploads: Uploads) -> Container:
        begun = self.containers.begin(
            media_type="REELS", upload_type="resumable", caption=post.text
        )
        uploads.keep(key, begun)
        return self._sent(key, begun, post.media[0], uploads)

    def _sent(
        self, key: str, container_id: str, media: Media, uploads: Uploads
    ) -> Container:
        arrived = self._arrived(container_id)
        if arrived < media.size:
            self.rupload.send(container_id, media, arrived)
        uploads.keep(f"{key} whole", container_id)
        return self.containers.looked_at(container_id)

    def _arrived(self, container_id: str) -> int:
        """Number of bytes that arrived; none, where Instagram does not say."""
        try:
            told = self.containers.uploading_phase(container_id)
        except PublisherError as error:
            if error.rest is not None:
                raise
            return 0
        return count(told.get("bytes_transferred")) or 0
