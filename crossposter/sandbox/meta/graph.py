"""Graph API: tokens, fields, paging and headers, common to every edge."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from crossposter.sandbox.accounts import FACEBOOK, OWN_PAGE_TOKEN, default_id
from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

CURRENT = "v26.0"
OLDEST_USABLE = 22
NEWEST = 27
DAY = 86_400
MOST_PER_PAGE = 100
REVOKED_NAMES = ("bad", "invalid")
EXPIRED_NAMES = ("expired",)

T = TypeVar("T")
Fields = Mapping[str, str]
"""Field names with the content of their braces, if any."""


def token(call: Call) -> str:
    """Token from the form, the query or the Authorization header."""
    if call.param("access_token"):
        return call.param("access_token")
    scheme, _, value = call.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() in {"bearer", "oauth"} else ""


def authorize(call: Call, state: State) -> None:
    """Refusal of a missing, malformed, revoked or expired token with code 190."""
    given = token(call)
    fault = token_fault(given, state)
    if fault:
        raise refused(fault)


def token_fault(given: str, state: State) -> str:
    """Error of a token, or nothing when it is good."""
    digest = hashlib.sha256(given.encode()).hexdigest()
    if not given or given.lower().startswith(REVOKED_NAMES):
        return "190/467"
    if digest in state.setting("revoked_tokens"):
        return "190/460"
    if given.lower().startswith(EXPIRED_NAMES):
        return "190/463"
    return "190/463" if digest in state.setting("expired_tokens") else ""


def need_scope(state: State, scope: str) -> None:
    """Refusal with code 10 for a permission that no token has."""
    if scope in state.setting("missing_scopes"):
        message = f"(#10) This endpoint requires the '{scope}' permission"
        raise refused("10", message)


def page_of(given: str) -> str:
    """Page a token of ours was made for, else the default page."""
    own = given.removeprefix(OWN_PAGE_TOKEN)
    return own if own != given and own.isdecimal() else default_id(FACEBOOK)


def version(asked: str | None) -> str:
    """Version that answers: an expired one is served by the next usable."""
    match = re.fullmatch(r"v(\d+)\.\d+", asked or CURRENT)
    number = int(match[1]) if match else NEWEST
    return f"v{min(max(number, OLDEST_USABLE), NEWEST)}.0"


def headers(call: Call, account: str, percent: int = 1) -> dict[str, str]:
    """Headers of every Graph answer; usage in per cent of the limit."""
    usage = {"call_count": percent, "total_time": percent, "total_cputime": percent}
    regain = 5 if percent >= 100 else 0
    kind = "instagram" if account.startswith("178414") else "pages"
    case = {"type": kind, **usage, "estimated_time_to_regain_access": regain}
    return {
        "facebook-api-version": version(call.version),
        "x-app-usage": json.dumps(usage),
        "x-business-use-case-usage": json.dumps({account: [case]}),
        "x-fb-trace-id": "sandbox",
    }


def moment(seconds: float) -> str:
    """Time as Graph writes it: `2026-11-22T03:04:05+0000`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def fields(text: str, default: str) -> Fields:
    """Parts of `id,attachments{type,media_type}`, split at commas outside braces."""
    result: dict[str, str] = {}
    for part in _split(text or default):
        name, brace, inner = part.strip().partition("{")
        name = re.sub(r"\.\w+\(.*", "", name).strip()
        if name:
            result[name] = inner.rstrip().removesuffix("}") if brace else ""
    return result


def _split(text: str) -> Iterable[str]:
    depth, begin = 0, 0
    for position, character in enumerate(text):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            yield text[begin:position]
            begin = position + 1
    yield text[begin:]


def project(node: Mapping[str, Any], asked: Fields, kind: str) -> dict[str, Any]:
    """Fields of a node that were asked for; empty ones are left out, as Graph does.

    Raises Refused with code 100 for a field the node does not have.
    """
    for name in asked:
        if name not in node:
            message = (
                f"(#100) Tried accessing nonexisting field ({name}) on node type"
                f" ({kind})"
            )
            raise refused("100", message)
    chosen = {name: _inner(node[name], inner) for name, inner in asked.items()}
    result = {name: value for name, value in chosen.items() if value is not None}
    return result | {"id": node["id"]}


def _inner(value: Any, asked: str) -> Any:
    if not asked or not value:
        return value
    if isinstance(value, dict) and "data" in value:
        return {**value, "data": _inner(value["data"], asked)}
    if isinstance(value, list):
        return [_inner(item, asked) for item in value]
    wanted = fields(asked, "")
    return {
        name: _inner(value[name], inner)
        for name, inner in wanted.items()
        if value.get(name) is not None
    }


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    """Page of a listing and the cursor of the next, if there is more."""

    items: Sequence[T]
    before: str
    after: str
    more: bool


def paged(call: Call, items: Sequence[T]) -> Page[T]:
    """Part of a listing after the cursor of the call."""
    limit = call.param("limit") or "25"
    if not limit.isdecimal() or not 0 < int(limit) <= MOST_PER_PAGE:
        raise refused(
            "100", "(#100) Please reduce the amount of data you're asking for"
        )
    begin = _position(call.param("after"))
    chosen = items[begin : begin + int(limit)]
    end = begin + len(chosen)
    return Page(
        items=chosen,
        before=_cursor(begin),
        after=_cursor(end),
        more=end < len(items),
    )


def listing(call: Call, page: Page[T], data: Sequence[Any]) -> Answer:
    """Page of a listing with cursors, and a next address if there is more."""
    body: dict[str, Any] = {"data": list(data)}
    if data:
        body["paging"] = {"cursors": {"before": page.before, "after": page.after}}
    if data and page.more:
        query = urlencode(
            {**call.params, "access_token": token(call), "after": page.after}
        )
        prefix = f"/{call.version}" if call.version else ""
        body["paging"]["next"] = f"{call.base}{prefix}{call.path}?{query}"
    return Answer(body=body)


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"from:{position}".encode()).decode().rstrip("=")


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        word, _, number = base64.urlsafe_b64decode(padded).decode().partition(":")
        if word == "from" and number.isdecimal():
            return int(number)
    except ValueError:
        pass
    raise refused("100", "(#100) Invalid cursors values")
