"""Pictures: read from one folder, checked by content, fitted to a platform, kept."""

from crossposter.media.archive import Archive, ArchiveDamaged
from crossposter.media.fitting import fit
from crossposter.media.folder import MediaFolder
from crossposter.media.picture import MediaError, Picture, examine
from crossposter.media.thumbnails import thumbnail

__all__ = [
    "Archive",
    "ArchiveDamaged",
    "MediaError",
    "MediaFolder",
    "Picture",
    "examine",
    "fit",
    "thumbnail",
]
