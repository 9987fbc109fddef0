"""Pictures and films as each channel takes them, or why it cannot."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossposter.channels import Format, ImageRules, Media
from crossposter.errors import BadInput
from crossposter.media import Film, MediaError, Picture, fit, layout, why_unfit
from crossposter.text.messages import phrase

MOST = 10  #: pictures of one announcement

Exhibit = Picture | Film
Described = tuple[Exhibit, str]  #: with its alternative text

_OTHERWISE = phrase("leave this channel out with --to")


@dataclass(frozen=True, kw_only=True)
class Unable:
    """Why a channel can make no post, and what would help."""

    reason: str
    cure: str | None = None

    @property
    def sentence(self) -> str:
        """For who may still choose the channels."""
        return phrase(
            "{reason} ({cure})", reason=self.reason, cure=self._or(_OTHERWISE)
        )

    def objection(self, channel: str) -> str:
        """As a sentence, for who has to accept it."""
        without = phrase("go on with --without {channel}", channel=channel)
        return phrase("{reason}: {cure}", reason=self.reason, cure=self._or(without))

    def _or(self, otherwise: str) -> str:
        if self.cure is None:
            return otherwise
        return phrase("{cure}, or {otherwise}", cure=self.cure, otherwise=otherwise)


def why_unillustrated(channel: str, format_: Format, count: int) -> Unable | None:
    """Why a channel can make no post of *count* pictures; None: it can."""
    if not format_.needs_image or count:
        return None
    return Unable(
        reason=phrase("{channel} takes no post without a picture", channel=channel),
        cure=phrase("add one with --image"),
    )


@dataclass(frozen=True, kw_only=True)
class Illustration:
    """What one channel shows, and what is lost there."""

    media: tuple[Media, ...] = ()
    problems: tuple[str, ...] = ()


def require_few(count: int) -> None:
    """Raises BadInput for more than any announcement may have."""
    if count > MOST:
        raise BadInput(
            phrase(
                "{count} pictures are too many: choose {most} of them",
                count=count,
                most=MOST,
            )
        )


def require_together(exhibits: Sequence[Exhibit]) -> None:
    """Raises BadInput for what no platform shows in one post."""
    require_few(len(exhibits))
    films = [each for each in exhibits if isinstance(each, Film)]
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
    """Why a channel can make no post of them; None: it can."""
    for film in exhibits:
        if not isinstance(film, Film):
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
) -> Illustration:
    """Everything as the platform takes it; nothing is ever cropped.

    Raises MediaError for a picture that cannot be made to fit.
    """
    films = [(each, alt) for each, alt in described if isinstance(each, Film)]
    if films:
        return Illustration(media=tuple(_film(each, alt) for each, alt in films))
    pictures = [(each, alt) for each, alt in described if isinstance(each, Picture)]
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
    return Illustration(media=media, problems=tuple(problems))


def enlargements(
    format_: Format, described: Sequence[Described]
) -> Iterator[tuple[Picture, int]]:
    """The pictures that the platform gets larger than they are, and how wide."""
    rules = format_.images
    pictures = [each for each, _ in described if isinstance(each, Picture)]
    with contextlib.suppress(MediaError):  # `illustrate` says what is wrong
        for picture in pictures[: format_.max_images]:
            (width, _), canvas = layout(picture, rules)
            if width > picture.width:
                yield picture, width
            rules = _of_the_same_ratio(rules, *canvas)


def _rules(format_: Format, shown: Sequence[tuple[Picture, str]]) -> ImageRules:
    """An animation plays only alone, and only where the platform plays any."""
    if not any(picture.animated for picture, _ in shown):
        return format_.images
    rules = format_.animations
    if rules is not None and len(shown) == 1 and shown[0][0].mime in rules.mimes:
        return rules
    return replace(format_.images, mimes=format_.images.mimes - {"image/gif"})


def _fitted(
    pictures: Sequence[tuple[Picture, str]], rules: ImageRules
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
    shown: Sequence[tuple[Picture, str]], media: Sequence[Media]
) -> list[Picture]:
    return [
        picture
        for (picture, _), sent in zip(shown, media, strict=True)
        if picture.animated and sent.mime != "image/gif"
    ]


def _still(channel: str, picture: Picture) -> str:
    return phrase(
        "{file} does not move on {channel}: its first picture is shown",
        file=picture.name,
        channel=channel,
    )


def _picture(picture: Picture, alt: str) -> Media:
    return Media(
        name=picture.name,
        mime=picture.mime,
        sha256=picture.sha256,
        data=picture.data,
        alt=alt,
        width=picture.width,
        height=picture.height,
    )


def _film(film: Film, alt: str) -> Media:
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
