"""The port to a platform: what is sent, what comes back, and what may go wrong."""

from crossposter.publisher.abilities import (
    ChecksCredentials,
    ExplainsCredentials,
    Fault,
    Figures,
    Health,
    KnowsItsLimits,
    Measures,
    Preflights,
    ReadsLinks,
)
from crossposter.publisher.errors import (
    Blocked,
    Duplicate,
    NotAuthorized,
    NotReady,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    Rest,
    SeveralFound,
    TryLater,
    Unreadable,
)
from crossposter.publisher.formats import FilmRules, Format, ImageRules
from crossposter.publisher.port import Publisher
from crossposter.publisher.posts import Media, Post, Prepared, Receipt, SentAttempt
from crossposter.publisher.stages import Stage, attempt_stage, open_attempt

__all__ = [
    "Blocked",
    "ChecksCredentials",
    "Duplicate",
    "ExplainsCredentials",
    "Fault",
    "Figures",
    "FilmRules",
    "Format",
    "Health",
    "ImageRules",
    "KnowsItsLimits",
    "Measures",
    "Media",
    "NotAuthorized",
    "NotReady",
    "OutcomeUnknown",
    "Post",
    "Preflights",
    "Prepared",
    "Publisher",
    "PublisherError",
    "ReadsLinks",
    "Receipt",
    "Rejected",
    "Rest",
    "SentAttempt",
    "SeveralFound",
    "Stage",
    "TryLater",
    "Unreadable",
    "attempt_stage",
    "open_attempt",
]
