"""Resumable video uploads to Meta's upload server (rupload), from any byte on.

https://developers.facebook.com/docs/video-api/guides/reels-publishing and
https://developers.facebook.com/docs/instagram-platform/content-publishing/resumable-uploads
"""

from dataclasses import dataclass, field

from crossposter.channels import Media, PublisherError, Rejected, TryLater
from crossposter.platforms.answer_values import words
from crossposter.platforms.chunked_upload import Remainder
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.meta.graph import GraphAccount
from crossposter.platforms.session import Answer

RUPLOAD_URL = "https://rupload.facebook.com"


@dataclass(frozen=True)
class Rupload:
    """Upload server for the videos of one account; *edge* is their kind."""

    account: GraphAccount
    access_token: str = field(repr=False)
    edge: str

    def send(self, upload_id: str, media: Media, offset: int = 0) -> None:
        """Upload of everything from *offset* on.

        Raises Rejected when the server will never take the rest of it.
        """
        try:
            self._stream(upload_id, media, offset)
        except TryLater as error:
            raise self._named(error) from error

    def _stream(self, upload_id: str, media: Media, offset: int) -> None:
        session, version = self.account.session, self.account.version
        with media.open() as stream:
            stream.seek(offset)
            rest = Remainder(stream, media.size)
            self.account.ask(
                Step.PREPARE,
                lambda: session.post(
                    f"{RUPLOAD_URL}/{self.edge}/{version}/{upload_id}",
                    data=rest,
                    headers={
                        "Authorization": f"OAuth {self.access_token}",
                        "Content-Type": "application/octet-stream",
                        "offset": str(offset),
                        "file_size": str(media.size),
                    },
                    timeout=session.patience,
                ),
            )

    def _named(self, error: TryLater) -> PublisherError:
        """Error of this server, which has refusals and an envelope of its own."""
        last = self.account.session.last
        body = Answer.of(last).body if last is not None else None
        told = body.get("debug_info") if isinstance(body, dict) else None
        if not isinstance(told, dict) or told.get("retriable") is not False:
            return error
        session = self.account.session
        said = words(session.redacted(str(told.get("message") or "")))
        return Rejected(
            f"{session.service} does not take the film: save it anew as MP4 with H.264"
            f" and AAC, and approve the post again. ({session.service}: {said})",
            code=words(told.get("type"), 50) or "rupload",
        )
