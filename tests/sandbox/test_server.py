"""The sandbox starts quickly, keeps what it was given and stops cleanly."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import requests

from crossposter.errors import CrossposterError
from crossposter.sandbox import server
from crossposter.sandbox.server import running, serve

PROGRAM = """
import sys
from pathlib import Path
from crossposter.sandbox.server import serve
serve(0, Path(sys.argv[1]), on_ready=lambda box: print(box.url, flush=True))
print("done", flush=True)
"""


def start(state: Path) -> subprocess.Popen[str]:
    """Run a sandbox as a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(state)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(server.__file__).parents[2],
    )


def url(process: subprocess.Popen[str]) -> str:
    """Wait for the address of a starting sandbox."""
    assert process.stdout
    return process.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with start(tmp_path / "state.db") as process, requests.Session() as session:
        session.get(url(process))
        process.send_signal(number)
        output, errors = process.communicate(timeout=10)

    assert (process.returncode, output, errors) == (0, "done\n", "")


def test_everything_survives_a_kill(tmp_path: Path, picture: Any) -> None:
    token = {"access_token": "t"}
    with start(tmp_path / "state.db") as process:
        base = url(process)
        data = {**token, "caption": "Halo", "alt_text_custom": "Peta"}
        files = {"source": ("a", picture())}
        made = requests.post(f"{base}/1001/photos", data=data, files=files).json()
        requests.put(f"{base}/_sandbox/faults", json=[{"kind": "late", "times": 3}])
        requests.put(f"{base}/_sandbox/settings", json={"hashtag_limit": 7})
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()

    with running(state=tmp_path / "state.db") as again:
        (post,) = requests.get(f"{again.url}/_sandbox/posts").json()
        assert (post["id"], post["text"]) == (made["post_id"], "Halo")
        assert post["permalink"].startswith(again.url)
        assert requests.get(post["media"][0]["url"]).status_code == 200
        assert requests.get(f"{again.url}/_sandbox/faults").json()[0]["times"] == 3
        settings = requests.get(f"{again.url}/_sandbox/settings").json()
        assert settings["hashtag_limit"] == 7
        requests.delete(f"{again.url}/_sandbox/faults")
        answer = requests.post(f"{again.url}/1001/photos", data=data, files=files)
        assert answer.json()["id"] > made["id"]


def test_two_in_memory_know_nothing_of_one_another() -> None:
    with running() as one, running() as other:
        data = {"access_token": "t", "message": "Halo"}
        requests.post(f"{one.url}/1001/feed", data=data)

        assert one.port != other.port
        assert len(requests.get(f"{one.url}/_sandbox/posts").json()) == 1
        assert requests.get(f"{other.url}/_sandbox/posts").json() == []


def test_a_taken_port_is_told_in_one_sentence() -> None:
    with running() as first:
        message = f"port {first.port} is already in use; choose another with --port"
        with pytest.raises(CrossposterError, match=message), running(first.port):
            pass
        with pytest.raises(CrossposterError, match=message):
            serve(first.port)


def test_only_this_machine_is_served() -> None:
    with pytest.raises(CrossposterError, match="only"):
        serve(0, host="0.0.0.0")  # noqa: S104
    with running() as box, socket.socket() as other:
        other.bind(("127.0.0.2", box.port))


def test_a_state_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("kein" * 1000)

    with (
        pytest.raises(CrossposterError, match=r"state\.db"),
        running(state=tmp_path / "state.db"),
    ):
        pass


def test_it_is_ready_at_once() -> None:
    began = time.perf_counter()

    with running() as box:
        requests.get(box.url)
        assert time.perf_counter() - began < 0.5


def test_many_clients_at_once_get_one_post_each() -> None:
    with running() as box:

        def publish(number: int) -> None:
            data = {"access_token": "t", "message": f"Kiriman {number}"}
            requests.post(f"{box.url}/1001/feed", data=data)

        threads = [threading.Thread(target=publish, args=[n]) for n in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        posts = requests.get(f"{box.url}/_sandbox/posts").json()
        assert len({post["id"] for post in posts}) == 40


def test_of_forty_equal_posts_at_once_x_takes_one() -> None:
    statuses: list[int] = []
    with running() as box:

        def publish() -> None:
            headers = {"Authorization": "Bearer sandbox"}
            answer = requests.post(
                f"{box.url}/2/tweets", json={"text": "Sama"}, headers=headers
            )
            statuses.append(answer.status_code)

        threads = [threading.Thread(target=publish) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(statuses) == [201] + [403] * 39
