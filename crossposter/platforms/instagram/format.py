"""Format: limits of Instagram posts and reels."""

from crossposter.channels import Format, ImageRules, VideoRules

_MEGABYTE = 1024 * 1024
_FILES = frozenset({"video/mp4", "video/quicktime"})

# https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
FILMS = VideoRules(
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

FORMAT = Format(
    limit=2_200,
    length=len,
    max_images=10,
    images=ImageRules(
        mimes=frozenset({"image/jpeg"}),
        max_bytes=8 * 1024 * 1024,
        min_ratio=0.8,
        max_ratio=1.91,
        min_width=320,
        max_width=1_440,
        same_ratio=True,
    ),
    films=FILMS,
    max_hashtags=5,  # the app's limit since December 2025; the API documents 30
    # https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
    max_mentions=20,
    needs_image=True,
)
