"""Validation of requests, shared by posts and photos of a page."""

from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.request import Answer, Call, Refused
from crossposter.sandbox.state import State

FIRST_POST = 122_100_000_000_000_001


def new_id(state: State, page: str) -> str:
    """Next post id of a page: `<page>_<post>`."""
    return f"{page}_{state.count('facebook_post', FIRST_POST)}"


def path(page: str, post_id: str) -> str:
    """Address of a post on this sandbox."""
    return f"/facebook/{page}/posts/{post_id.rpartition('_')[2]}"


def check_message(message: str, state: State) -> None:
    """Refusal of a text longer than Facebook takes."""
    if len(message) > state.setting("facebook_message_limit"):
        raise refused("100", "(#100) Param message is too long")


def missing(call: Call) -> Refused:
    """Exception for an unknown object."""
    message = (
        f"Unsupported {call.method.lower()} request. Object with ID"
        f" '{call.ids['id']}' does not exist, cannot be loaded due to missing"
        " permissions, or does not support this operation. Please read the Graph API"
        " documentation at https://developers.facebook.com/docs/graph-api"
    )
    return refused("100/33", message)


def answer_missing(call: Call, state: State) -> Answer:
    """Answer to a request for an unknown object."""
    del state
    raise missing(call)
