"""Rests: how long a platform asks a whole channel to wait"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("channelstate", sa.Column("rests_until", moment, nullable=True))
    op.add_column("channelstate", sa.Column("rest_reason", sa.String(), nullable=True))
    op.add_column("channelstate", sa.Column("rests", sa.Integer(), nullable=True))
    op.execute("UPDATE channelstate SET rests = 0")
    with op.batch_alter_table("channelstate") as batch_op:
        batch_op.alter_column("rests", nullable=False)
