"""Echo as a platform."""

from datetime import timedelta

from crossposter.platforms.echo.format import FORMAT

from crossposter.channels.platform import Card, Fold, Look, Platform, Settle

PLATFORM = Platform(
    name="echo",
    title="Echo!",
    format=FORMAT,
    settle=Settle(reads=2, within=timedelta(minutes=1)),
    look=Look(frame="timeline", fold=Fold(most=100), card=Card.OF_POST),
)
