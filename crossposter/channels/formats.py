"""Platform limits: `Format`, `ImageRules`, `VideoRules`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ImageRules:
    """Images a platform takes as they are; others are converted to fit."""

    mimes: frozenset[str]
    max_bytes: int
    min_ratio: float = 0.0  #: width / height
    max_ratio: float = float("inf")
    min_width: int = 1  #: pixels
    max_width: int = 16_384  #: pixels; wider is scaled down
    same_ratio: bool = False  #: all images of a post are shown in the first one's


@dataclass(frozen=True, kw_only=True)
class VideoRules:
    """Videos a platform takes; none is ever converted."""

    mimes: frozenset[str]
    max_bytes: int
    min_seconds: float
    max_seconds: float
    codecs: frozenset[str]  #: of the image track, such as "h264"
    sounds: frozenset[str] = frozenset({"aac"})  #: audio codecs, if it has any audio
    min_ratio: float = 0.0  #: width / height
    max_ratio: float = float("inf")
    min_width: int = 1  #: pixels
    max_width: int = 16_384  #: pixels
    min_rate: float = 1.0  #: frames a second
    max_rate: float = 60.0


@dataclass(frozen=True, kw_only=True)
class Format:
    """Platform limits as numbers, with the platform's own way of counting."""

    limit: int  #: units of *length*
    length: Callable[[str], int]
    max_images: int
    images: ImageRules
    films: VideoRules | None = None  #: None: it takes none; never more than one a post
    animations: ImageRules | None = None  #: alone in a post; None: they stand still
    max_hashtags: int | None = None  #: None: as many as fit
    max_mentions: int | None = None  #: likewise
    needs_image: bool = False
    alt_limit: int = 1000  #: characters; Facebook names none, the others this one
    threads: bool = False  #: a post may go on in replies to itself
