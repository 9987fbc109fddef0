"""What posts and photos of a Facebook page have in common."""

from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.request import Answer, Call, Refused
from crossposter.sandbox.state import State

FIRST_POST = 122_100_000_000_000_001


def new_id(state: State, page: str) -> str:
    """Give the next post id of a page: `<page>_<post>`."""
    return f"{page}_{state.count('facebook_post', FIRST_POST)}"


def path(page: str, post_id: str) -> str:
    """Give the address of a post on this sandbox."""
    return f"/facebook/{page}/posts/{post_id.rpartition('_')[2]}"


def check_message(message: str, state: State) -> None:
    """Refuse a text longer than Facebook takes."""
    if len(message) > state.setting("facebook_message_limit"):
        raise refused("100", "(#100) Param message is too long")


def missing(call: Call) -> Refused:
    """Give the exception for an object nobody knows."""
    message = (
        f"Unsupported {call.method.lower()} request. Object with ID"
        f" '{call.ids['id']}' does not exist, cannot be loaded due to missing"
        " permissions, or does not support this operation. Please read the Graph API"
        " documentation at https://developers.facebook.com/docs/graph-api"
    )
    return refused("100/33", message)


def answer_missing(call: Call, state: State) -> Answer:
    """Answer a request for an object nobody knows."""
    del state
    raise missing(call)
