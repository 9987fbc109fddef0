"""Video upload to a Facebook page in chunks; nobody sees the video yet."""

import re
from dataclasses import dataclass

from crossposter.channels import Media, PublisherError, Rejected, TryLater
from crossposter.clock import Clock
from crossposter.platforms.answer_values import handle
from crossposter.platforms.chunked_upload import PIECE, TimeSlice
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.facebook.api import Page
from crossposter.platforms.meta.graph import Object
from crossposter.platforms.uploads import Uploads

LARGEST_PIECE = 4 * PIECE
UPRIGHT, SLACK = 9 / 16, 0.02
OFFSET = re.compile(r"[0-9]{1,15}")
REEL_SECONDS = (3.0, 90.0)
REEL_SIZE = (540, 960)


def is_reel(media: Media) -> bool:
    """True when Facebook shows it as a reel: upright, short and not too small.

    https://developers.facebook.com/docs/video-api/guides/reels-publishing
    """
    if not media.height or not REEL_SECONDS[0] <= media.seconds <= REEL_SECONDS[1]:
        return False
    is_large = media.width >= REEL_SIZE[0] and media.height >= REEL_SIZE[1]
    return is_large and abs(media.width / media.height - UPRIGHT) <= SLACK


@dataclass(frozen=True)
class VideoUploads:
    """Uploads of videos, new ones and those that were begun."""

    page: Page
    clock: Clock

    def reel(
        self, key: str, media: Media, uploads: Uploads, there: int | None
    ) -> dict[str, str]:
        """Upload of a reel in one stream, from the first missing byte."""
        video = uploads.get(key)
        if video is None:
            answer = self.page.send_reel(Step.PREPARE, upload_phase="start")
            video, there = self._text(answer, "video_id"), 0
            uploads.keep(key, video)
        if uploads.get(f"{key} whole") != video and (there or 0) < media.size:
            self._stream(key, video, media, uploads, there or 0)
        uploads.keep(f"{key} whole", video)
        return {"video": video}

    def _stream(
        self, key: str, video: str, media: Media, uploads: Uploads, begin: int
    ) -> None:
        try:
            self.page.rupload.send(video, media, begin)
        except Rejected as error:
            uploads.forget(key)
            if not begin:
                raise
            raise _anew(error) from error

    def video(
        self, key: str, media: Media, uploads: Uploads, there: int | None
    ) -> dict[str, str]:
        """Upload of a video in the chunks that Facebook asks for."""
        video, session = uploads.get(key), uploads.get(f"{key} session")
        mark = uploads.progress(key, video) if video else None
        if video is None or session is None or mark is None:
            video, session, mark = self._started(key, media, uploads)
            there = None
        begin, end = (int(offset) for offset in mark.split("-"))
        if there is not None and there != begin:  # an answer was lost
            begin, end = there, there + max(end - begin, PIECE)
        try:
            self._transfer(key, (video, session), (begin, end), media, uploads)
        except Rejected as error:
            uploads.forget(key)
            if not begin:
                raise
            raise _anew(error) from error
        return {"video": video, "session": session}

    def _started(
        self, key: str, media: Media, uploads: Uploads
    ) -> tuple[str, str, str]:
        answer = self.page.send_video(
            Step.PREPARE, upload_phase="start", file_size=str(media.size)
        )
        video = self._text(answer, "video_id")
        session = self._text(answer, "upload_session_id")
        begin, end = self._offsets(answer)
        uploads.keep(f"{key} session", session)
        uploads.keep(key, video)
        mark = f"{begin}-{end}"
        uploads.advance(key, video, mark)
        return video, session, mark

    def _transfer(
        self,
        key: str,
        ids: tuple[str, str],
        asked: tuple[int, int],
        media: Media,
        uploads: Uploads,
    ) -> None:
        turn = TimeSlice(self.clock, "Facebook")
        begin, end = asked
        with media.open() as stream:
            while begin < media.size:
                turn.go_on()
                stream.seek(begin)
                answer = self.page.send_video(
                    Step.PREPARE,
                    stream.read(min(end - begin, LARGEST_PIECE)),
                    upload_phase="transfer",
                    upload_session_id=ids[1],
                    start_offset=str(begin),
                )
                arrived, end = self._offsets(answer)
                if arrived <= begin:
                    raise TryLater("Facebook did not take a piece of the film.")
                begin = arrived
                uploads.advance(key, ids[0], f"{begin}-{end}")

    def _text(self, answer: Object, name: str) -> str:
        """Id in an answer; raises the error its absence calls for."""
        return handle(answer.get(name)) or self.page.id_in({}, Step.PREPARE)

    def _offsets(self, answer: Object) -> tuple[int, int]:
        offsets = [str(answer.get(f"{side}_offset")) for side in ("start", "end")]
        if not all(map(OFFSET.fullmatch, offsets)):
            raise TryLater("Facebook did not say which piece of the film comes next.")
        return int(offsets[0]), int(offsets[1])


def _anew(error: PublisherError) -> TryLater:
    return TryLater(
        "Facebook could not go on with a film it had in part: it is sent anew by"
        " itself.",
        code=error.code,
    )
