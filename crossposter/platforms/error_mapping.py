"""Error mapping: failed request + step -> publishing error."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from crossposter.channels import (
    Blocked,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rest,
    TryLater,
    Unreadable,
)

E = TypeVar("E", bound=PublisherError)


class Step(enum.Enum):
    """Step that a request is part of: it decides what a lost answer means."""

    PREPARE = "prepare"  #: invisible, may be repeated
    COMMIT = "commit"  #: makes the post public
    READ = "read"  #: changes nothing


@dataclass(frozen=True, kw_only=True)
class ErrorMapping:
    """Error mapping of a platform's answer: who has to do what.

    A *kind* of OutcomeUnknown means that the platform does not say what it did.
    """

    kind: type[PublisherError]
    message: str
    code: str | None = None
    wait: timedelta | None = None  #: the shortest useful wait
    rest: Rest | None = None  #: asked of the whole account

    def error(self, step: Step, now: datetime) -> PublisherError:
        """Error to raise for a request of this step."""
        error = self._error(step, now)
        error.rest = self.rest
        return error

    def _error(self, step: Step, now: datetime) -> PublisherError:
        if issubclass(self.kind, OutcomeUnknown) or self._is_a_detail_of_reading(step):
            return self._doubt(step)
        if self.kind is TryLater:
            return TryLater(self.message, code=self.code, after=self.wait)
        if self.kind is Blocked:
            until = now + self.wait if self.wait else None
            return Blocked(self.message, code=self.code, until=until)
        return self.kind(self.message, code=self.code)

    def _is_a_detail_of_reading(self, step: Step) -> bool:
        return step is Step.READ and self.kind not in {NotAuthorized, Blocked}

    def _doubt(self, step: Step) -> PublisherError:
        if step is Step.COMMIT:
            return self._unknown()(self.message, code=self.code)
        if step is Step.READ:
            return Unreadable(self.message, code=self.code)
        return TryLater(self.message, code=self.code, after=self.wait)

    def _unknown(self) -> type[PublisherError]:
        """Error for an unknown outcome; evidence of an earlier success is kept."""
        return self.kind if issubclass(self.kind, OutcomeUnknown) else OutcomeUnknown


def like(error: PublisherError, other: E) -> E:
    """Error of another kind for the same failure; its rest and reach are kept."""
    other.rest = error.rest
    other.unreached, other.unsent = error.unreached, error.unsent
    return other


def doubted(refusal: PublisherError, rest: Rest | None) -> OutcomeUnknown:
    """Refusal that proves nothing, with the wait asked for by the read after it."""
    unknown = OutcomeUnknown(str(refusal), code=refusal.code)
    unknown.rest = rest
    return unknown
