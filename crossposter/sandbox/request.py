"""Request and response values that the platforms work on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST_BODY = 64 * 1024 * 1024


class Unreadable(Exception):
    """Request body that cannot be parsed; the platform answers it as a bad request."""


RAW = ("/video-upload/", "/ig-api-upload/")  # bytes, whatever type they claim
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Conditions inside the platform that faults change, times in seconds."""

    read_lag: float = 0.0
    container_stuck: float = 0.0
    container_error: str | None = None


@dataclass(frozen=True, kw_only=True)
class Call:
    """Request after parsing; `path` has lost its Graph version."""

    method: str
    path: str
    base: str
    version: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    conditions: Conditions = field(default_factory=Conditions)

    def param(self, name: str) -> str:
        """Parameter without surrounding space, empty when it was not sent."""
        return self.params.get(name, "").strip()

    def flag(self, name: str, *, default: bool) -> bool:
        """Graph boolean, which may be written true, 1 or yes."""
        value = self.param(name).lower()
        return value in {"true", "1", "yes"} if value else default


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Response: a JSON value, or text or bytes with their media type."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"

    def content(self) -> bytes:
        """Body as it travels, encoded."""
        if isinstance(self.body, bytes):
            return self.body
        if self.media_type == "application/json":
            return json.dumps(self.body, ensure_ascii=False).encode()
        return str(self.body or "").encode()


class Refused(Exception):
    """Refusal by the platform; carries its answer and undoes all changes so far."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


async def read(request: Request, base: str) -> Call:
    """Request of any of the three platforms, parsed.

    Raises Unreadable when the body is too large or not what its type says.
    """
    params = dict(request.query_params)
    files: dict[str, bytes] = {}
    body: Any = None
    content = await _content(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    # The controls take JSON only, and `curl -d` calls everything a form.
    if request.url.path.startswith(RAW):
        files["body"] = content
    elif kind in FORMS and not request.url.path.startswith("/_sandbox/"):
        await _read_form(request, params, files)
    elif content:
        body = _parsed(content)
        params |= _scalars(body)
    return Call(
        method=request.method,
        path=request.url.path,
        base=base,
        params=params,
        files=files,
        body=body,
        headers=dict(request.headers),
    )


async def _content(request: Request) -> bytes:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > LARGEST_BODY:
        message = "the request is larger than any platform takes"
        raise Unreadable(message)
    return await request.body()


async def _read_form(
    request: Request, params: dict[str, str], files: dict[str, bytes]
) -> None:
    try:
        form = await request.form(max_part_size=4 * 1024 * 1024)
    except HTTPException as error:
        raise Unreadable(error.detail) from error
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files[name] = await value.read()
        else:
            params[name] = value
    await form.close()


def _parsed(content: bytes) -> Any:
    try:
        parsed = json.loads(content)
        # Half of a surrogate pair is possible in JSON, but it is no text.
        json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable("the body is not JSON") from error
    return parsed


def _scalars(body: Any) -> dict[str, str]:
    if not isinstance(body, dict):
        return {}
    return {
        str(name): value if isinstance(value, str) else json.dumps(value)
        for name, value in body.items()
    }
