"""Videos and animated GIFs for X: chunked upload, then processing.

https://docs.x.com/x-api/media/quickstart/media-upload-chunked
"""

from dataclasses import dataclass
from datetime import timedelta

from crossposter.channels import Media, NotReady, PublisherError, Rejected
from crossposter.clock import Clock
from crossposter.platforms.answer_values import words
from crossposter.platforms.chunked_upload import PIECE, TimeSlice
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.uploads import Uploads
from crossposter.platforms.waits import bounded_seconds
from crossposter.platforms.x.api import Object, XApi
from crossposter.platforms.x.errors import SERVICE
from crossposter.platforms.x.problems import is_about_media

LOOK_AGAIN = timedelta(seconds=10)  # at least: every read is a line in the log
WORKING = frozenset({"pending", "in_progress"})


@dataclass(frozen=True, kw_only=True)
class Processing:
    """Processing of a whole upload; no *state*: nothing is to be done."""

    state: str | None = None
    after: timedelta = LOOK_AGAIN
    words: str = ""

    @classmethod
    def told(cls, answer: Object) -> "Processing":
        """Processing from the answers to FINALIZE and STATUS."""
        data = answer.get("data")
        told = data.get("processing_info") if isinstance(data, dict) else None
        if not isinstance(told, dict):
            return cls()
        seconds, error = told.get("check_after_secs"), told.get("error")
        asked = bounded_seconds(seconds if isinstance(seconds, int | float) else 0)
        return cls(
            state=str(told.get("state")),
            after=max(asked, LOOK_AGAIN),
            words=words(error.get("message")) if isinstance(error, dict) else "",
        )


@dataclass(frozen=True)
class XVideos:
    """Videos for X, each brought to the state in which a post can name it."""

    api: XApi
    clock: Clock

    def ready(self, key: str, media: Media, uploads: Uploads) -> str:
        """Id of the video; raises NotReady as long as X works on it."""
        known = uploads.get(f"{key} ready")
        if known is not None:
            return known
        media_id, processing = self._resumed(key, media, uploads) or self._anew(
            key, media, uploads
        )
        _settle(key, processing, uploads)
        uploads.keep(f"{key} ready", media_id)
        return media_id

    def _resumed(
        self, key: str, media: Media, uploads: Uploads
    ) -> tuple[str, Processing] | None:
        """Upload continued from an earlier time slice; None when X has lost it."""
        media_id = uploads.get(key)
        if media_id is None:
            return None
        try:
            if uploads.get(f"{key} whole") == media_id:
                return media_id, Processing.told(self.api.upload_status(media_id))
            return media_id, self._sent(key, media_id, media, uploads)
        except PublisherError as error:
            if not isinstance(error, Rejected) and not is_about_media(error):
                raise
            return None

    def _anew(self, key: str, media: Media, uploads: Uploads) -> tuple[str, Processing]:
        answer = self.api.send_json(
            "/2/media/upload/initialize",
            {
                "media_type": media.mime,
                "total_bytes": media.size or len(media.data),
                "media_category": "tweet_video" if media.is_film else "tweet_gif",
            },
        )
        media_id = self.api.id_in(answer, Step.PREPARE)
        uploads.keep(key, media_id)
        return media_id, self._sent(key, media_id, media, uploads)

    def _sent(
        self, key: str, media_id: str, media: Media, uploads: Uploads
    ) -> Processing:
        """Upload of the missing chunks; one may be sent twice."""
        arrived = int(uploads.progress(key, media_id) or 0)
        turn = TimeSlice(self.clock, SERVICE)
        for index, piece in enumerate(
            turn.pieces(media, done=arrived * PIECE), start=arrived
        ):
            self.api.send_part(
                f"/2/media/upload/{media_id}/append",
                {"segment_index": str(index)},
                (media.name, piece, "application/octet-stream"),
            )
            uploads.advance(key, media_id, str(index + 1))
        answer = self.api.send_json(f"/2/media/upload/{media_id}/finalize", {})
        uploads.keep(f"{key} whole", media_id)
        return Processing.told(answer)


def _settle(key: str, processing: Processing, uploads: Uploads) -> None:
    if processing.state in WORKING:
        raise NotReady(
            "X is still working on the film: it is looked at again by itself.",
            after=processing.after,
        )
    if processing.state == "failed":
        uploads.forget(key)
        said = f" (X: {processing.words})"
        raise Rejected(
            "X cannot use the film: save it anew as MP4 with H.264 and AAC, and approve"
            f" the post again.{said if processing.words else ''}",
            code="400/film",
        )
