"""Valid until: when a notice itself ends, apart from when it is no longer published"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("announcement", sa.Column("valid_until", moment, nullable=True))
    # Templates printed one date for both, so that every text stays as it was.
    op.execute("UPDATE announcement SET valid_until = expires_at")
