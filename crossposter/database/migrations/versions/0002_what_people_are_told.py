"""Messages to people: mail, incidents, figures of posts, checkups of credentials"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter", sa.String(), sa.ForeignKey("letter.key"), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "failed",
                name="mailstatus",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.UniqueConstraint("letter", "recipient"),
    )
    op.create_index("ix_mail_waiting", "mail", ["status", "next_at"])
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("solved_at", MOMENT, nullable=True),
    )
    op.create_index("ix_incident_opened_at", "incident", ["opened_at"])
    op.create_index(
        "ux_incident_open",
        "incident",
        ["key"],
        unique=True,
        sqlite_where=sa.text("solved_at IS NULL"),
        postgresql_where=sa.text("solved_at IS NULL"),
    )
    op.create_table(
        "sample",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "delivery_id", sa.Integer(), sa.ForeignKey("delivery.id"), nullable=False
        ),
        sa.Column("age", sa.String(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("likes", sa.Integer(), nullable=True),
        sa.Column("comments", sa.Integer(), nullable=True),
        sa.Column("shares", sa.Integer(), nullable=True),
        sa.Column("views", sa.Integer(), nullable=True),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("delivery_id", "age"),
    )
    op.create_index("ix_sample_delivery_id", "sample", ["delivery_id"])
    op.create_index("ix_sample_taken_at", "sample", ["taken_at"])
    op.create_table(
        "checkup",
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column("account", sa.String(), nullable=True),
        sa.Column("token_ends_at", MOMENT, nullable=True),
        sa.Column("data_access_ends_at", MOMENT, nullable=True),
        sa.Column("api_ends_at", MOMENT, nullable=True),
        sa.Column("problems", sa.JSON(), nullable=False),
    )
    # The report asks for what was published, due or approved within a week.
    op.create_index("ix_delivery_published_at", "delivery", ["published_at"])
    op.create_index("ix_delivery_due_at", "delivery", ["due_at"])
