"""Format: limits of posts, videos and GIFs on X."""

from crossposter.channels import Format, ImageRules, VideoRules
from crossposter.channels.twitter_text import weighted_length

_MEGABYTE = 1024 * 1024
_FILES = frozenset({"video/mp4", "video/quicktime"})

# https://docs.x.com/x-api/media/quickstart/best-practices
FILMS = VideoRules(
    mimes=_FILES,
    max_bytes=512 * _MEGABYTE,
    min_seconds=0.5,
    max_seconds=140,  # the limit of accounts without a subscription
    codecs=frozenset({"h264"}),
    min_ratio=1 / 3,
    max_ratio=3,
    min_width=32,
    max_width=1_920,
)
ANIMATIONS = ImageRules(
    mimes=frozenset({"image/gif"}), max_bytes=15 * _MEGABYTE, max_width=1_280
)

FORMAT = Format(
    limit=280,
    length=weighted_length,
    max_images=4,
    images=ImageRules(
        mimes=frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"}),
        max_bytes=5 * 1024 * 1024,
    ),
    films=FILMS,
    animations=ANIMATIONS,
    threads=True,
)
