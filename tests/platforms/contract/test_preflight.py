"""What platforms say about coming posts, without anything being written there."""

import functools
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from crossposter.channels import Post, Preflights, TryLater, Unreadable
from crossposter.channels.faults import FaultKind
from crossposter.clock import SystemClock
from crossposter.platforms.instagram.crawler import CRAWLER, why_unfetchable
from crossposter.platforms.instagram.image_folder import FolderImageHost
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SECRET, Arena, SandboxArena
from tests.support.sending import a_post, picture

READS = {"GET", "HEAD"}


def kinds(arena: SandboxArena, *posts: Post, besides: int = 0) -> list[list[str]]:
    """What is wrong for each of some posts."""
    found = arena.publisher.preflight(posts, besides=besides)
    return [[fault.kind for fault in faults] for faults in found]


def posts(arena: SandboxArena, count: int) -> list[Post]:
    return [a_post(arena, f"Kabar {number}") for number in range(count)]


def methods(arena: SandboxArena) -> list[str]:
    log = requests.get(f"{arena.url}/_sandbox/requests").json()
    return [each["method"] for each in log if each["operation"]]


def test_posts_that_would_go_out_have_no_faults(arena: Arena) -> None:
    publisher = arena.publisher
    assert isinstance(publisher, Preflights)

    assert publisher.preflight([Post(text="Satu"), Post(text="Dua")]) == [(), ()]


def test_nothing_is_written_and_no_attempt_is_needed(platform: SandboxArena) -> None:
    platform.publisher.preflight(posts(platform, 3))

    assert set(methods(platform)) <= READS
    assert platform.uploads() == platform.commits() == 0


@pytest.mark.parametrize("setting", ["expired_tokens", "revoked_tokens"])
def test_a_dead_token_keeps_every_post_back(
    platform: SandboxArena, setting: str
) -> None:
    platform.settings(**{setting: [f"{SECRET}-{platform.number}"]})

    found = kinds(platform, *posts(platform, 2))

    assert found[0] == found[1]
    assert set(found[0]) <= {FaultKind.EXPIRED, FaultKind.REFUSED}
    assert found[0]


def test_an_outage_says_nothing(platform: SandboxArena) -> None:
    platform.fault("drop_before", operation="read", times=None)

    with pytest.raises((Unreadable, TryLater)):
        platform.publisher.preflight(posts(platform, 1))


def test_x_is_asked_once_however_many_posts_are_due(sandbox: Sandbox) -> None:
    arena = SandboxArena("x", sandbox)

    kinds(arena, *posts(arena, 5))

    assert methods(arena) == ["GET"]
    assert arena.requests("me") == 1


def test_x_says_when_keys_may_only_read_or_nothing_is_paid(sandbox: Sandbox) -> None:
    arena = SandboxArena("x", sandbox)
    arena.settings(x_access_level="read")
    assert kinds(arena, *posts(arena, 1)) == [[FaultKind.READ_ONLY]]
    arena.fault("refuse", operation="me", code="402")

    assert kinds(arena, *posts(arena, 1)) == [[FaultKind.CREDITS]]


def test_instagram_tells_which_posts_are_beyond_its_quota(sandbox: Sandbox) -> None:
    arena = SandboxArena("instagram", sandbox)
    arena.settings(instagram_quota=3)

    beyond = kinds(arena, *posts(arena, 3), besides=1)

    assert beyond == [[], [], [FaultKind.QUOTA]]


def test_instagrams_pictures_need_a_page_whose_token_works(sandbox: Sandbox) -> None:
    arena = SandboxArena("instagram", sandbox)
    arena.fault("expired_token", operation="page", times=None)

    [[kind]] = kinds(arena, a_post(arena))
    [[fault]] = arena.publisher.preflight([a_post(arena)])

    assert kind == FaultKind.PICTURE
    assert fault.sentence.startswith("Instagram's pictures go through the Facebook")


class OfficeServer(BaseHTTPRequestHandler):
    """The office's web server; *behaviour* is what it does wrong."""

    def __init__(
        self, *args: Any, folder: Path, behaviour: str, agents: list[str]
    ) -> None:
        self.folder, self.behaviour, self.agents = folder, behaviour, agents
        super().__init__(*args)

    def do_GET(self) -> None:  # the library's name
        self.agents.append(self.headers["User-Agent"])
        robots = self.path == "/robots.txt"
        status, kind, data = 200, "image/jpeg", b""
        if robots:
            status = 200 if self.behaviour == "robots" else 404
            data = b"User-agent: facebookexternalhit\nDisallow: /\n"
        else:
            data = (self.folder / self.path.rpartition("/")[2]).read_bytes()
        match self.behaviour:
            case "redirect" if not robots:
                status = 302
            case "login" | "missing" as what if not robots:
                status = {"login": 401, "missing": 404}[what]
            case "html":
                kind = "text/html; charset=utf-8"
            case "other":
                data = data[:-1] + b"?"
            case "longer":
                data += b"?"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def behaviour(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", ""))


@pytest.fixture
def agents() -> list[str]:
    """What fetched, by what it says of itself."""
    return []


@pytest.fixture
def host(
    tmp_path: Path, behaviour: str, agents: list[str]
) -> Iterator[FolderImageHost]:
    handler = functools.partial(
        OfficeServer, folder=tmp_path, behaviour=behaviour, agents=agents
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield FolderImageHost(
            base_url=f"http://127.0.0.1:{server.server_address[1]}/ig",
            folder=tmp_path,
            clock=SystemClock(),
        )
        server.shutdown()
        thread.join()


def test_each_picture_is_fetched_as_meta_will_and_none_is_left(
    host: FolderImageHost, tmp_path: Path, agents: list[str]
) -> None:
    assert host.faults([picture(), picture("navy")]) == {}

    assert agents == [CRAWLER] * 4  # the pictures, and what robots.txt says
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("behaviour", "named"),
    [
        ("redirect", "leads to another address"),
        ("login", "asks for a login"),
        ("missing", "answers 404"),
        ("html", "comes as text/html, not as image/jpeg"),
        ("other", "gives another file"),
        ("longer", "gives another file"),
        ("robots", "robots.txt"),
    ],
    indirect=["behaviour"],
)
def test_a_picture_meta_could_not_fetch_is_told_with_the_reason(
    host: FolderImageHost, named: str
) -> None:
    media = picture()

    fault = host.faults([media])[media.sha256]

    assert fault.kind == FaultKind.PICTURE
    assert media.name in fault.sentence
    assert named in fault.sentence


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://pemkab.example/ig/a.jpg", "https://"),
        ("https://10.0.0.5/ig/a.jpg", "your own network"),
    ],
)
def test_an_address_nobody_outside_can_use_is_not_even_tried(
    url: str, named: str
) -> None:
    assert named in (why_unfetchable(url, picture()) or "")


def test_a_server_that_does_not_answer_may_do_so_later(tmp_path: Path) -> None:
    host = FolderImageHost(
        base_url="http://127.0.0.1:1/ig", folder=tmp_path, clock=SystemClock()
    )

    with pytest.raises(Unreadable, match=r"127\.0\.0\.1"):
        host.faults([picture()])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_fault_of_ours(tmp_path: Path) -> None:
    gone = tmp_path / "nowhere"
    host = FolderImageHost(
        base_url="https://a.example", folder=gone, clock=SystemClock()
    )
    media = replace(picture(), name="posko.jpg")

    assert "nowhere" in host.faults([media])[media.sha256].sentence
