"""What the answers of Echo call for."""

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    PublisherError,
    Rejected,
    TryLater,
)
from crossposter.platforms.answer_values import words
from crossposter.platforms.error_mapping import ErrorMapping
from crossposter.platforms.session import Answer, unintelligible

SERVICE = "Echo"
MISSING = "missing"
_KINDS: dict[int, tuple[type[PublisherError], str]] = {
    401: (
        NotAuthorized,
        "Echo does not take the token: put it into the configuration.",
    ),
    403: (Blocked, "Echo has stopped this account: log in there and look why."),
    409: (Duplicate, "Echo says it has this text already: the account is read."),
    429: (TryLater, "Echo limits how often this account may send: it is tried again."),
}


def reaction_to(answer: Answer) -> ErrorMapping:
    """Name what an answer that is no success calls for."""
    error = answer.body.get("error") if isinstance(answer.body, dict) else None
    if not isinstance(error, dict) or answer.status not in range(400, 500):
        return unintelligible(SERVICE, answer)
    refused = (Rejected, f"Echo refused the post: {words(error.get('message'))}")
    kind, message = _KINDS.get(answer.status, refused)
    return ErrorMapping(kind=kind, message=message, code=words(error.get("code"), 40))
