"""Offsets of chunked uploads, each chunk from where the last one ended."""

from crossposter.sandbox.request import Answer, Call, Refused
from crossposter.sandbox.state import State


def arrived(state: State, key: str) -> int:
    """Number of bytes of a file that have arrived."""
    row = state.row("SELECT sum(length(data)) AS size FROM chunk WHERE upload = ?", key)
    return int(row["size"] or 0) if row else 0


def keep(state: State, key: str, data: bytes) -> int:
    """Number of bytes so far, with the next chunk kept."""
    begin = arrived(state, key)
    state.write("INSERT INTO chunk VALUES (?, ?, ?)", key, begin, data)
    return begin + len(data)


def joined(state: State, key: str) -> bytes:
    """File in one piece; its chunks are forgotten."""
    rows = state.rows("SELECT data FROM chunk WHERE upload = ? ORDER BY position", key)
    state.write("DELETE FROM chunk WHERE upload = ?", key)
    return b"".join(row["data"] for row in rows)


def stream(call: Call, state: State, key: str, most: int) -> bool:
    """True when the bytes sent to Meta's upload server complete the file.

    https://developers.facebook.com/docs/video-api/guides/reels-publishing
    """
    size, offset = (_header(call, name) for name in ("file_size", "offset"))
    data = call.files.get("body", b"")
    if size > most:
        raise _refused("FileSizeError", f"The file is larger than {most} bytes")
    if offset != arrived(state, key):
        raise _refused("OffsetInvalidError", "The offset does not match the upload")
    if not data or offset + len(data) > size:
        raise _refused("PartialRequestError", "Partial request (did not match length)")
    return keep(state, key, data) == size


def _header(call: Call, name: str) -> int:
    value = call.headers.get(name, "")
    if not value.isdecimal():
        raise _refused("HeaderError", f"The header {name} is missing or no number")
    return int(value)


def _refused(kind: str, message: str) -> Refused:
    told = {"retriable": False, "type": kind, "message": message}
    return Refused(Answer(status=400, body={"debug_info": told}))


SUCCESS = Answer(body={"success": True, "message": "Upload successful."})
