"""Sample: likes, comments, shares, views, reach at one age."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime


class Sample(SQLModel, table=True):
    """Sample of a post's engagement, some time after it went out; None: unknown."""

    __table_args__ = (UniqueConstraint("delivery_id", "age"),)

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    age: str  #: of the post: "1h", "24h", "7d"
    taken_at: datetime = Field(sa_type=UtcDateTime, index=True)
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None
    reach: int | None = None
    gone: bool = False  #: the platform says there is no such post any more
