"""Whether a platform takes a film; it is never converted."""

from crossposter.channels import FilmRules
from crossposter.media.video import Film


def why_unfit(film: Film, rules: FilmRules) -> str | None:
    """What of *film* is outside of *rules*, as the end of a sentence; None: nothing."""
    return (
        _why_wrong_kind(film, rules)
        or _why_wrong_length(film, rules)
        or _why_wrong_shape(film, rules)
    )


def _why_wrong_kind(film: Film, rules: FilmRules) -> str | None:
    if film.mime not in rules.mimes:
        return f"it is a {film.mime.removeprefix('video/')} file: save it as MP4"
    if film.codec not in rules.codecs:
        known = " or ".join(sorted(rules.codecs))
        return f"its picture is coded as {film.codec}: save it as {known}"
    if film.sound is not None and film.sound not in rules.sounds:
        known = " or ".join(sorted(rules.sounds))
        return f"its sound is coded as {film.sound}: save it with {known}"
    return None


def _why_wrong_length(film: Film, rules: FilmRules) -> str | None:
    if film.size > rules.max_bytes:
        return f"it is larger than {rules.max_bytes // 1024**2} MB: make it smaller"
    if film.seconds > rules.max_seconds:
        return f"it lasts {film.seconds:.1f} seconds of at most {rules.max_seconds:g}"
    if film.seconds < rules.min_seconds:
        return f"it lasts {film.seconds:.1f} seconds of at least {rules.min_seconds:g}"
    return None


def _why_wrong_shape(film: Film, rules: FilmRules) -> str | None:
    size = f"it has {film.width} × {film.height} pixels"
    if not rules.min_width <= film.width <= rules.max_width:
        return f"{size}, and may be {rules.min_width} to {rules.max_width} wide"
    if not rules.min_ratio <= film.width / film.height <= rules.max_ratio:
        return f"{size}, too narrow or too wide a shape"
    if not rules.min_rate <= film.rate <= rules.max_rate:
        return (
            f"it has {film.rate:g} pictures a second, and may have"
            f" {rules.min_rate:g} to {rules.max_rate:g}"
        )
    return None
