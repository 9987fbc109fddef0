"""Account: health of its credentials.

https://docs.x.com/x-api/users/user-lookup-me ; the header `x-access-level` comes with
every answer to a request that is signed as OAuth 1.0a wants it.
"""

from crossposter.channels import Blocked, Fault, Health, NotAuthorized
from crossposter.channels.faults import FaultKind
from crossposter.platforms.answer_values import words
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.x.api import XApi

_READ_ONLY = Fault(
    kind=FaultKind.READ_ONLY,
    sentence="The keys for X may only read: give the app read and write permission in"
    " the developer console, then make new keys there and put them into the"
    " configuration, because old keys keep what they could.",
)


def health_of(api: XApi) -> Health:
    """Health of the account whose keys these are; raises Unreadable."""
    try:
        answer = api.me(Step.READ)
    except (NotAuthorized, Blocked) as error:
        return Health(faults=(_fault(error),))
    user = answer.get("data")
    name = words(user.get("username")) if isinstance(user, dict) else ""
    faults = (_READ_ONLY,) if api.access_level() == "read" else ()
    return Health(account=f"@{name}" if name else None, faults=faults)


def _fault(error: NotAuthorized | Blocked) -> Fault:
    return Fault(kind=_kind(error), sentence=str(error))


def _kind(error: NotAuthorized | Blocked) -> FaultKind:
    code = error.code or ""
    if isinstance(error, NotAuthorized):
        return FaultKind.READ_ONLY if "permissions" in code else FaultKind.REFUSED
    paid = code in {"402", "429"} or code.endswith(("credits", "capped", "spend cap"))
    return FaultKind.CREDITS if paid else FaultKind.RESTRICTED
