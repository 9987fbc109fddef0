"""Composer: an announcement and its media become the post of each channel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from crossposter.channels import Post
from crossposter.channels.channel import Channel
from crossposter.channels.links import Linking
from crossposter.channels.pricing import Bill, has_link
from crossposter.clock import Clock
from crossposter.database.models import Announcement, Attachment
from crossposter.errors import BadInput, NotFound, Several
from crossposter.media import MediaFolder
from crossposter.posts.attachments import (
    Described,
    Unable,
    illustrate,
    require_few,
    require_together,
    why_unillustrated,
    why_unshowable,
)
from crossposter.posts.budget import Spent
from crossposter.posts.limits import why_not_taken
from crossposter.posts.rendering import (
    Rendered,
    Renderer,
    RenderError,
    card,
    written_parts,
)
from crossposter.text.characters import hidden, objection
from crossposter.text.messages import joined, phrase

_A_LINK_STAYS = phrase(
    "a link in the body itself stays: take it out, or write the text of this channel"
    " with --text"
)


@dataclass(frozen=True, kw_only=True)
class Composed:
    """Post of one channel, or the reason why there is none."""

    channel: Channel
    post: Post | None
    problems: tuple[str, ...] = ()
    unable: Unable | None = None  #: the reason for no post, where it can show none
    price: Decimal | None = None  #: US dollars; None where posts are free
    frozen: bool = False  #: from the approved snapshot, not rendered now

    @property
    def length(self) -> int:
        """Length of its longest part, in the platform's own units."""
        return max(self.lengths, default=0)

    @property
    def lengths(self) -> tuple[int, ...]:
        """Length of each part, in the platform's own units."""
        parts = self.post.parts if self.post else ()
        return tuple(map(self.channel.format.length, parts))

    def require_honest(self) -> None:
        """Check for deceptive characters, also those of a template; raises BadInput."""
        if self.post is None:
            return
        alts = [each.alt for each in self.post.media]
        texts = (*self.post.parts, self.post.link or "", *alts)
        found = dict.fromkeys(it for text in texts for it in hidden(text))
        if found:
            where = phrase("the post for {channel}", channel=self.channel.name)
            raise BadInput(objection(where, [*found]))


