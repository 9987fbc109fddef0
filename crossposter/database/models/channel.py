"""ChannelState, Heartbeat, Lease."""

from datetime import datetime

from sqlalchemy import BigInteger, false
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime


class ChannelState(SQLModel, table=True):
    """State of a channel: its pause with reason and end, and its platform's rest."""

    channel: str = Field(primary_key=True)
    paused: bool = False
    reason: str | None = None
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rests_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rest_reason: str | None = None
    rests: int = 0  #: asked for in a row
    #: urgent posts go out in spite of a pause
    except_urgent: bool = Field(
        default=False, sa_column_kwargs={"server_default": false()}
    )


class Heartbeat(SQLModel, table=True):
    """Heartbeat of the daemon."""

    id: int = Field(default=1, primary_key=True)
    pid: int
    since: datetime = Field(sa_type=UtcDateTime)
    heartbeat_at: datetime = Field(sa_type=UtcDateTime)
    stopped: bool = False


class Lease(SQLModel, table=True):
    """Lease of the daemon that may write; one row, or none before the first."""

    id: int = Field(default=1, primary_key=True)
    epoch: int = 0  #: goes up whenever it is taken
    holder: str | None = None  #: a name of its own for each holder; None: nobody
    renewals: int = 0  #: goes up while its holder lives
    host: str = ""
    world: str = ""  #: boot and space that the number of the process belongs to
    pid: int = 0
    started: int = Field(default=0, sa_type=BigInteger)
