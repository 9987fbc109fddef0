"""Server of the sandbox, in the foreground or in a thread."""

import asyncio
import errno
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from crossposter.errors import Unavailable
from crossposter.sandbox.asgi import Gateway
from crossposter.sandbox.connections import DroppableProtocol
from crossposter.sandbox.state import MEMORY, State

LOOPBACK = "127.0.0.1"
STOP_SECONDS = 2


@dataclass(frozen=True, kw_only=True)
class Sandbox:
    """Sandbox as it runs."""

    port: int
    state: State

    @property
    def url(self) -> str:
        """Address of the sandbox without a slash at the end."""
        return f"http://{LOOPBACK}:{self.port}"


class _Server(uvicorn.Server):
    """Server that leaves the signals of the process to its caller."""

    def __init__(
        self, configuration: uvicorn.Config, ready: Callable[[], None]
    ) -> None:
        super().__init__(configuration)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start of the server, announced to its caller."""
        await super().startup(sockets)
        self._ready()

    def capture_signals(self) -> nullcontext[None]:  # type: ignore[override]
        return nullcontext()


def serve(
    port: int,
    state: Path | str = MEMORY,
    host: str = LOOPBACK,
    on_ready: Callable[[Sandbox], None] | None = None,
) -> None:
    """Run until SIGTERM or SIGINT, with a clean finish.

    Raises Unavailable when the port is taken or the host is not this machine.
    """
    with _listening(host, port) as listener, _opened(state) as kept:
        asyncio.run(_serve_until_signal(listener, kept, on_ready))


async def _serve_until_signal(
    listener: socket.socket,
    state: State,
    on_ready: Callable[[Sandbox], None] | None,
) -> None:
    def ready() -> None:
        if on_ready:
            on_ready(Sandbox(port=_port(listener), state=state))

    server, gateway = _server(listener, state, ready)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, server)
    await server.serve([listener])
    gateway.close()


def _stop(server: uvicorn.Server) -> None:
    server.should_exit = True


@contextmanager
def running(port: int = 0, state: Path | str = MEMORY) -> Iterator[Sandbox]:
    """Run beside the caller in a thread; port 0 means any free one.

    Raises Unavailable when the port is taken.
    """
    with _listening(LOOPBACK, port) as listener, _opened(state) as kept:
        server, gateway = _server(listener, kept, lambda: None)
        thread = threading.Thread(
            target=lambda: asyncio.run(server.serve([listener])),
            name="sandbox",
            daemon=True,
        )
        thread.start()
        try:
            yield Sandbox(port=_port(listener), state=kept)
        finally:
            _stop(server)
            thread.join(STOP_SECONDS * 3)
            gateway.close()


def _server(
    listener: socket.socket, state: State, ready: Callable[[], None]
) -> tuple[_Server, Gateway]:
    gateway = Gateway(state)
    gateway.base = f"http://{LOOPBACK}:{_port(listener)}"
    configuration = uvicorn.Config(
        gateway,
        http=DroppableProtocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,  # the sandbox has a clock of its own
        proxy_headers=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return _Server(configuration, ready), gateway


@contextmanager
def _opened(path: Path | str) -> Iterator[State]:
    try:
        state = State(path)
    except sqlite3.Error as error:
        raise Unavailable(
            f"the sandbox cannot keep its state in {path}: {error}"
        ) from error
    try:
        yield state
    finally:
        state.close()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    if host not in {LOOPBACK, "localhost"}:
        message = f"the sandbox listens on {LOOPBACK} only, not on {host}"
        raise Unavailable(message)
    # With its protocol named, asyncio turns off Nagle's delay on every connection.
    with socket.socket(
        socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    ) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            raise Unavailable(_why_not(port, error)) from error
        listener.listen(128)
        yield listener


def _why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is already in use; choose another with --port"
    return f"port {port} cannot be used: {error.strerror}; choose another with --port"


def _port(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])
