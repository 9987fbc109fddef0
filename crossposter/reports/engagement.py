"""Use case: samples likes, comments, views within a call budget.

Each post is sampled 1 hour, 24 hours and 7 days after it. A post counts as one call,
whatever the platform takes at once: Meta counts requests so, and X its price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from crossposter.channels import (
    Blocked,
    Engagement,
    KnowsItsLimits,
    Measures,
    NotAuthorized,
    PublisherError,
    TryLater,
)
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Delivery, Sample
from crossposter.database.models.event import Action
from crossposter.database.queries import engagement, journal
from crossposter.publishing.rests import Rests
from crossposter.staff import DAEMON

log = structlog.get_logger(__name__)

REST = timedelta(hours=1)  #: of a channel whose platform did not answer
LONG_REST = timedelta(hours=6)  #: if a person has to fix something first
ASIDE = timedelta(hours=6)  #: of the posts whose request failed


@dataclass(frozen=True, kw_only=True)
class Age:
    """Age of a sample: from *begins* after the post, and not after *ends*."""

    name: str
    begins: timedelta
    ends: timedelta


#: The most durable sample comes first, if the calls do not suffice for all.
AGES = (
    Age(name="7d", begins=timedelta(days=7), ends=timedelta(days=14)),
    Age(name="24h", begins=timedelta(hours=24), ends=timedelta(days=7)),
    Age(name="1h", begins=timedelta(hours=1), ends=timedelta(hours=24)),
)


@dataclass(frozen=True, kw_only=True)
class _Question:
    """Post to sample, with its age."""

    delivery: Delivery
    age: str


class EngagementSampler:
    """Sampler; *calls* is the number that each channel may use per day of *zone*."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        channels: Mapping[str, Channel],
        zone: ZoneInfo,
        calls: int,
    ) -> None:
        self._database = database
        self._clock = clock
        self._channels = channels
        self._zone = zone
        self._calls = calls
        self._resting = Rests(database, clock, channels)
        self._rests: dict[str, datetime] = {}
        self._aside: dict[int, datetime] = {}

    def sample(self, name: str) -> None:
        """Sample as many posts of a channel as one request allows."""
        publisher = self._channels[name].publisher
        if not isinstance(publisher, Measures) or self._is_resting(name, publisher):
            return
        questions = self._due(name, publisher.most_at_once)
        if not questions:
            return
        ids = [question.delivery.remote_id or "" for question in questions]
        try:
            answers = publisher.measure(ids)
        except PublisherError as error:
            self._rest(name, questions, error)
        else:
            self._keep(questions, answers)

    def _is_resting(self, name: str, publisher: object) -> bool:
        now = self._clock.now()
        if name in self._rests and now < self._rests[name] <= now + 2 * LONG_REST:
            return True
        if isinstance(publisher, KnowsItsLimits) and publisher.rests_until(now):
            return True
        return self._resting.is_asked_of(name)

    def _due(self, name: str, at_once: int) -> list[_Question]:
        now = self._clock.now()
        self._aside = {key: end for key, end in self._aside.items() if end > now}
        found: list[_Question] = []
        with self._database.read() as session:
            spent = engagement.taken(session, name, since=self._midnight(now))
            room = min(at_once, self._calls - spent)
            for age in AGES:
                if len(found) < room:
                    rows = self._lacking(session, name, age, room - len(found))
                    found += (_Question(delivery=row, age=age.name) for row in rows)
        return found

    def _lacking(
        self, session: Session, name: str, age: Age, at_most: int
    ) -> Sequence[Delivery]:
        now = self._clock.now()
        return engagement.due(
            session,
            name,
            age.name,
            since=now - age.ends,
            until=now - age.begins,
            at_most=at_most,
            but=self._aside,
        )

    def _midnight(self, now: datetime) -> datetime:
        """Midnight: the beginning of the office's day."""
        local = now.astimezone(self._zone)
        return local.replace(hour=0, minute=0, second=0, microsecond=0)

    def _rest(
        self, name: str, questions: Sequence[_Question], error: PublisherError
    ) -> None:
        """Leave the platform alone for a while, and these posts for longer.

        One post that cannot be read must not keep the others from being sampled.
        """
        now = self._clock.now()
        pause = _pause(error, now)
        self._resting.heard(name, error)
        self._rests[name] = now + pause
        self._aside |= {each.delivery.id or 0: now + ASIDE for each in questions}
        log.info("figures have to wait", channel=name, reason=str(error))

    def _keep(
        self, questions: Sequence[_Question], answers: Mapping[str, Engagement | None]
    ) -> None:
        with self._database.write() as session:
            for question in questions:
                answer = answers.get(question.delivery.remote_id or "", Engagement())
                session.add(self._row(question, answer))
                if answer is None:
                    self._note_absence(session, question.delivery)

    def _row(self, question: _Question, answer: Engagement | None) -> Sample:
        """Sample of a post; without an answer its engagement is unknown."""
        return Sample(
            delivery_id=question.delivery.id or 0,
            age=question.age,
            taken_at=self._clock.now(),
            gone=answer is None,
            **asdict(answer or Engagement()),
        )

    def _note_absence(self, session: Session, delivery: Delivery) -> None:
        journal.note(
            session,
            at=self._clock.now(),
            actor=DAEMON,
            action=Action.POST_GONE,
            announcement_id=delivery.announcement_id,
            delivery_id=delivery.id,
            detail=delivery.permalink,
        )
        log.warning(
            Action.POST_GONE,
            delivery=delivery.id,
            channel=delivery.channel,
            link=delivery.permalink,
        )


def _pause(error: PublisherError, now: datetime) -> timedelta:
    if error.rest is not None:
        return min(max(error.rest.wait, REST), LONG_REST)
    if isinstance(error, Blocked) and error.until is not None:
        return min(max(error.until - now, REST), LONG_REST)
    if isinstance(error, TryLater) and error.after is not None:
        return min(max(error.after, REST), LONG_REST)
    return LONG_REST if isinstance(error, Blocked | NotAuthorized) else REST
