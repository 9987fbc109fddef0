"""What an editor would object to in an announcement: one small function for each."""

from crossposter.checks.mourning import OPPOSITES
from crossposter.checks.privacy import digits
from crossposter.checks.rules import NAMES, REACHABLE, RULES, Policy, Rule, review
from crossposter.checks.subject import Earlier, Finding, Level, Outlet, Subject

__all__ = [
    "NAMES",
    "OPPOSITES",
    "REACHABLE",
    "RULES",
    "Earlier",
    "Finding",
    "Level",
    "Outlet",
    "Policy",
    "Rule",
    "Subject",
    "digits",
    "review",
]
