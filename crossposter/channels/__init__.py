"""Public names of the port: posts, receipts, formats, errors and optional protocols."""

from crossposter.channels.attempt_stage import Stage, attempt_stage, open_attempt
from crossposter.channels.capabilities import (
    ChecksCredentials,
    Engagement,
    ExplainsCredentials,
    Fault,
    Health,
    KnowsItsLimits,
    Measures,
    Preflights,
    ReadsLinks,
)
from crossposter.channels.errors import (
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
from crossposter.channels.formats import Format, ImageRules, VideoRules
from crossposter.channels.post import Media, Post, Prepared, Receipt, SentAttempt
from crossposter.channels.publisher import Publisher

__all__ = [
    "Blocked",
    "ChecksCredentials",
    "Duplicate",
    "Engagement",
    "ExplainsCredentials",
    "Fault",
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
    "VideoRules",
    "attempt_stage",
    "open_attempt",
]
