"""Approved state: titles posts went out under, channels left out, pauses for all but urgent posts"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("announcement", sa.Column("left_out", sa.JSON(), nullable=True))
    op.add_column("delivery", sa.Column("title", sa.String(), nullable=True))
    op.execute(
        "UPDATE delivery SET title = (SELECT announcement.title FROM announcement"
        " WHERE announcement.id = delivery.announcement_id)"
    )
    op.add_column(
        "channelstate",
        sa.Column(
            "except_urgent", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
    )
