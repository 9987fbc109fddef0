"""Pure: state conflicts: the reason why an action is not allowed, and the fix."""

from crossposter.database.models import AnnouncementStatus as Status
from crossposter.database.models import DeliveryStatus

_NOUNS = {Status.DRAFT: "a draft"}
#: Actions on an announcement, the states that do not allow them, and the fix for each.
_INSTEAD = {
    ("submitted", Status.SUBMITTED): "it waits for `crossposter approve {key}`",
    ("submitted", Status.APPROVED): "it needs that no more; `crossposter show {key}`"
    " says when it goes out",
    ("submitted", Status.WITHDRAWN): "take it up again with `crossposter edit {key}`",
    ("approved", Status.DRAFT): "submit it first with `crossposter submit {key}`",
    ("approved", Status.REJECTED): "submit it first with `crossposter submit {key}`",
    ("approved", Status.WITHDRAWN): "take it up again with `crossposter edit {key}`",
    ("rejected", Status.DRAFT): "only what was submitted can be",
    ("rejected", Status.REJECTED): "its author can mend it with"
    " `crossposter edit {key}`",
    ("rejected", Status.APPROVED): "`crossposter withdraw {key}` takes it back",
    ("rejected", Status.WITHDRAWN): "nothing of it goes out any more",
    ("withdrawn", Status.WITHDRAWN): "nothing of it goes out any more",
}
_OF_DELIVERIES = {
    DeliveryStatus.SCHEDULED: "it goes out by itself at its time",
    DeliveryStatus.PUBLISHED: "`crossposter show {key}` has its link",
    DeliveryStatus.EXPIRED: "give the announcement a later end with"
    " `crossposter edit {key}`, then have it approved again",
    DeliveryStatus.CANCELLED: "have the announcement approved again; `crossposter show"
    " {key}` says how it stands",
}


def why_not(key: int, status: Status, done: str) -> str:
    """Reason why announcement *key* cannot be *done*, a past participle."""
    if status is Status.APPROVED and done == "approved":
        return f"announcement {key} is approved already: see `crossposter show {key}`"
    sentence = f"is {_NOUNS.get(status, status)} and cannot be {done}"
    if status == done:
        sentence = f"is already {done}"
    instead = _INSTEAD.get((done, status), "").format(key=key)
    return ": ".join(filter(None, [f"announcement {key} {sentence}", instead]))


def why_not_delivery(
    number: int, announcement: int, status: DeliveryStatus, done: str
) -> str:
    """Reason why delivery *number* of an announcement cannot be *done*."""
    sentence = f"delivery {number} is {status} and cannot be {done}"
    instead = _OF_DELIVERIES.get(status, "").format(key=announcement)
    return ": ".join(filter(None, [sentence, instead]))
