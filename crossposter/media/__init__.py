"""Media: images and videos, read, validated, converted, archived."""

from crossposter.media.archive import Archive, ArchiveDamaged
from crossposter.media.decoder import fit, poster, thumbnail
from crossposter.media.folder import MediaFolder
from crossposter.media.image import DecodedImage, MediaError, examine
from crossposter.media.image_conversion import layout
from crossposter.media.video import VideoFile, cleaned
from crossposter.media.video_rules import why_unfit

__all__ = [
    "Archive",
    "ArchiveDamaged",
    "DecodedImage",
    "MediaError",
    "MediaFolder",
    "VideoFile",
    "cleaned",
    "examine",
    "fit",
    "layout",
    "poster",
    "thumbnail",
    "why_unfit",
]
