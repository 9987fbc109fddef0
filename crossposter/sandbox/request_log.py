"""Request log; no query, header or body is ever kept."""

from typing import Any

from crossposter.sandbox.platform import Route
from crossposter.sandbox.request import Call
from crossposter.sandbox.state import State


def begin(state: State, call: Call, route: Route | None) -> int:
    """Log entry of a request on its arrival."""
    return state.write(
        "INSERT INTO request (time, method, path, platform, operation)"
        " VALUES (?, ?, ?, ?, ?)",
        *(state.now().isoformat(timespec="microseconds"), call.method, call.path),
        *(route.platform if route else None, route.operation if route else None),
    )


def end(state: State, entry: int, status: int | str) -> None:
    """Ending of a request: its HTTP status, or `dropped` or `killed`."""
    state.write("UPDATE request SET status = ? WHERE seq = ?", str(status), entry)


def entries(state: State) -> list[dict[str, Any]]:
    """Requests in the order of their arrival; status null is unfinished."""
    rows = state.rows("SELECT * FROM request ORDER BY seq")
    return [{name: _shown(row[name]) for name in row.keys()} for row in rows]  # noqa: SIM118


def _shown(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdecimal() else value
