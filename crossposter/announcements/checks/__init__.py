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
    Earlier,
    Enlarged,
    Finding,
    Level,
    Outlet,
    Subject,
)

__all__ = [
    "NAMES",
    "OPPOSITES",
    "REACHABLE",
    "RULES",
    "Earlier",
    "Enlarged",
    "Finding",
    "Level",
    "Outlet",
    "Policy",
    "Rule",
    "Subject",
    "digits",
    "review",
]
