"""Attachments: images and video selected and converted for a channel."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossposter.channels import Format, ImageRules, Media
from crossposter.errors import BadInput
from crossposter.media import (
    DecodedImage,
    MediaError,
    VideoFile,
    fit,
    layout,
    why_unfit,
)
from crossposter.text.messages import phrase

MOST = 10  #: images of one announcement

Exhibit = DecodedImage | VideoFile
Described = tuple[Exhibit, str]  #: with its alternative text

_OTHERWISE = phrase("leave this channel out with --to")


@dataclass(frozen=True, kw_only=True)
class Unable:
    """Reason why a channel can make no post, and the fix."""

    reason: str
    cure: str | None = None

    @property
    def sentence(self) -> str:
        """Sentence for somebody who may still choose the channels."""
        return phrase(
            "{reason} ({cure})", reason=self.reason, cure=self._or(_OTHERWISE)
        )

    def objection(self, channel: str) -> str:
        """Sentence for somebody who has to accept it."""
        without = phrase("go on with --without {channel}", channel=channel)
        return phrase("{reason}: {cure}", reason=self.reason, cure=self._or(without))

    def _or(self, otherwise: str) -> str:
        if self.cure is None:
            return otherwise
        return phrase("{cure}, or {otherwise}", cure=self.cure, otherwise=otherwise)


def why_unillustrated(channel: str, format_: Format, count: int) -> Unable | None:
    """Reason why a channel can make no post of *count* images; None: it can."""
    if not format_.needs_image or count:
        return None
    return Unable(
        reason=phrase("{channel} takes no post without a picture", channel=channel),
        cure=phrase("add one with --image"),
    )


@dataclass(frozen=True, kw_only=True)
class Attachments:
    """Media that one channel shows, and the warnings about their loss."""

    media: tuple[Media, ...] = ()
    problems: tuple[str, ...] = ()


def require_few(count: int) -> None:
    """Limit on the number of images; BadInput for more than an announcement has."""
    if count > MOST:
        raise BadInput(
            phrase(
                "{count} pictures are too many: choose {most} of them",
                count=count,
                most=MOST,
            )
        )


def require_together(exhibits: Sequence[Exhibit]) -> None:
    """Check for media that no platform shows in one post; raises BadInput."""
    require_few(len(exhibits))
    films = [each for each in exhibits if isinstance(each, VideoFile)]
    if films and len(exhibits) > 1:
        raise BadInput(
            phrase(
                "no platform shows the film {file} together with anything else: let it"
                " stand alone, and write a second announcement for the rest",
                file=films[0].name,
            )
        )


def why_unshowable(
    channel: str, format_: Format, exhibits: Sequence[Exhibit]
) -> Unable | None:
    """Reason why a channel can make no post of the media; None: it can."""
    for film in exhibits:
        if not isinstance(film, VideoFile):
            continue
        if format_.films is None:
            return Unable(reason=phrase("{channel} takes no films", channel=channel))
        reason = why_unfit(film, format_.films)
        if reason is not None:
            return Unable(
                reason=phrase(
                    "{channel} does not take {file}: {reason}",
                    channel=channel,
                    file=film.name,
                    reason=reason,
                ),
                cure=phrase("change the film"),
            )
    return why_unillustrated(channel, format_, len(exhibits))


def illustrate(
    channel: str, format_: Format, described: Sequence[Described]
) -> Attachments:
    """Media as the platform takes them; nothing is ever cropped.

    Raises MediaError for an image that cannot be made to fit.
    """
    films = [(each, alt) for each, alt in described if isinstance(each, VideoFile)]
    if films:
        return Attachments(media=tuple(_film(each, alt) for each, alt in films))
    pictures = [
        (each, alt) for each, alt in described if isinstance(each, DecodedImage)
    ]
    shown = pictures[: format_.max_images]
    rules = _rules(format_, shown)
    media = _fitted(shown, rules)
    problems = [_still(channel, each) for each in _stopped(shown, media)]
    if len(shown) < len(pictures):
        problems.append(
            phrase(
                "only the first {shown} of {total} pictures fit",
                shown=len(shown),
                total=len(pictures),
            )
        )
    return Attachments(media=media, problems=tuple(problems))


def enlargements(
    format_: Format, described: Sequence[Described]
) -> Iterator[tuple[DecodedImage, int]]:
    """Images that the platform gets larger than they are, and their new width."""
    rules = format_.images
    pictures = [each for each, _ in described if isinstance(each, DecodedImage)]
    with contextlib.suppress(MediaError):  # `illustrate` reports the error
        for picture in pictures[: format_.max_images]:
            (width, _), canvas = layout(picture, rules)
            if width > picture.width:
                yield picture, width
            rules = _of_the_same_ratio(rules, *canvas)


def _rules(format_: Format, shown: Sequence[tuple[DecodedImage, str]]) -> ImageRules:
    """Rules for the images; an animation plays only alone, and not everywhere."""
    if not any(picture.animated for picture, _ in shown):
        return format_.images
    rules = format_.animations
    if rules is not None and len(shown) == 1 and shown[0][0].mime in rules.mimes:
        return rules
    return replace(format_.images, mimes=format_.images.mimes - {"image/gif"})


def _fitted(
    pictures: Sequence[tuple[DecodedImage, str]], rules: ImageRules
) -> tuple[Media, ...]:
    media: list[Media] = []
    for picture, alt in pictures:
        media.append(_picture(fit(picture, rules), alt))
        rules = _of_the_same_ratio(rules, media[0].width, media[0].height)
    return tuple(media)


def _of_the_same_ratio(rules: ImageRules, width: int, height: int) -> ImageRules:
    if not rules.same_ratio:
        return rules
    return replace(rules, min_ratio=width / height, max_ratio=width / height)


def _stopped(
    shown: Sequence[tuple[DecodedImage, str]], media: Sequence[Media]
) -> list[DecodedImage]:
    return [
        picture
        for (picture, _), sent in zip(shown, media, strict=True)
        if picture.animated and sent.mime != "image/gif"
    ]


def _still(channel: str, picture: DecodedImage) -> str:
    return phrase(
        "{file} does not move on {channel}: its first picture is shown",
        file=picture.name,
        channel=channel,
    )


def _picture(picture: DecodedImage, alt: str) -> Media:
    return Media(
        name=picture.name,
        mime=picture.mime,
        sha256=picture.sha256,
        data=picture.data,
        alt=alt,
        width=picture.width,
        height=picture.height,
    )


def _film(film: VideoFile, alt: str) -> Media:
    return Media(
        name=film.name,
        mime=film.mime,
        sha256=film.sha256,
        file=film.file,
        size=film.size,
        alt=alt,
        width=film.width,
        height=film.height,
        seconds=film.seconds,
    )
