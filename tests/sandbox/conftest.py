"""One sandbox for all tests of this folder, empty at the start of each."""

import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests
from PIL import Image

from crossposter.sandbox.server import Sandbox, running
from crossposter.sandbox.state import State
from tests.support.fakes import FrozenClock

INSTAGRAM = "17841400000000001"
PAGE = "1001"


@dataclass(kw_only=True)
class Api:
    """Speaks to a sandbox the way a publisher would."""

    url: str
    session: requests.Session = field(default_factory=requests.Session)

    def graph(
        self, method: str, path: str, files: Any = None, **params: Any
    ) -> requests.Response:
        """Call the Graph API with a token in the form or the query."""
        values = {"access_token": "token", **params}
        posting = method == "POST"
        return self.session.request(
            method,
            f"{self.url}/v26.0/{path}",
            params=None if posting else values,
            data=values if posting else None,
            files=files,
        )

    def x(self, method: str, path: str, token: str = "sandbox", **more: Any) -> Any:  # noqa: S107
        """Call X with a bearer token."""
        headers = {"Authorization": f"Bearer {token}"}
        return self.session.request(
            method, f"{self.url}/2/{path}", headers=headers, **more
        )

    def tweet(self, text: str, **more: Any) -> requests.Response:
        """Publish on X."""
        answer = self.x("POST", "tweets", json={"text": text, **more})
        assert isinstance(answer, requests.Response)
        return answer

    def tweet_media(self, data: bytes, category: str = "tweet_image") -> Any:
        """Upload a picture to X."""
        return self.x(
            "POST",
            "media/upload",
            data={"media_category": category},
            files={"media": ("a", data)},
        )

    def photo(self, data: bytes, **params: Any) -> requests.Response:
        """Upload a photo to the page."""
        return self.graph("POST", f"{PAGE}/photos", {"source": ("a", data)}, **params)

    def container(self, **params: Any) -> requests.Response:
        """Make an Instagram container."""
        return self.graph("POST", f"{INSTAGRAM}/media", **params)

    def publish(self, container: str) -> requests.Response:
        """Publish an Instagram container."""
        path = f"{INSTAGRAM}/media_publish"
        return self.graph("POST", path, creation_id=container)

    def faults(self, *faults: dict[str, Any]) -> None:
        """Replace the faults."""
        answer = self.session.put(f"{self.url}/_sandbox/faults", json=faults)
        answer.raise_for_status()

    def settings(self, **settings: Any) -> None:
        """Change settings."""
        answer = self.session.put(f"{self.url}/_sandbox/settings", json=settings)
        answer.raise_for_status()

    def posts(self, **query: str) -> list[dict[str, Any]]:
        """Give the live posts."""
        answer = self.session.get(f"{self.url}/_sandbox/posts", params=query)
        found: list[dict[str, Any]] = answer.json()
        return found

    def requests(self) -> list[dict[str, Any]]:
        """Give the log."""
        found: list[dict[str, Any]] = self.session.get(
            f"{self.url}/_sandbox/requests"
        ).json()
        return found


@pytest.fixture
def state(clock: FrozenClock) -> Iterator[State]:
    """What a sandbox remembers, without its server; its clock stands."""
    opened = State(clock=clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with running() as started:
        yield started


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[Api]:
    with requests.Session() as session:
        session.delete(f"{sandbox.url}/_sandbox/state").raise_for_status()
        yield Api(url=sandbox.url, session=session)


def _picture(width: int = 640, height: int = 640, kind: str = "JPEG") -> bytes:
    target = io.BytesIO()
    shade = (width * 7 + height * 13) % 256
    Image.new("RGB", (width, height), (shade, 90, 160)).save(target, kind)
    return target.getvalue()


@pytest.fixture(scope="session")
def picture() -> Callable[..., bytes]:
    return _picture


@dataclass(kw_only=True)
class Web:
    """A web server that answers what it is told, path by path."""

    url: str
    answers: dict[str, tuple[int, dict[str, str], bytes]]
    agents: list[str]

    def put(
        self,
        body: bytes,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> str:
        """Serve a body and give its address."""
        path = f"/{len(self.answers)}"
        self.answers[path] = (status, headers or {}, body)
        return self.url + path


@pytest.fixture
def web() -> Iterator[Web]:
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
    agents: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            agents.append(self.headers["User-Agent"])
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *values: object) -> None:
            del values

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}"
        yield Web(url=url, answers=answers, agents=agents)
        server.shutdown()
        thread.join()


def _code(answer: requests.Response) -> str:
    error = answer.json()["error"]
    assert error["message"]
    assert error["fbtrace_id"]
    subcode = error.get("error_subcode")
    return f"{error['code']}/{subcode}" if subcode else str(error["code"])


@pytest.fixture(scope="session")
def code() -> Callable[[requests.Response], str]:
    return _code


@pytest.fixture
def attach() -> Callable[..., str]:
    return lambda *photos: json.dumps([{"media_fbid": photo} for photo in photos])
