"""Video rules: a video against platform limits; it is never converted."""

from collections.abc import Collection
from functools import reduce

from crossposter.channels import VideoRules
from crossposter.media.video import VideoFile
from crossposter.text.messages import phrase


def why_unfit(film: VideoFile, rules: VideoRules) -> str | None:
    """Violation of *rules* by *film*, as the end of a sentence; None: there is none."""
    return (
        _why_wrong_kind(film, rules)
        or _why_wrong_length(film, rules)
        or _why_wrong_shape(film, rules)
    )


def _why_wrong_kind(film: VideoFile, rules: VideoRules) -> str | None:
    if film.mime not in rules.mimes:
        kind = film.mime.removeprefix("video/")
        return phrase("it is a {kind} file: save it as MP4", kind=kind)
    if film.codec not in rules.codecs:
        return phrase(
            "its picture is coded as {codec}: save it as {known}",
            codec=film.codec,
            known=_one_of(rules.codecs),
        )
    if film.sound is not None and film.sound not in rules.sounds:
        return phrase(
            "its sound is coded as {codec}: save it with {known}",
            codec=film.sound,
            known=_one_of(rules.sounds),
        )
    return None


def _why_wrong_length(film: VideoFile, rules: VideoRules) -> str | None:
    if film.size > rules.max_bytes:
        return phrase(
            "it is larger than {limit} MB: make it smaller",
            limit=rules.max_bytes // 1024**2,
        )
    if film.seconds > rules.max_seconds:
        return phrase(
            "it lasts {seconds:.1f} seconds of at most {limit:g}",
            seconds=film.seconds,
            limit=rules.max_seconds,
        )
    if film.seconds < rules.min_seconds:
        return phrase(
            "it lasts {seconds:.1f} seconds of at least {limit:g}",
            seconds=film.seconds,
            limit=rules.min_seconds,
        )
    return None


def _why_wrong_shape(film: VideoFile, rules: VideoRules) -> str | None:
    size = {"width": film.width, "height": film.height}
    if not rules.min_width <= film.width <= rules.max_width:
        return phrase(
            "it has {width} × {height} pixels, and may be {least} to {most} wide",
            least=rules.min_width,
            most=rules.max_width,
            **size,
        )
    if not rules.min_ratio <= film.width / film.height <= rules.max_ratio:
        return phrase(
            "it has {width} × {height} pixels, too narrow or too wide a shape", **size
        )
    if not rules.min_rate <= film.rate <= rules.max_rate:
        return phrase(
            "it has {rate:g} pictures a second, and may have {least:g} to {most:g}",
            rate=film.rate,
            least=rules.min_rate,
            most=rules.max_rate,
        )
    return None


def _one_of(words: Collection[str]) -> str:
    return reduce(
        lambda it, last: phrase("{it} or {last}", it=it, last=last), sorted(words)
    )
