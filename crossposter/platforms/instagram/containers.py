"""Containers of media: posts that nobody sees yet.

https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

import enum
import re
from dataclasses import dataclass, field
from datetime import timedelta

from crossposter.channels import Media, Post, PublisherError, TryLater, Unreadable
from crossposter.clock import Clock
from crossposter.platforms.error_mapping import ErrorMapping, Step, like
from crossposter.platforms.meta.error_codes import SUBCODES
from crossposter.platforms.meta.error_rules import AGAIN, Rule
from crossposter.platforms.meta.graph import GraphAccount, Object
from crossposter.platforms.meta.image_host import ImageHost
from crossposter.platforms.uploads import Uploads, picture_key

SUBCODE = re.compile(r"\b2207\d{3}\b")
LOOK_AGAIN = timedelta(minutes=1)


class Status(enum.StrEnum):
    """Status of a container on Instagram."""

    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    PUBLISHED = "PUBLISHED"
    EXPIRED = "EXPIRED"
    ERROR = "ERROR"


GONE = frozenset({Status.EXPIRED, Status.ERROR})


@dataclass(frozen=True, kw_only=True)
class Container:
    """Container as Instagram describes it."""

    id: str
    status: Status
    text: str = ""

    @property
    def is_unpublished(self) -> bool:
        """True when it has certainly not become a post so far."""
        return self.status in {Status.FINISHED, *GONE}


@dataclass(frozen=True, kw_only=True)
class Patience:
    """Patience: how often a container is read, and for how long."""

    every: timedelta = timedelta(seconds=3)
    at_most: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Containers:
    """Containers of one account, made and brought to FINISHED."""

    account: GraphAccount
    user_id: str
    access_token: str = field(repr=False)
    host: ImageHost
    clock: Clock
    patience: Patience

    def ready(self, post: Post, uploads: Uploads) -> Container:
        """Container of a post, FINISHED or PUBLISHED.

        One that was begun before is continued: its answer may be the one that was lost.
        """
        key = f"container {post.fingerprint()[:16]}"
        begun = uploads.of_any_age(key)
        if begun is not None:
            container = self._settled(begun)
            if container.status not in GONE:
                return container
        return self._made(key, post, uploads)

    def look(self, container_id: str, step: Step = Step.READ) -> Container:
        """Container as it is; raises Unreadable when Instagram does not say."""
        fields = {"fields": "status_code,status"}
        answer = self.get(step, container_id, **fields)
        try:
            status = Status(str(answer.get("status_code")))
        except ValueError:
            raise Unreadable("Instagram does not say what became of a post.") from None
        return Container(
            id=container_id, status=status, text=str(answer.get("status") or "")
        )

    def uploading_phase(self, container_id: str) -> Object:
        """Progress of a video's upload; empty where Instagram does not say."""
        answer = self.get(Step.PREPARE, container_id, fields="video_status")
        status = answer.get("video_status")
        phase = status.get("uploading_phase") if isinstance(status, dict) else None
        return phase if isinstance(phase, dict) else {}

    def begin(self, **fields: str) -> str:
        """Id of a new container that nobody sees."""
        return self.post(Step.PREPARE, f"{self.user_id}/media", **fields)

    def get(self, step: Step, path: str, **params: str) -> Object:
        """Object, or page of a listing."""
        params["access_token"] = self.access_token
        session, address = self.account.session, self._address(path)
        return self.account.ask(step, lambda: session.get(address, params=params))

    def post(self, step: Step, path: str, **fields: str) -> str:
        """Id of a new object; sent in the body, where a `#` needs no care."""
        fields["access_token"] = self.access_token
        session, address = self.account.session, self._address(path)
        answer = self.account.ask(step, lambda: session.post(address, data=fields))
        return self.account.id_in(answer, step)

    def _address(self, path: str) -> str:
        return f"{self.account.session.public_url}/{self.account.version}/{path}"

    def _made(self, key: str, post: Post, uploads: Uploads) -> Container:
        if len(post.media) == 1:
            return self._picture(key, post.media[0], uploads, caption=post.text)
        children = [
            self._child(position, media, uploads)
            for position, media in enumerate(post.media)
        ]
        container = self.begin(
            media_type="CAROUSEL", children=",".join(children), caption=post.text
        )
        uploads.keep(key, container)
        return self._finished(container)

    def _child(self, position: int, media: Media, uploads: Uploads) -> str:
        key = picture_key("item", position, media)
        begun = uploads.get(key)
        if begun is not None and self._settled(begun).status is Status.FINISHED:
            return begun
        return self._picture(key, media, uploads, is_carousel_item="true").id

    def _picture(
        self, key: str, media: Media, uploads: Uploads, **fields: str
    ) -> Container:
        if media.alt:
            fields["alt_text"] = media.alt
        hosted = self.host.publish(media)
        try:
            container = self.begin(image_url=hosted.url, **fields)
        except PublisherError:
            hosted.remove()
            raise
        uploads.keep(key, container)
        finished = self._finished(container)
        # Not before: as long as the container is in progress the image is fetched.
        hosted.remove()
        return finished

    def _finished(self, container_id: str) -> Container:
        container = self._settled(container_id)
        if container.status in GONE:
            raise self.failure(container)
        return container

    def _settled(self, container_id: str) -> Container:
        """Container that is no longer in progress; raises TryLater."""
        until = self.clock.now() + self.patience.at_most
        while True:
            container = self.looked_at(container_id)
            if container.status is not Status.IN_PROGRESS:
                return container
            if self.clock.now() >= until:
                raise TryLater(
                    "Instagram is still working on the pictures: it is looked at again"
                    " by itself.",
                    after=LOOK_AGAIN,
                )
            self.clock.sleep(self.patience.every)

    def looked_at(self, container_id: str) -> Container:
        """Container as it is; an unreadable or missing one may be public: TryLater."""
        try:
            return self.look(container_id)
        except Unreadable as error:
            later = TryLater(str(error), code=error.code, after=LOOK_AGAIN)
            raise like(error, later) from error
        except PublisherError as error:
            if error.code != "100/33":
                raise
            raise TryLater(
                "Instagram cannot show a post it has begun: it is looked at again.",
                code=error.code,
                after=LOOK_AGAIN,
            ) from error

    def failure(self, container: Container) -> PublisherError:
        """Error that the end of a container calls for."""
        found = SUBCODE.search(container.text)
        rule: Rule = SUBCODES.get(int(found[0]), AGAIN) if found else AGAIN
        reaction = ErrorMapping(
            kind=rule.kind,
            message=rule.message.format(service=self.account.session.service),
            code=found[0] if found else container.status.value,
            wait=rule.wait,
        )
        return reaction.error(Step.PREPARE, self.clock.now())
