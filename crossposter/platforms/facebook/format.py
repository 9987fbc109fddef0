"""The films and animations each platform takes, as numbers."""

from crossposter.channels import FilmRules, ImageRules

_MEGABYTE = 1024 * 1024
_FILES = frozenset({"video/mp4", "video/quicktime"})

# https://docs.x.com/x-api/media/quickstart/best-practices
X_FILMS = FilmRules(
    mimes=_FILES,
    max_bytes=512 * _MEGABYTE,
    min_seconds=0.5,
    max_seconds=140,  # what accounts without a subscription may
    codecs=frozenset({"h264"}),
    min_ratio=1 / 3,
    max_ratio=3,
    min_width=32,
    max_width=1_920,
)
X_ANIMATIONS = ImageRules(
    mimes=frozenset({"image/gif"}), max_bytes=15 * _MEGABYTE, max_width=1_280
)

# https://developers.facebook.com/docs/graph-api/reference/page/videos/
FACEBOOK_FILMS = FilmRules(
    mimes=_FILES,
    max_bytes=1024 * _MEGABYTE,
    min_seconds=1,
    max_seconds=20 * 60,
    codecs=frozenset({"h264", "hevc"}),
)

# https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
INSTAGRAM_FILMS = FilmRules(
    mimes=_FILES,
    max_bytes=300 * _MEGABYTE,
    min_seconds=3,
    max_seconds=15 * 60,
    codecs=frozenset({"h264", "hevc"}),
    min_ratio=0.01,
    max_ratio=10,
    max_width=1_920,
    min_rate=23,
)
