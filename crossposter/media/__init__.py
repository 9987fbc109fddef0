"""Pictures and films: read from one folder, checked by content, fitted, kept."""

from crossposter.media.archive import Archive, ArchiveDamaged
from crossposter.media.decoding import fit, poster, thumbnail
from crossposter.media.films import Film, cleaned
from crossposter.media.fitting import layout
from crossposter.media.folder import MediaFolder
from crossposter.media.picture import MediaError, Picture, examine
from crossposter.media.screening import why_unfit

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
