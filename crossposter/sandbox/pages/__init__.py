"""The pages people look at."""

from crossposter.sandbox.call import Answer, Call
from crossposter.sandbox.state import State


def answer(call: Call, state: State) -> Answer | None:
    """Serve a page for people, or nothing when the path is not one."""
    del call, state
    return None
