"""Media: images and videos, read, validated, converted, archived."""

from crossposter.media.archive import Archive, ArchiveDamaged
from crossposter.media.decoder import fit, poster, thumbnail
from crossposter.media.folder import MediaFolder
from crossposter.media.image import MediaError, Picture, examine
from crossposter.media.image_conversion import layout
from crossposter.media.video import Film, cleaned
from crossposter.media.video_rules import why_unfit

__all__ = [
    "Archive",
    "ArchiveDamaged",
    "Film",
    "MediaError",
    "MediaFolder",
    "Picture",
    "cleaned",
    "examine",
    "fit",
    "layout",
    "poster",
    "thumbnail",
    "why_unfit",
]
