"""X as a platform: name, format, and the look of its posts."""

from datetime import timedelta

from crossposter.channels.platform import Card, Fold, Look, Platform, Settle
from crossposter.channels.twitter_text import weighted_length
from crossposter.platforms.x.format import FORMAT

PLATFORM = Platform(
    name="x",
    title="X",
    format=FORMAT,
    settle=Settle(reads=2, within=timedelta(minutes=5)),
    look=Look(
        frame="timeline",
        fold=Fold(most=280, length=weighted_length),
        grid=4,
        tallest=0.75,
        widest=2.0,
        card=Card.OF_TEXT,
        weighted=True,
    ),
)
