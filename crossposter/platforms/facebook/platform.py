"""Facebook as a platform: name, format, and the look of its posts."""

from datetime import timedelta

from crossposter.channels.platform import Card, Fold, Look, Platform, Settle
from crossposter.platforms.facebook.format import FORMAT
from crossposter.platforms.meta.caveat import MAY_BE_UNSEEN

PLATFORM = Platform(
    name="facebook",
    title="Facebook",
    format=FORMAT,
    settle=Settle(reads=3, within=timedelta(minutes=10)),
    look=Look(
        frame="feed",
        fold=Fold(most=477, lines=5),
        grid=5,
        tallest=0.8,
        widest=2.5,
        card=Card.OF_POST,
    ),
    caveat=MAY_BE_UNSEEN,
)
