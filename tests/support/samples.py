"""Posts of an office, and the samples that are taken of them."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from crossposter.channels import Engagement
from crossposter.database.models import Delivery, Sample
from crossposter.reports.engagement import EngagementSampler
from tests.support.newsroom import WITA, Office


def measuring(office: Office, *, calls: int = 200) -> EngagementSampler:
    """One that has just begun: it remembers nothing but the rows."""
    return EngagementSampler(
        database=office.database,
        clock=office.clock,
        channels=office.channels,
        zone=WITA,
        calls=calls,
    )


def published(office: Office) -> Delivery:
    """A post on the page, made at this moment."""
    key = office.approved(urgent=True)
    office.run()
    return office.delivery(key)


def history(office: Office, delivery: Delivery) -> Sequence[Sample]:
    """Oldest first."""
    with office.database.read() as session:
        return of_delivery(session, delivery.id or 0)


def of_delivery(session: Session, key: int) -> Sequence[Sample]:
    """The history of one post, oldest first."""
    query = select(Sample).where(Sample.delivery_id == key)
    return session.exec(query.order_by(col(Sample.taken_at), col(Sample.id))).all()


def ages(office: Office, delivery: Delivery) -> list[str]:
    """Of the samples there are."""
    return [sample.age for sample in history(office, delivery)]


def like(office: Office, delivery: Delivery, **figures: int) -> None:
    """Let a post have these figures from now on."""
    office.facebook.figures[delivery.remote_id or ""] = Engagement(**figures)
