"""Errors of Meta's Graph API -> reactions.

https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

from dataclasses import dataclass

from crossposter.channels import Blocked, NotAuthorized, Rejected
from crossposter.platforms.meta.error_codes import CODES, PERMISSIONS, SUBCODES
from crossposter.platforms.meta.error_rules import (
    DUPLICATE,
    NO_PERMISSION,
    NOT_LIVE,
    REJECTED,
    TEMPORARY,
    TOO_FAST,
    Rule,
)

DEVELOPMENT = "development mode"
#: Facebook also says so of everything while it is out of order:
#: https://developers.facebook.com/community/threads/2162512441262894/
UNKNOWN_OBJECT = 33


@dataclass(frozen=True, kw_only=True)
class GraphError:
    """Error envelope of the Graph API."""

    code: int
    subcode: int | None = None
    text: str = ""
    transient: bool = False

    @classmethod
    def parsed(cls, body: object) -> "GraphError | None":
        """Error from the envelope; None when *body* is none, or names no code."""
        error = body.get("error") if isinstance(body, dict) else None
        if not isinstance(error, dict) or not isinstance(error.get("code"), int):
            return None
        subcode = error.get("error_subcode")
        return cls(
            code=error["code"],
            subcode=subcode if isinstance(subcode, int) else None,
            text=str(error.get("error_user_msg") or error.get("message") or ""),
            transient=error.get("is_transient") is True,
        )

    @property
    def name(self) -> str:
        """Code as people look it up: `190/463`."""
        if DEVELOPMENT in self.text.lower():
            return f"{self.code}/{DEVELOPMENT}"
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


def rule_for(error: GraphError) -> Rule:
    """Rule for an error: its subcode says more than its code.

    `is_transient` decides whether a refusal may be tried again, never whether something
    may have happened.
    """
    rule = _looked_up(error)
    if error.name.endswith(DEVELOPMENT) and rule.kind in {NotAuthorized, Rejected}:
        return NOT_LIVE
    if rule.kind is Rejected and _used_up(error):
        return DUPLICATE
    if error.transient:
        return _for_now(error, rule)
    return rule


def _for_now(error: GraphError, rule: Rule) -> Rule:
    """Rule for an error that Meta calls temporary.

    A subcode that asks a person for something says more than that.
    """
    if rule.kind is Rejected:
        return TEMPORARY
    if rule.kind not in {Blocked, NotAuthorized} or rule.wait or _asks_somebody(error):
        return rule
    return TOO_FAST if rule.kind is Blocked else TEMPORARY


def _asks_somebody(error: GraphError) -> bool:
    known = {error.subcode, error.code} & SUBCODES.keys()
    return bool(known - {UNKNOWN_OBJECT})


def _looked_up(error: GraphError) -> Rule:
    # Some codes of the tables come as a subcode and some subcodes as a code.
    for number in (error.subcode, error.code):
        rule = SUBCODES.get(number or 0) or CODES.get(number or 0)
        if rule:
            return rule
    return NO_PERMISSION if error.code in PERMISSIONS else REJECTED


def _used_up(error: GraphError) -> bool:
    """True when an upload belongs to a public post: a trace of a lost answer."""
    return "already been p" in error.text
