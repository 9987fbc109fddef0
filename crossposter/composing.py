"""An announcement and its pictures become the post of each channel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from crossposter.channels import Channel
from crossposter.clock import Clock
from crossposter.errors import BadInput, NotFound
from crossposter.illustrating import (
    Described,
    illustrate,
    require_few,
    require_together,
    why_unshowable,
)
from crossposter.links import Linking
from crossposter.media import MediaFolder
from crossposter.models import Announcement, Attachment
from crossposter.pricing import Bill, has_link
from crossposter.publisher import Post
from crossposter.rendering import (
    Rendered,
    Renderer,
    RenderError,
    card,
    require_fitting,
    written_parts,
)
from crossposter.spending import Spent

_ADVICE = "take it out, or write the text of this channel with --text"


@dataclass(frozen=True, kw_only=True)
class Composed:
    """What one channel would show, or why it cannot."""

    channel: Channel
    post: Post | None
    problems: tuple[str, ...] = ()
    too_long: bool = False  #: the reason for no post
    price: Decimal | None = None  #: US dollars; None where the platform takes nothing

    @property
    def length(self) -> int:
        """Of its longest part, in the platform's own units."""
        return max(self.lengths, default=0)

    @property
    def lengths(self) -> tuple[int, ...]:
        """Of each part, in the platform's own units."""
        parts = self.post.parts if self.post else ()
        return tuple(map(self.channel.format.length, parts))


