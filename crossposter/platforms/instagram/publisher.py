"""`InstagramAccount`: prepare, commit, find for an image, a carousel or a reel.

The container names the post before it is public, so that a lost answer is reconciled
for certain: https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

from collections.abc import Mapping, MutableMapping, Sequence
from datetime import datetime, timedelta

from crossposter.channels import (
    Blocked,
    Engagement,
    Fault,
    Health,
    NotAuthorized,
    OutcomeUnknown,
    Post,
    Prepared,
    PublisherError,
    Receipt,
    Rejected,
    SentAttempt,
    TryLater,
    Unreadable,
)
from crossposter.clock import Clock
from crossposter.platforms.accounts import instagram_account
from crossposter.platforms.answer_values import link, words
from crossposter.platforms.error_mapping import Step, doubted, like
from crossposter.platforms.instagram.account import (
    FIELDS,
    INSIGHTS,
    NEEDED_SCOPES,
    account,
    figures,
    limit,
    require_quota,
)
from crossposter.platforms.instagram.containers import (
    Container,
    Containers,
    Patience,
    Status,
)
from crossposter.platforms.instagram.format import FORMAT
from crossposter.platforms.instagram.listing import Listing
from crossposter.platforms.instagram.preflight import faults_of
from crossposter.platforms.instagram.reels import Reels
from crossposter.platforms.matcher import linked
from crossposter.platforms.meta.graph import GraphAccount, Object
from crossposter.platforms.meta.image_host import ImageHost
from crossposter.platforms.meta.insights import GraphInsights
from crossposter.platforms.meta.resumable_upload import RUPLOAD_URL, Rupload
from crossposter.platforms.meta.token import TokenCheck
from crossposter.platforms.session import PlatformSession
from crossposter.platforms.uploads import Uploads, first_baseline

PUBLIC_URL = "https://graph.facebook.com"
API_VERSION = "v26.0"
TIMEOUT = timedelta(seconds=30)


class InstagramAccount:
    """Publisher of one professional account; only `media_publish` is public."""

    most_at_once = 1

    def __init__(
        self,
        *,
        user_id: str,
        access_token: str,
        images: ImageHost,
        clock: Clock,
        api_url: str = PUBLIC_URL,
        api_version: str = API_VERSION,
        timeout: timedelta = TIMEOUT,
        patience: Patience = Patience(),  # noqa: B008  # it is immutable
    ) -> None:
        self._user = user_id
        self._token = access_token
        self._images = images
        self._clock = clock
        session = PlatformSession(
            service="Instagram",
            public_url=api_url,
            api_url=api_url,
            timeout=timeout,
            secrets=[access_token],
            hosts=(RUPLOAD_URL,),
        )
        self._account = GraphAccount(
            session=session,
            version=api_version,
            clock=clock,
            name=instagram_account(user_id),
        )
        self._containers = Containers(
            account=self._account,
            user_id=user_id,
            access_token=access_token,
            host=images,
            clock=clock,
            patience=patience,
        )
        rupload = Rupload(self._account, access_token, "ig-api-upload")
        self._reels = Reels(self._containers, rupload)
        self._gallery = Listing(self._account, user_id, self._read)

    def prepare(self, post: Post, saved: MutableMapping[str, str]) -> Prepared:
        """Container, brought to FINISHED; one that was begun before is continued."""
        if not 1 <= len(post.media) <= FORMAT.max_images:
            raise Rejected(
                "Instagram takes 1 to 10 pictures or one film in a post: change their"
                " number."
            )
        require_quota(self._user, self._read, self._clock.now())
        baseline = first_baseline(saved, self._gallery.newest)
        container = self._ready(post, Uploads(saved, self._clock))
        return Prepared(
            post=post,
            refs={"container": container.id, "status": container.status.value},
            baseline=baseline,
        )

    def commit(self, prepared: Prepared) -> Receipt:
        """Publication of the container with one request; its own status decides."""
        container = prepared.refs["container"]
        attempt = SentAttempt(
            started_at=self._clock.now(), refs=prepared.refs, baseline=prepared.baseline
        )
        if prepared.refs.get("status") == Status.PUBLISHED:
            return self._proof(prepared.post, attempt)
        try:
            media = self._containers.post(
                Step.COMMIT, f"{self._user}/media_publish", creation_id=container
            )
        except PublisherError as error:
            if _was_never_sent(error):
                raise
            refusal = error
        else:
            return self._receipt(media)
        return self._after(refusal, prepared.post, attempt)

    def find(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        """Receipt by the container; it knows whether it was published."""
        container_id = attempt.refs.get("container")
        if container_id is None:  # nothing was sent, as far as we know
            return self._gallery.matching(post, attempt)
        try:
            container = self._containers.look(container_id)
        except (Unreadable, NotAuthorized, Blocked) as error:
            return self._seen_all_the_same(post, attempt, error)
        if container.status is Status.PUBLISHED:
            return self._proof(post, attempt)
        if container.status is Status.IN_PROGRESS:
            raise Unreadable("Instagram is still working on this post: look again.")
        return None

    def read_link(self, link: str) -> Receipt:
        """Post of this very account that *link* leads to; raises Rejected."""
        return linked(link, self._gallery.posts(), "Instagram account")

    def rests_until(self, now: datetime) -> datetime | None:
        """Time of rest while Meta's figures say the account is close to its limit."""
        return self._account.rests_until(now)

    def check(self) -> str:
        """Name of the account, as in its address; raises NotAuthorized."""
        fields = {"fields": "id,username"}
        user = self._containers.get(Step.READ, self._user, **fields)
        return f"@{words(user.get('username')) or self._user}"

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Engagement | None]:
        """Likes and comments; the rest with `instagram_manage_insights`."""
        return GraphInsights(
            read=lambda node, fields: self._read(node, fields=fields),
            listed=lambda: self._gallery.entries("id,timestamp"),
            clock=self._clock,
            created="timestamp",
            fields=FIELDS,
            insights=INSIGHTS,
            figures=figures,
        ).of(remote_ids)

    def health(self) -> Health:
        """Health of token, permissions, account and quota; raises Unreadable."""
        return TokenCheck(
            service="Instagram",
            token=self._token,
            target=self._user,
            version=self._account.version,
            read=self._read,
            clock=self._clock,
            needed=NEEDED_SCOPES,
            insights="instagram_manage_insights",
        ).health(lambda token: account(self._user, self._read, token))

    def preflight(
        self, posts: Sequence[Post], *, besides: int = 0
    ) -> Sequence[tuple[Fault, ...]]:
        """Faults of credentials, quota, and the images where they will be fetched."""
        return faults_of(
            posts,
            health=self.health(),
            quota=limit(self._user, self._read),
            host=self._images,
            besides=besides,
        )

    def _ready(self, post: Post, uploads: Uploads) -> Container:
        if post.media[0].is_film:
            return self._reels.ready(post, uploads)
        return self._containers.ready(post, uploads)

    def _read(self, node: str, /, **params: str) -> Object:
        return self._containers.get(Step.READ, node, **params)

    def _after(
        self, refusal: PublisherError, post: Post, attempt: SentAttempt
    ) -> Receipt:
        """Result after a refusal: even a clear one may come for a post that is public.

        https://github.com/gitroomhq/postiz-app/pull/1681
        """
        if refusal.rest is not None:  # the next attempt reads the container first
            raise refusal
        container = self._container_now(attempt.refs["container"], refusal)
        if container is not None and container.status is Status.PUBLISHED:
            return self._proof(post, attempt)
        is_certain = container is not None and container.is_unpublished
        if is_certain or isinstance(refusal, OutcomeUnknown):
            raise refusal
        raise doubted(refusal, refusal.rest)

    def _container_now(
        self, container_id: str, refusal: PublisherError
    ) -> Container | None:
        """Container now; None if unreadable, with that read's wait in the refusal."""
        try:
            return self._containers.look(container_id)
        except PublisherError as error:
            refusal.rest = error.rest
            return None

    def _proof(self, post: Post, attempt: SentAttempt) -> Receipt:
        """Proof of the published post; no field leads from container to post."""
        try:
            found = self._gallery.matching(post, attempt)
        except PublisherError as error:
            return Receipt(remote_id=None, rest=error.rest)
        return found or Receipt(remote_id=None)

    def _seen_all_the_same(
        self, post: Post, attempt: SentAttempt, error: PublisherError
    ) -> Receipt:
        """Proof from the listing without the container; absence there is none."""
        unreadable = like(error, Unreadable(str(error), code=error.code))
        if error.rest is not None:
            raise unreadable from error
        try:
            found = self._gallery.matching(post, attempt)
        except PublisherError as failed:
            found, unreadable.rest = None, failed.rest
        if found is not None:
            return found
        if error.code and error.code.startswith("190"):
            raise error
        raise unreadable from error

    def _receipt(self, media: str) -> Receipt:
        """Receipt of a post that is public, even if the read of its link fails."""
        try:
            found = self._containers.get(Step.READ, media, fields="permalink")
        except PublisherError as error:
            return Receipt(remote_id=media, rest=error.rest)
        return Receipt(remote_id=media, permalink=link(found.get("permalink")))


def _was_never_sent(error: PublisherError) -> bool:
    """True for an error without a code, which is the network's own."""
    return isinstance(error, TryLater) and error.code is None
