"""Editorial checks of an announcement: one small function for each."""

from crossposter.announcements.checks.mourning import OPPOSITES
from crossposter.announcements.checks.privacy import digits
from crossposter.announcements.checks.rules import (
    NAMES,
    REACHABLE,
    RULES,
    Policy,
    Rule,
    review,
)
from crossposter.announcements.checks.subject import (
    ChannelLimits,
    Earlier,
    Enlarged,
    Finding,
    Level,
    Subject,
)

__all__ = [
    "NAMES",
    "OPPOSITES",
    "REACHABLE",
    "RULES",
    "ChannelLimits",
    "Earlier",
    "Enlarged",
    "Finding",
    "Level",
    "Policy",
    "Rule",
    "Subject",
    "digits",
    "review",
]