class Composer:
    """Makes posts; the same announcement gives the same bytes every time."""

    def __init__(
        self,
        *,
        channels: Mapping[str, Channel],
        renderer: Renderer,
        media: MediaFolder,
        clock: Clock,
        spent: Spent = lambda *_: Decimal(0),
    ) -> None:
        self._spent = spent
        self._channels = channels
        self._renderer = renderer
        self._media = media
        self._clock = clock

    def wanted(self, announcement: Announcement) -> list[Channel]:
        """The channels asked for, or all; raises NotFound for one that is gone."""
        names = announcement.channels or list(self._channels)
        self._require_known(names)
        return [self._channels[name] for name in names]

    def require_able(self, announcement: Announcement, images: int) -> None:
        """Raises BadInput when no channel can take a post with so many pictures.

        A channel asked for by name must be able; of all of them one is enough.
        """
        require_few(images)
        self._require_able(announcement, lambda channel: _why_unable(channel, images))

    def _require_able(
        self, announcement: Announcement, why: Callable[[Channel], str | None]
    ) -> None:
        wanted = self.wanted(announcement)
        unable = [reason for reason in map(why, wanted) if reason is not None]
        if unable and (announcement.channels or len(unable) == len(wanted)):
            raise BadInput(f"no post can be made: {'; '.join(unable)}")

    def compose(
        self, announcement: Announcement, attachments: Sequence[Attachment]
    ) -> list[Composed]:
        """The post of each channel wanted.

        Raises BadInput as *require_able* does, when a channel can make no post, or when
        what has to be in one is too long.
        """
        composed = self.try_out(announcement, attachments)
        _require_all(composed)
        too_long = [each for each in composed if each.too_long]
        if too_long:
            name = too_long[0].channel.name
            raise BadInput(f"{too_long[0].problems[0]}; or leave {name} out with --to")
        return composed

    def left_out(
        self,
        announcement: Announcement,
        attachments: Sequence[Attachment],
        without: Sequence[str],
    ) -> Mapping[str, str]:
        """Why each channel of *without* makes no post; the announcement names the rest.

        Only the object in hand is changed: it is for the caller to write it. Raises
        NotFound for an unknown channel, BadInput when none would be left.
        """
        if not without:
            return {}
        wanted = [channel.name for channel in self.wanted(announcement)]
        self._require_known(without)
        rest = [name for name in wanted if name not in without]
        if not rest:
            raise BadInput(
                "no channel would be left: withdraw the announcement instead"
            )
        described = self._described(attachments)
        announcement.channels = rest
        return {
            name: _why_unshown(self._channels[name], described) or "left out by hand"
            for name in wanted
            if name in without
        }

    def _require_known(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in self._channels:
                raise NotFound(
                    f"there is no channel {name} in config.yaml:"
                    f" choose from {', '.join(self._channels)}"
                )

    def _described(self, attachments: Sequence[Attachment]) -> list[Described]:
        return [
            (self._media.read(attachment.file), attachment.alt)
            for attachment in attachments
        ]

    def try_out(
        self, announcement: Announcement, attachments: Sequence[Attachment]
    ) -> list[Composed]:
        """The same, but a post that cannot be made short enough is told, not raised."""
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
            return Composed(channel=channel, post=None, problems=(unable,))
        try:
            rendered = self._rendered(
                channel, announcement, [alt for _, alt in described]
            )
        except RenderError as error:
            return Composed(
                channel=channel, post=None, problems=(str(error),), too_long=True
            )
        shown = illustrate(channel.name, channel.format, described)
        return Composed(
            channel=channel,
            post=Post(
                text=rendered.text,
                link=rendered.link,
                media=shown.media,
                replies=rendered.parts[1:],
            ),
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
            return _told(rendered, f"{bill.warning}: it is left out")
        return self._warned(channel, announcement, rendered)

    def _by_template(
        self,
        channel: Channel,
        announcement: Announcement,
        images: Sequence[str],
        linking: Linking,
    ) -> Rendered:
        rendered = self._renderer.render(
            announcement,
            images,
            platform=channel.platform,
            format=channel.format,
            moment=self._clock.now(),
            linking=linking,
            threads=channel.threads,
        )
        if linking.leaves and channel.price and any(map(has_link, rendered.told)):
            return _told(rendered, f"a link in the body itself stays: {_ADVICE}")
        return rendered

    def _warned(
        self, channel: Channel, announcement: Announcement, rendered: Rendered
    ) -> Rendered:
        bill = self._bill(channel, announcement, rendered.parts)
        return _told(rendered, bill.warning if bill else None)

    def _bill(
        self, channel: Channel, announcement: Announcement, parts: Sequence[str]
    ) -> Bill | None:
        """None where nothing is paid for a link, or no budget is set."""
        if channel.price is None or channel.budget is None:
            return None
        if not any(map(has_link, parts)):
            return None
        moment = announcement.at or self._clock.now()
        return Bill(
            budget=channel.budget,
            spent=self._spent(channel.name, channel.price, moment, announcement.id),
            price=channel.price.of(*parts),
        )


def _by_hand(text: str, channel: Channel, announcement: Announcement) -> Rendered:
    parts: tuple[str, ...] = (text,)
    if channel.threads:
        parts = written_parts(text, channel=channel.name, format_=channel.format)
    for part in parts:
        require_fitting(part, channel=channel.name, format_=channel.format)
    link = card(text, announcement.link)
    return Rendered(text=parts[0], link=link, replies=parts[1:])


def _require_all(composed: Sequence[Composed]) -> None:
    """No channel is dropped without a word."""
    unable = [each for each in composed if each.post is None and not each.too_long]
    if unable:
        reasons = "; ".join(each.problems[0] for each in unable)
        options = " ".join(f"--without {each.channel.name}" for each in unable)
        raise BadInput(f"{reasons}; to go on without: {options}")


def _told(rendered: Rendered, problem: str | None) -> Rendered:
    problems = (*rendered.problems, *([problem] if problem else []))
    return replace(rendered, problems=problems)


def _why_unable(channel: Channel, images: int) -> str | None:
    if channel.format.needs_image and not images:
        return (
            f"{channel.name} takes no post without a picture (add one with --image,"
            " or leave this channel out with --to)"
        )
    return None


def _why_unshown(channel: Channel, described: Sequence[Described]) -> str | None:
    exhibits = [exhibit for exhibit, _ in described]
    return _why_unable(channel, len(exhibits)) or why_unshowable(
        channel.name, channel.format, exhibits
    )
