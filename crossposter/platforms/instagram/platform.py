"""Instagram as a platform: name, format, and the look of its posts."""

from datetime import timedelta

from crossposter.channels.platform import Fold, Look, Platform, Settle
from crossposter.platforms.instagram.format import FORMAT
from crossposter.platforms.meta.caveat import MAY_BE_UNSEEN

PLATFORM = Platform(
    name="instagram",
    title="Instagram",
    format=FORMAT,
    # A container itself says whether it was published.
    settle=Settle(reads=1, within=timedelta(0)),
    look=Look(
        frame="gallery", fold=Fold(most=125), tallest=0.8, widest=1.91, links=False
    ),
    caveat=MAY_BE_UNSEEN,
)
