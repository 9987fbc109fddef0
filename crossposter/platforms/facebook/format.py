"""Format: limits of Facebook posts and videos."""

from crossposter.channels import Format, ImageRules, VideoRules

_MEGABYTE = 1024 * 1024
_FILES = frozenset({"video/mp4", "video/quicktime"})

# https://developers.facebook.com/docs/graph-api/reference/page/videos/
FILMS = VideoRules(
    mimes=_FILES,
    max_bytes=1024 * _MEGABYTE,
    min_seconds=1,
    max_seconds=20 * 60,
    codecs=frozenset({"h264", "hevc"}),
)

FORMAT = Format(
    limit=63_206,  # not official, but found by everybody
    length=len,
    max_images=10,
    images=ImageRules(
        mimes=frozenset(
            {"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"}
        ),
        max_bytes=10 * 1024 * 1024,
    ),
    films=FILMS,
)
