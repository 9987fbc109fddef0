"""A headless Chromium, spoken to over pipes, so that no test needs a socket."""

import contextlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PATIENCE = 100.0  #: seconds
# Wide and narrow: between them lies whatever a reader has.
FONTS = ("DejaVu Sans", "Liberation Sans Narrow")
_ONE_FONT = """\
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="assign" binding="strong"><string>{font}</string></edit>
  </match>
</fontconfig>
"""


def find_chromium() -> str:
    """Its path; the test is skipped where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no chromium on this machine")


def only(font: str, folder: Path) -> dict[str, str]:
    """An environment in which *font* stands for every other; skips where it lacks."""
    if not shutil.which("fc-list"):
        pytest.skip("no fontconfig on this machine")
    listed = subprocess.run(
        ["fc-list", f":family={font}"],  # noqa: S607
        capture_output=True,
        check=True,
    )
    if not listed.stdout:
        pytest.skip(f"the font {font} is not on this machine")
    file = folder / "fonts.conf"
    file.write_text(_ONE_FONT.format(cache=folder / "fonts", font=font), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


@contextlib.contextmanager
def a_tab(profile: Path, font: str | None = None) -> Iterator["Tab"]:
    """An empty tab; *profile* is a folder the browser may fill."""
    environment = only(font, profile) if font else None
    to_read, we_write = os.pipe()
    we_read, to_write = os.pipe()
    # Chromium reads its orders from 3 and answers on 4.
    order = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
    flags = (*_FLAGS, f"--user-data-dir={profile}", "about:blank")
    process = subprocess.Popen(
        ["/bin/bash", "-c", order, find_chromium(), *flags],
        pass_fds=(to_read, to_write),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(to_write)
    try:
        yield Tab(_Wire(we_read, we_write))
    finally:
        os.close(we_write)  # it ends when nobody can give orders any more
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(we_read)


class _Wire:
    def __init__(self, reading: int, writing: int) -> None:
        os.set_blocking(reading, False)
        self._reading, self._writing = reading, writing
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **params: Any) -> Any:
        self._number += 1
        order = {"id": self._number, "method": method, "params": params}
        if session:
            order["sessionId"] = session
        os.write(self._writing, json.dumps(order).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            self.events.append(message)

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + _PATIENCE
        while b"\0" not in self._buffer:
            assert time.monotonic() < deadline, "chromium does not answer"
            with contextlib.suppress(BlockingIOError):
                self._buffer += os.read(self._reading, 1 << 20)
                continue
            time.sleep(0.01)
        message, _, self._buffer = self._buffer.partition(b"\0")
        decoded: dict[str, Any] = json.loads(message)
        return decoded


class Tab:
    """One page, as wide and as dark as asked for."""

    def __init__(self, wire: _Wire) -> None:
        self._wire = wire
        target = wire.call("Target.createTarget", url="about:blank")["targetId"]
        attached = wire.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._call("Page.enable")
        self._call("Network.enable")

    def show(self, page: Path, *, width: int, dark: bool = False) -> None:
        """Load *page* as a screen *width* pixels wide would, phones included."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", media="", features=[scheme])
        self._wire.events.clear()
        self._call("Page.navigate", url=page.as_uri())
        while not self._has_happened("Page.loadEventFired"):
            self._call("Runtime.evaluate", expression="0")

    def lay_on_paper(self) -> None:
        """Show the page from now on as it would be on paper."""
        self._call("Emulation.setEmulatedMedia", media="print")

    def ask(self, script: str) -> Any:
        """What a JavaScript expression comes to."""
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def requests(self) -> list[str]:
        """Every address asked for since the page was loaded, the page included."""
        return [
            event["params"]["request"]["url"]
            for event in self._wire.events
            if event.get("method") == "Network.requestWillBeSent"
        ]

    def _has_happened(self, name: str) -> bool:
        return any(event.get("method") == name for event in self._wire.events)

    def _call(self, method: str, **params: Any) -> Any:
        return self._wire.call(method, self._session, **params)
