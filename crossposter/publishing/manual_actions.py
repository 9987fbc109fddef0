"""Manual actions, use cases: retry and resolve by a named person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from crossposter.channels import PublisherError, ReadsLinks, Receipt
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import (
    IN_FLIGHT,
    RESOLVABLE,
    RETRIABLE,
)
from crossposter.database.models.event import Action
from crossposter.database.queries import announcements, channels, deliveries, journal
from crossposter.database.queries import threads as parts
from crossposter.database.queries.deliveries import Superseded
from crossposter.errors import BadInput, NotAllowed
from crossposter.publishing import early_upload, threads, transitions, unconfirmed
from crossposter.publishing.lifecycle import Move
from crossposter.publishing.rests import Rests
from crossposter.publishing.state_conflicts import why_not_delivery
from crossposter.staff import Actor, Staff, Task
from crossposter.text.excerpts import excerpt


@dataclass(frozen=True, kw_only=True)
class ManualActions:
    """Moves that only a named person may make."""

    database: Database
    clock: Clock
    staff: Staff
    channels: Mapping[str, Channel]
    approval_holds: timedelta

    def retry(self, actor: Actor, key: int) -> Delivery:
        """Retry of a held or failed delivery, as it was approved.

        Raises NotAllowed when it is in any other state, or its approval is too old.
        """
        self.staff.require(actor, Task.INTERVENE)
        delivery = self._read(key, RETRIABLE, "retried")
        self._certainly_not_public(delivery)
        self._approval_still_holds(delivery)
        return self._send_again(actor, delivery, Action.RETRIED)

    def not_posted(self, actor: Actor, key: int) -> Delivery:
        """Resolution by a person who found no post on the account: it is sent again."""
        self.staff.require(actor, Task.INTERVENE)
        delivery = self._read(key, RESOLVABLE, "resolved")
        self._approval_still_holds(delivery)
        return self._send_again(actor, delivery, Action.FOUND_NOT_POSTED)

    def posted(self, actor: Actor, key: int, link: str) -> Delivery:
        """Resolution by a person who found the post: *link* is the proof.

        Raises BadInput when the link is no post of this delivery's channel, or belongs
        to another delivery.
        """
        self.staff.require(actor, Task.INTERVENE)
        delivery = self._read(key, RESOLVABLE, "resolved")
        receipt = self._receipt(delivery, link)
        with self.database.write() as session:
            taken = deliveries.remote_ids(session, delivery.channel, but=key)
            if receipt.remote_id in taken:
                raise BadInput(
                    f"{excerpt(link)} is the post of another delivery already"
                )
            self._prove(session, actor, delivery, receipt)
        return self._again(key)

    def _prove(
        self, session: Session, actor: Actor, delivery: Delivery, receipt: Receipt
    ) -> None:
        now = self.clock.now()
        thread = parts.of(session, delivery)
        proved = threads.proved(thread, receipt, at=now)
        self._apply(
            session,
            actor,
            delivery,
            proved.move,
            action=Action.FOUND_POSTED,
            detail=receipt.permalink,
            **proved.values,
        )
        parts.add(session, delivery, thread, receipt, at=now)
        channels.published(session, delivery.channel, at=now)
        if thread.goes_on:
            unconfirmed.look_for_next(session, delivery.id or 0, now=now)

    def _keep_rest(self, channel: str, error: PublisherError) -> None:
        """Rest that a person's question is answered with: the daemon keeps it too."""
        if error.rest is None:
            return
        rests = Rests(self.database, self.clock, self.channels)
        with self.database.write() as session:
            rests.write_in(session, channel, error.rest, reason=str(error))

    def _receipt(self, delivery: Delivery, link: str) -> Receipt:
        channel = self.channels.get(delivery.channel)
        if channel is None or not isinstance(channel.publisher, ReadsLinks):
            raise BadInput(
                f"the channel {delivery.channel} is not in config.yaml, so its links"
                " cannot be read"
            )
        try:
            receipt = channel.publisher.read_link(link)
        except PublisherError as error:
            self._keep_rest(delivery.channel, error)
            typed = excerpt(link, 200)
            raise BadInput(f"{typed} cannot be taken as proof: {error}") from error
        return replace(receipt, permalink=receipt.permalink or link)

    def _read(self, key: int, allowed: frozenset[Status], done: str) -> Delivery:
        with self.database.read() as session:
            delivery = deliveries.get(session, key)
        if delivery.status in IN_FLIGHT:
            raise NotAllowed(
                f"delivery {key} is being sent just now: wait until"
                f" `crossposter show {delivery.announcement_id}` says how it ended"
            )
        if delivery.status is Status.UNCONFIRMED and Status.UNCONFIRMED not in allowed:
            raise NotAllowed(
                f"delivery {key} may be public already, and the daemon is looking for"
                f" it: wait, or say what you found with `crossposter resolve {key}`"
            )
        if delivery.status not in allowed:
            about = delivery.announcement_id
            raise NotAllowed(why_not_delivery(key, about, delivery.status, done))
        return delivery

    def _certainly_not_public(self, delivery: Delivery) -> None:
        with self.database.read() as session:
            if journal.in_question(session, delivery.id or 0):
                raise NotAllowed(
                    f"delivery {delivery.id} may be public already: look at the account,"
                    f" then `crossposter resolve {delivery.id}` with --posted URL or"
                    " --not-posted"
                )

    def _approval_still_holds(self, delivery: Delivery) -> None:
        with self.database.read() as session:
            announcement = announcements.get(session, delivery.announcement_id)
            begun = parts.of(session, delivery).begun
        approved_at = announcement.approved_at
        if begun and approved_at is not None:  # half a thread is worse than a late one
            return
        if approved_at is None or approved_at + self.approval_holds <= self.clock.now():
            raise NotAllowed(
                f"the approval of announcement {announcement.id} is too old or was"
                f" withdrawn: `crossposter edit {announcement.id}`, then have it"
                " approved again"
            )

    def _send_again(self, actor: Actor, delivery: Delivery, action: Action) -> Delivery:
        channel = self.channels.get(delivery.channel)
        if channel is None:
            raise NotAllowed(f"the channel {delivery.channel} is not in config.yaml")
        now = self.clock.now()
        if delivery.expires_at is not None and delivery.expires_at <= now:
            raise NotAllowed(
                f"delivery {delivery.id} has expired: give the announcement a later"
                f" time with `crossposter edit {delivery.announcement_id} --expires`"
            )
        with self.database.write() as session:
            taken = deliveries.taken_moments(
                session,
                channel.name,
                since=now - channel.agenda.spacing,
                but=[delivery.id or 0],
            )
            at_once = delivery.urgent or parts.of(session, delivery).begun
            due_at = now if at_once else channel.agenda.at(now, taken)
            look = early_upload.first_look(delivery.media, due_at=due_at, now=now)
            move = Move(status=Status.SCHEDULED, next_at=look, anew=True)
            self._apply(session, actor, delivery, move, action=action, due_at=due_at)
        return self._again(delivery.id or 0)

    def _apply(
        self,
        session: Session,
        actor: Actor,
        delivery: Delivery,
        move: Move,
        *,
        action: Action,
        detail: str | None = None,
        **values: Any,
    ) -> None:
        """Move with the person's action as the outcome of the attempt it settles."""
        try:
            transitions.apply(
                session,
                delivery,
                replace(move, outcome=action),
                at=self.clock.now(),
                actor=actor,
                action=action,
                detail=detail,
                **values,
            )
        except Superseded as error:
            raise NotAllowed(
                f"delivery {delivery.id} changed just now, by the daemon or by somebody"
                f" else: look at it again with `crossposter show"
                f" {delivery.announcement_id}`"
            ) from error

    def _again(self, key: int) -> Delivery:
        with self.database.read() as session:
            return deliveries.get(session, key)
