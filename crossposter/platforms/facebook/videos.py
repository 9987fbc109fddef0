"""Videos on a Facebook page: chunked uploads, and reels.

https://developers.facebook.com/docs/video-api/guides/publishing and
https://developers.facebook.com/docs/video-api/guides/reels-publishing
"""

from collections.abc import Mapping
from datetime import timedelta

from crossposter.channels import (
    Media,
    NotAuthorized,
    NotReady,
    OutcomeUnknown,
    PublisherError,
    Receipt,
    Rejected,
    TryLater,
    Unreadable,
)
from crossposter.clock import Clock
from crossposter.platforms.error_mapping import Step, doubted
from crossposter.platforms.facebook.api import Page
from crossposter.platforms.facebook.video_status import Stage, VideoStatus
from crossposter.platforms.facebook.video_upload import VideoUploads, is_reel
from crossposter.platforms.uploads import Uploads, picture_key

FIELDS = "status,published,permalink_url,post_id"
LOOK_AGAIN = timedelta(seconds=30)
FAILED_FILM = "film"
STILL_WORKING = (
    "Facebook has the film and is still working on it: it is looked at again by itself."
)


class PageVideos:
    """Publication of one video on the page; its id is known before anybody sees it."""

    def __init__(self, page: Page, clock: Clock) -> None:
        self._page = page
        self._uploads = VideoUploads(page, clock)

    def ready(self, media: Media, uploads: Uploads) -> dict[str, str]:
        """Values for the commit; raises NotReady while the video is not there."""
        key = picture_key("film", 0, media)
        begun = uploads.of_any_age(key)
        known = self._known(begun)
        if begun is not None and known is not None:
            if known.stage is Stage.PUBLIC:
                return {"video": begun, "public": "yes"}
            if known.stage is Stage.WORKING:
                raise NotReady(STILL_WORKING, after=LOOK_AGAIN)
            if known.stage is Stage.FAILED:
                uploads.forget(key)
                raise _spoilt(known)
        there = known.arrived if known else None
        if is_reel(media):
            return self._uploads.reel(key, media, uploads, there)
        return self._uploads.video(key, media, uploads, there)

    def _known(self, video: str | None) -> VideoStatus | None:
        """Status of an earlier video; None when Facebook does not know it."""
        if video is None:
            return None
        try:
            return self._look(video, Step.PREPARE)
        except NotAuthorized as error:
            if error.code != "100/33":
                raise
            return None

    def publish(self, refs: Mapping[str, str], text: str) -> Receipt:
        """Publication by the last request of the upload; the video's status decides."""
        video = refs["video"]
        if "public" in refs:
            return self._receipt(video, self._look(video))
        try:
            self._finish(refs, text)
        except PublisherError as error:
            if isinstance(error, TryLater) and error.code is None:
                raise  # the request never left this machine
            return self._after(error, video)
        return self._after(OutcomeUnknown(STILL_WORKING), video)

    def _finish(self, refs: Mapping[str, str], text: str) -> None:
        fields = {"upload_phase": "finish", "description": text}
        if "session" in refs:
            fields["upload_session_id"] = refs["session"]
            self._page.send_video(Step.COMMIT, None, **fields)
            return
        fields |= {"video_id": refs["video"], "video_state": "PUBLISHED"}
        self._page.send_reel(Step.COMMIT, **fields)

    def _after(self, refusal: PublisherError, video: str) -> Receipt:
        """Result by the video itself: a refusal or a success may be wrong."""
        if refusal.rest is not None:  # the next attempt reads the video first
            raise refusal
        try:
            known = self._look(video)
        except PublisherError as error:
            raise doubted(refusal, error.rest) from refusal
        if known.stage is Stage.PUBLIC:
            return self._receipt(video, known)
        if known.stage is Stage.FAILED:
            raise _spoilt(known) from refusal
        if known.stage is Stage.WORKING:
            raise OutcomeUnknown(STILL_WORKING) from refusal
        raise refusal

    def find(self, video: str) -> Receipt | None:
        """Receipt by the video's status; Unreadable while Facebook works on it."""
        known = self._look(video)
        if known.stage is Stage.WORKING:
            raise Unreadable(STILL_WORKING)
        return self._receipt(video, known) if known.stage is Stage.PUBLIC else None

    def _look(self, video: str, step: Step = Step.READ) -> VideoStatus:
        return VideoStatus.told(self._page.read(video, step, fields=FIELDS))

    def _receipt(self, video: str, known: VideoStatus) -> Receipt:
        """Receipt with the post's own id where Facebook tells it, as in listings."""
        post = known.post_id
        if post and "_" not in post:
            post = f"{self._page.id}_{post}"
        return Receipt(remote_id=post or video, permalink=known.permalink)


def _spoilt(known: VideoStatus) -> Rejected:
    said = f" (Facebook: {known.words})" if known.words else ""
    return Rejected(
        "Facebook cannot use the film: save it anew as MP4 with H.264 and AAC, and"
        f" approve the post again.{said}",
        code=FAILED_FILM,
    )
