"""What was approved: the title a post went out under; pauses that let urgent ones by"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("title", sa.String(), nullable=True))
    op.add_column("channelstate", sa.Column("except_urgent", sa.Boolean(), nullable=True))
    op.execute("UPDATE channelstate SET except_urgent = false")
    with op.batch_alter_table("channelstate") as batch_op:
        batch_op.alter_column("except_urgent", nullable=False)
