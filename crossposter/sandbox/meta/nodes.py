"""Nodes of the Graph API: pages, users, tokens."""

from typing import Any

from crossposter.sandbox import accounts
from crossposter.sandbox.accounts import OWN_PAGE_TOKEN, Account
from crossposter.sandbox.meta import graph
from crossposter.sandbox.meta.errors import MESSAGES, refused
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

SCOPES = [
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_posts",
    "read_insights",
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_insights",
    "public_profile",
]


def read_page(call: Call, state: State) -> Answer:
    """Fields of a page."""
    page = accounts.of_id(state, accounts.FACEBOOK, call.ids["id"])
    return _page(call, state, page, "id,name")


def me(call: Call, state: State) -> Answer:
    """Page a token belongs to."""
    page = accounts.of_id(state, accounts.FACEBOOK, graph.page_of(graph.token(call)))
    return _page(call, state, page, "id,name")


def my_accounts(call: Call, state: State) -> Answer:
    """Pages a token may publish to."""
    page = accounts.of_id(state, accounts.FACEBOOK, graph.page_of(graph.token(call)))
    shown = _page(call, state, page, "access_token,category,name,id,tasks")
    return Answer(body={"data": [shown.body]})


def _page(call: Call, state: State, page: Account, default: str) -> Answer:
    node = {
        "id": page.id,
        "name": page.name,
        "username": page.username,
        "user_id": page.id,
        "category": "Government Organization",
        "link": f"{call.base}/facebook/{page.id}",
        "access_token": OWN_PAGE_TOKEN + page.id,
        "tasks": state.setting("page_tasks"),
        "is_published": state.setting("page_published"),
        "fan_count": 0,
        "followers_count": 0,
        "instagram_business_account": {"id": accounts.instagram_of(state, page).id},
    }
    asked = graph.fields(call.param("fields"), default)
    return Answer(body=graph.project(node, asked, "Page"))


def debug_token(call: Call, state: State) -> Answer:
    """Token as `debug_token` describes it.

    An app that is not Live gets a refusal: Meta documents no field for it, and the
    wording is ours.
    """
    if state.setting("app_in_development"):
        raise refused("200", "(#200) The app is in development mode")
    given = call.param("input_token")
    fault = graph.token_fault(given, state)
    now = int(state.timestamp())
    missing = state.setting("missing_scopes")
    scopes = [scope for scope in SCOPES if scope not in missing]
    data: dict[str, Any] = {
        "app_id": "1000001",
        "type": "PAGE",
        "application": "Crossposter sandbox",
        "is_valid": not fault,
        "issued_at": now - 90 * graph.DAY,
        "expires_at": _after(state, "token_days"),
        "data_access_expires_at": _after(state, "data_access_days"),
        "scopes": scopes,
        "granular_scopes": [{"scope": scope} for scope in scopes],
        "user_id": "2001",
    }
    if given.startswith(OWN_PAGE_TOKEN):
        data["profile_id"] = graph.page_of(given)
    if fault == "190/463":
        data["expires_at"] = now - graph.DAY
    if fault:
        data["error"] = _token_error(fault)
    return Answer(body={"data": data})


def _after(state: State, setting: str) -> int:
    """Time so many days from now, or 0, which means never."""
    days = state.setting(setting)
    return int(state.timestamp() + days * graph.DAY) if days else 0


def _token_error(fault: str) -> dict[str, Any]:
    code, _, subcode = fault.partition("/")
    return {
        "code": int(code),
        "message": MESSAGES[fault][0],
        "subcode": int(subcode),
    }
