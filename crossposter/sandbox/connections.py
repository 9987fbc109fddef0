"""Connections to clients: answered, or closed on purpose without an answer."""

import asyncio
from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from crossposter.sandbox.request import Answer

TRANSPORT = "sandbox.transport"


class DroppableProtocol(H11Protocol):
    """HTTP/1.1 that lets the application reach its own connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Transport of a new connection, stored where each of its requests finds it."""
        self.app_state: dict[str, Any] = {**self.app_state, TRANSPORT: transport}
        super().connection_made(transport)


class Client:
    """Client of one request."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send

    async def send(self, answer: Answer) -> None:
        """Whole answer."""
        content = answer.content()
        await self._send(_start(answer, len(content)))
        await self._send({"type": "http.response.body", "body": content})

    async def send_half(self, answer: Answer) -> None:
        """Half of an answer, then the end of the connection."""
        content = answer.content()
        half = content[: len(content) // 2]
        await self._send(_start(answer, len(content)))
        await self._send(
            {"type": "http.response.body", "body": half, "more_body": True}
        )
        await self.drop()

    async def drop(self) -> None:
        """End of the connection at once; nothing more is sent."""
        transport: asyncio.Transport = self._scope["state"][TRANSPORT]
        transport.abort()
        # The server logs a missing answer until it notices the closed connection.
        while (await self._receive())["type"] != "http.disconnect":
            pass


def _start(answer: Answer, length: int) -> dict[str, Any]:
    kind = answer.media_type
    if kind.startswith("text/") or kind == "application/json":
        kind += "; charset=utf-8"
    headers = {"content-type": kind, "content-length": str(length), **answer.headers}
    return {
        "type": "http.response.start",
        "status": answer.status,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
