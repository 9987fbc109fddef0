"""Graph API calls of one page, through facebook-sdk.

The library is old and loses what an answer says: each is read again from the session.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import facebook

from crossposter.channels import Media
from crossposter.clock import Clock
from crossposter.platforms.accounts import facebook_page
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.meta.graph import GraphAccount, Object
from crossposter.platforms.meta.resumable_upload import RUPLOAD_URL, Rupload
from crossposter.platforms.session import PlatformSession

PUBLIC_URL = "https://graph.facebook.com"
VIDEO_URL = "https://graph-video.facebook.com"
API_VERSION = "v26.0"
TIMEOUT = timedelta(seconds=30)


class Page:
    """Connection to one page, with a token that may publish there."""

    def __init__(
        self,
        *,
        page_id: str,
        access_token: str,
        clock: Clock,
        api_url: str = PUBLIC_URL,
        api_version: str = API_VERSION,
        timeout: timedelta = TIMEOUT,
    ) -> None:
        self.id = page_id
        session = PlatformSession(
            service="Facebook",
            public_url=PUBLIC_URL,
            api_url=api_url,
            timeout=timeout,
            secrets=[access_token],
            hosts=(VIDEO_URL, RUPLOAD_URL),
        )
        self._sdk = facebook.GraphAPI(access_token=access_token, session=session)
        # The constructor refuses every version that is still alive.
        self._sdk.version = api_version
        self._account = GraphAccount(
            session=session,
            version=api_version,
            clock=clock,
            name=facebook_page(page_id),
        )
        self._token = access_token
        self.rupload = Rupload(self._account, access_token, "video-upload")

    def publish(self, **fields: str) -> Object:
        """Publication of a post: `POST /{page}/feed`."""
        return self._ask(
            Step.COMMIT, lambda: self._sdk.put_object(self.id, "feed", **fields)
        )

    def upload(self, media: Media) -> str:
        """Id of a photo that is uploaded and that nobody sees yet."""
        # Without any field the library puts the token into the address.
        fields = {"published": "false"}
        if media.alt:
            fields["alt_text_custom"] = media.alt
        answer = self._ask(
            Step.PREPARE,
            lambda: self._sdk.put_photo(
                image=(media.name, media.data, media.mime),
                album_path=f"{self.id}/photos",
                **fields,
            ),
        )
        return self._account.id_in(answer, Step.PREPARE)

    def send_video(
        self, step: Step, piece: bytes | None = None, **fields: str
    ) -> Object:
        """Phase of a video: `POST /{page}/videos`; only `finish` is public."""
        address = f"{VIDEO_URL}/{self._account.version}/{self.id}/videos"
        part = ("piece", piece, "application/octet-stream")
        files = None if piece is None else {"video_file_chunk": part}
        return self._post(step, address, fields, files)

    def send_reel(self, step: Step, **fields: str) -> Object:
        """Phase of a reel: `POST /{page}/video_reels`; only `finish` is public."""
        address = f"{PUBLIC_URL}/{self._account.version}/{self.id}/video_reels"
        return self._post(step, address, fields)

    def _post(
        self, step: Step, address: str, fields: dict[str, str], files: Any = None
    ) -> Object:
        fields["access_token"] = self._token
        session = self._account.session
        return self._account.ask(
            step, lambda: session.post(address, data=fields, files=files)
        )

    def read(self, node: str, step: Step = Step.READ, **params: str) -> Object:
        """Object by its id."""
        return self._ask(step, lambda: self._sdk.get_object(node, **params))

    def listing(self, edge: str, **params: str) -> Iterator[Object]:
        """Entries of an edge of the page, all of them; raises Unreadable."""
        return self._account.listing(
            lambda cursor: self._ask(
                Step.READ,
                lambda: self._sdk.get_connections(self.id, edge, **params, **cursor),
            )
        )

    def id_in(self, answer: Object, step: Step) -> str:
        """Id in an answer; raises the error its absence calls for."""
        return self._account.id_in(answer, step)

    def clock_ahead(self) -> timedelta | None:
        """Time by which the platform's clock is ahead of ours, by its last answer."""
        return self._account.clock_ahead()

    def rests_until(self, now: datetime) -> datetime | None:
        """Time until which a request would bring the page closer to its limit."""
        return self._account.rests_until(now)

    def _ask(self, step: Step, send: Callable[[], Any]) -> Object:
        return self._account.ask(step, lambda: self._sent(send))

    def _sent(self, send: Callable[[], Any]) -> None:
        """Answer as the session has it, whatever the library makes of it."""
        try:
            send()
        except Exception:
            # a refusal, or an answer without a content type, or no JSON
            if self._account.session.last is None:
                raise
