"""Threads: the further parts of a post, and which parts are public"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delivery", sa.Column("replies", sa.JSON(), nullable=True))
    op.execute("UPDATE delivery SET replies = '[]'")
    op.add_column("attempt", sa.Column("part", sa.Integer(), nullable=True))
    op.execute("UPDATE attempt SET part = 0")
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.alter_column("replies", nullable=False)
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.alter_column("part", nullable=False)
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("permalink", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "remote_id"),
        sa.UniqueConstraint("delivery_id", "position"),
    )
