"""Requests and answers of the simulated platforms, without a network."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request, as a platform reads it."""

    method: str
    path: tuple[str, ...]
    params: dict[str, Any]
    delivery: int  #: whose request it really is

    @classmethod
    def of(cls, request: requests.PreparedRequest, delivery: int) -> "Call":
        """Read an address and a body; uploaded bytes are nobody's business here."""
        parts = urlsplit(str(request.url))
        return cls(
            method=str(request.method),
            path=tuple(parts.path.strip("/").split("/")),
            params={**dict(parse_qsl(parts.query)), **_body(request)},
            delivery=delivery,
        )

    @property
    def is_write(self) -> bool:
        return self.method != "GET"

    def get(self, name: str) -> str:
        return str(self.params.get(name) or "")


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a platform answers."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """JSON, or the text of a page."""
        if isinstance(self.body, str):
            return self.body.encode()
        return json.dumps(self.body).encode()

    def response(
        self, request: requests.PreparedRequest, *, cut: bool = False
    ) -> requests.Response:
        """As the library would have read it from a socket."""
        content = self.encoded()
        is_page = isinstance(self.body, str)
        response = requests.Response()
        response.status_code = self.status
        response.headers["Content-Type"] = (
            "text/html" if is_page else "application/json"
        )
        response.headers.update(self.headers)
        response.url, response.request = str(request.url), request
        response._content = content[: len(content) // 2] if cut else content
        response._content_consumed = True  # type: ignore[attr-defined]  # no socket
        return response


def _body(request: requests.PreparedRequest) -> dict[str, Any]:
    kind = str(request.headers.get("Content-Type", ""))
    body = request.body or b""
    if kind.startswith("application/json"):
        return dict(json.loads(body))
    if kind.startswith("application/x-www-form-urlencoded"):
        text = body if isinstance(body, str) else body.decode()
        return dict(parse_qsl(text))
    return {}