@dataclass(frozen=True, kw_only=True)
class Composer:
    """Composer of posts; the same announcement gives the same bytes every time."""

    channels: Mapping[str, Channel]  #: all that are configured, by their names
    renderer: Renderer
    media: MediaFolder
    clock: Clock
    spent: Spent = lambda *_: Decimal(0)

    def wanted(self, announcement: Announcement) -> list[Channel]:
        """Channels asked for, or all, but for those knowingly left out.

        Raises NotFound for one that is gone.
        """
        names = announcement.channels or list(self.channels)
        self.require_known(names)
        out = announcement.left_out or {}
        return [self.channels[name] for name in names if name not in out]

    def require_able(self, announcement: Announcement, images: int) -> None:
        """Check that a channel can take a post with so many images; raises BadInput.

        A channel asked for by name must be able; of all of them one is enough.
        """
        require_few(images)
        self._require_able(
            announcement,
            lambda channel: why_unillustrated(channel.name, channel.format, images),
        )

    def _require_able(
        self, announcement: Announcement, why: Callable[[Channel], Unable | None]
    ) -> None:
        wanted = self.wanted(announcement)
        unable = [reason for reason in map(why, wanted) if reason is not None]
        if unable and (announcement.channels or len(unable) == len(wanted)):
            reasons = joined([each.sentence for each in unable], "; ")
            raise BadInput(phrase("no post can be made: {reasons}", reasons=reasons))

    def compose(
        self, announcement: Announcement, attachments: Sequence[Attachment]
    ) -> list[Composed]:
        """Posts of the channels wanted.

        Raises BadInput for anything that keeps one from being made: no channel is
        dropped silently.
        """
        composed = self.try_out(announcement, attachments)
        wrong = [_objection(each) for each in composed if each.post is None]
        if wrong:
            raise BadInput(wrong[0]) if len(wrong) == 1 else Several(wrong)
        for each in composed:
            each.require_honest()
        return composed

    def unable(
        self, announcement: Announcement, attachments: Sequence[Attachment]
    ) -> Mapping[str, str]:
        """Reason for each channel wanted that can show no post of it."""
        described = self._described(attachments)
        reasons = {
            channel.name: _why_unshown(channel, described)
            for channel in self.wanted(announcement)
        }
        return {name: why.reason for name, why in reasons.items() if why is not None}

    def require_known(self, names: Sequence[str]) -> None:
        """Check of a channel's name; raises NotFound if config.yaml has none such."""
        for name in names:
            if name not in self.channels:
                raise NotFound(
                    f"there is no channel {name} in config.yaml:"
                    f" choose from {', '.join(self.channels)}"
                )

    def _described(self, attachments: Sequence[Attachment]) -> list[Described]:
        return [
            (self.media.read(attachment.file), attachment.alt)
            for attachment in attachments
        ]

    def try_out(
        self, announcement: Announcement, attachments: Sequence[Attachment]
    ) -> list[Composed]:
        """Posts of the channels wanted; a reason for no post is returned, not raised.

        Raises BadInput as *require_able* does.
        """
        self.require_able(announcement, len(attachments))
        described = self._described(attachments)
        require_together([exhibit for exhibit, _ in described])
        self._require_able(
            announcement, lambda channel: _why_unshown(channel, described)
        )
        return [
            self._for_channel(channel, announcement, described)
            for channel in self.wanted(announcement)
        ]

    def _for_channel(
        self,
        channel: Channel,
        announcement: Announcement,
        described: Sequence[Described],
    ) -> Composed:
        unable = _why_unshown(channel, described)
        if unable is not None:
            return Composed(
                channel=channel, post=None, problems=(unable.sentence,), unable=unable
            )
        try:
            rendered = self._rendered(
                channel, announcement, [alt for _, alt in described]
            )
        except RenderError as error:
            return Composed(channel=channel, post=None, problems=(error.sentence,))
        shown = illustrate(channel.name, channel.format, described)
        post = Post(
            text=rendered.text,
            link=rendered.link,
            media=shown.media,
            replies=rendered.parts[1:],
        )
        beyond = why_not_taken(channel.name, post, channel.format)
        if beyond:
            return Composed(channel=channel, post=None, problems=beyond)
        return Composed(
            channel=channel,
            post=post,
            problems=(*rendered.problems, *shown.problems),
            price=channel.price.of(*rendered.parts) if channel.price else None,
        )

    def _rendered(
        self, channel: Channel, announcement: Announcement, images: Sequence[str]
    ) -> Rendered:
        written = (announcement.texts or {}).get(channel.name)
        if written is not None:
            return self._warned(
                channel, announcement, _by_hand(written, channel, announcement)
            )
        rendered = self._by_template(channel, announcement, images, channel.linking)
        bill = self._bill(channel, announcement, rendered.parts)
        if bill is not None and bill.is_beyond:
            without = replace(channel.linking, drop=True, reply=False)
            rendered = self._by_template(channel, announcement, images, without)
            return _told(rendered, phrase("{what}: it is left out", what=bill.warning))
        return self._warned(channel, announcement, rendered)

    def _by_template(
        self,
        channel: Channel,
        announcement: Announcement,
        images: Sequence[str],
        linking: Linking,
    ) -> Rendered:
        rendered = self.renderer.render(
            announcement,
            images,
            platform=channel.platform.name,
            format=channel.format,
            moment=self.clock.now(),
            linking=linking,
            threads=channel.threads,
        )
        if linking.leaves and channel.price and any(map(has_link, rendered.told)):
            return _told(rendered, _A_LINK_STAYS)
        return rendered

    def _warned(
        self, channel: Channel, announcement: Announcement, rendered: Rendered
    ) -> Rendered:
        bill = self._bill(channel, announcement, rendered.parts)
        return _told(rendered, bill.warning if bill else None)

    def _bill(
        self, channel: Channel, announcement: Announcement, parts: Sequence[str]
    ) -> Bill | None:
        """Bill of the post; None where links are free, or no budget is set."""
        if channel.price is None or channel.budget is None:
            return None
        if not any(map(has_link, parts)):
            return None
        moment = announcement.at or self.clock.now()
        return Bill(
            budget=channel.budget,
            spent=self.spent(channel.name, channel.price, moment, announcement.id),
            price=channel.price.of(*parts),
        )


def _objection(composed: Composed) -> str:
    name = composed.channel.name
    if composed.unable is not None:
        return composed.unable.objection(name)
    return f"{composed.problems[0]}; or go on with --without {name}"


def _by_hand(text: str, channel: Channel, announcement: Announcement) -> Rendered:
    parts = written_parts(text, channel.name, channel.format, threads=channel.threads)
    link = card(text, announcement.link)
    return Rendered(text=parts[0], link=link, replies=parts[1:])


def _told(rendered: Rendered, problem: str | None) -> Rendered:
    problems = (*rendered.problems, *([problem] if problem else []))
    return replace(rendered, problems=problems)


def _why_unshown(channel: Channel, described: Sequence[Described]) -> Unable | None:
    return why_unshowable(channel.name, channel.format, [it for it, _ in described])
