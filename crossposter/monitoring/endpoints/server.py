"""HTTP server for /healthz and /metrics on loopback.

The standard library's server is enough for rare requests, and the daemon need not
need not load the sandbox's: 0.1 MiB instead of 3.
"""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import structlog

from crossposter.errors import Unavailable
from crossposter.monitoring.endpoints.healthz import reasons
from crossposter.monitoring.endpoints.monitored import Monitored
from crossposter.monitoring.endpoints.prometheus import CONTENT_TYPE, exposition

log = structlog.get_logger(__name__)


@contextmanager
def monitored(app: Monitored) -> Iterator[str | None]:
    """Server that answers monitors as long as the block runs; gives the address.

    None if none is configured or the port is taken: posts do not wait for that.
    """
    listen = app.listen_address
    server = _server(app, listen) if listen else None
    if server is None:
        yield None
        return
    host, port = server.server_address[:2]
    thread = threading.Thread(target=server.serve_forever, name="monitoring")
    thread.start()
    log.info("monitors can ask", address=f"{host!s}:{port}")
    try:
        yield f"http://{_bracketed(str(host))}:{port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _server(app: Monitored, listen: str) -> "_Server | None":
    host, _, port = listen.rpartition(":")
    try:
        return _Server((host.strip("[]"), int(port)), app)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        log.error("monitors cannot ask", address=listen, reason=reason)  # noqa: TRY400  # no bug
        return None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


class _Server(ThreadingHTTPServer):
    """HTTP server with one thread for each request; none of them delays the end."""

    def __init__(self, address: tuple[str, int], app: Monitored) -> None:
        self.app = app
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Answers)

    def server_bind(self) -> None:
        """Bind; the library would ask the network for this machine's name first."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "localhost", self.server_address[1]


class _Answers(BaseHTTPRequestHandler):
    """Request handler for the two pages, read-only."""

    server: _Server
    timeout = 10  #: seconds for a request to arrive
    server_version = "crossposter"
    sys_version = ""

    def do_GET(self) -> None:  # the library's name
        status, kind, content = self._answer(self.path.partition("?")[0])
        body = content.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815  # likewise

    def _answer(self, path: str) -> tuple[HTTPStatus, str, str]:
        match path:
            case "/healthz":
                return self._health()
            case "/metrics":
                return self._metrics()
        return HTTPStatus.NOT_FOUND, "text/plain", "There is /healthz and /metrics.\n"

    def _health(self) -> tuple[HTTPStatus, str, str]:
        found = reasons(self.server.app)
        if not found:
            return HTTPStatus.OK, "text/plain", "ok\n"
        told = json.dumps({"reasons": found}) + "\n"
        return HTTPStatus.SERVICE_UNAVAILABLE, "application/json", told

    def _metrics(self) -> tuple[HTTPStatus, str, str]:
        try:
            return HTTPStatus.OK, CONTENT_TYPE, exposition(self.server.app)
        except Unavailable as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", f"{error}\n"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing: a monitor that asks every few seconds is no news."""
