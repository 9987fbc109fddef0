"""Decoder in a process of its own: a malicious file can only exhaust that process."""

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from crossposter.channels import ImageRules
from crossposter.errors import CrossposterError, Unavailable
from crossposter.media import image_conversion, thumbnails
from crossposter.media.image import DecodedImage, MediaError

Result = TypeVar("Result")

MEMORY = 1536 * 1024**2  #: bytes more than at its start; 50 megapixels take 1000 MB
SECONDS = 20  #: of CPU time per call; 50 megapixels take 5

_PROCESS = "crossposter.media.decoder_process"
_TOO_COSTLY = (
    "takes more time or memory to read than any picture or film should: open it in the"
    " program it comes from and save it anew"
)
_DAMAGED = "cannot be shown, it is damaged: copy the original again"
_PATIENCE = timedelta(minutes=10)  #: on a machine busy with other work


class Decoding:
    """Decoder process that handles one call after the other; started when needed."""

    def __init__(self, *, memory: int = MEMORY, seconds: int = SECONDS) -> None:
        self._limits = memory, seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: Connection | None = None

    def __call__(
        self, what: str, work: Callable[..., Result], *given: object
    ) -> Result:
        """Result of *work*, a function of a module; raises what it raises.

        Raises MediaError, about *what*, if it takes too much or its decoder fails.
        """
        with self._lock:
            done, outcome = self._outcome(work, given)
        if done:
            result: Result = outcome
            return result
        if isinstance(outcome, CrossposterError):
            raise outcome
        sentence = _TOO_COSTLY if isinstance(outcome, MemoryError) else _DAMAGED
        raise MediaError(f"{what} {sentence}") from outcome

    def _outcome(
        self, work: Callable[..., Any], given: tuple[object, ...]
    ) -> tuple[bool, Any]:
        done, outcome = False, MemoryError()
        try:
            done, outcome = self._answer(work, given)
        finally:
            if not done and not isinstance(outcome, CrossposterError):
                self.end()  # it keeps its memory, or nobody waits for it
        return done, outcome

    def _answer(
        self, work: Callable[..., Any], given: tuple[object, ...]
    ) -> tuple[bool, Any]:
        asking = self._asking or self._begun()
        try:
            asking.send((work, given))
            if asking.poll(_PATIENCE.total_seconds()):
                answer: tuple[bool, Any] = asking.recv()
                return answer
        except (EOFError, OSError):
            pass  # the system has ended it
        return False, MemoryError()

    def _begun(self) -> Connection:
        self._asking, its = Pipe()
        with its:
            self._process = _started(its.fileno(), *self._limits)
        try:
            self._asking.recv()
        except (EOFError, OSError) as error:
            raise _not_started("it ends at once") from error
        return self._asking

    def end(self) -> None:
        """End the process until it is needed again."""
        if self._asking is not None:
            self._asking.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._asking = self._process = None

    def forget(self) -> None:
        """Leave the process to the one that this was forked from."""
        self._lock = threading.Lock()
        if self._process is not None:
            self._process.returncode = 0  # it is not a child of this process
        self._asking = self._process = None


def _started(descriptor: int, *limits: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-m", _PROCESS, *map(str, (descriptor, *limits))]
    # Otherwise each thread would reserve 64 MB of its memory.
    environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
    try:
        # Libraries write about a file to standard error, in words of that file.
        return subprocess.Popen(  # noqa: S603  # ourselves
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[descriptor],
            env=environment,
        )
    except OSError as error:
        raise _not_started(error.strerror or "") from error


def _not_started(reason: str) -> Unavailable:
    return Unavailable(
        f"no process can be started to read pictures ({reason}): close other programs,"
        " then try again"
    )


apart = Decoding()
atexit.register(apart.end)
os.register_at_fork(after_in_child=apart.forget)


def fit(picture: DecodedImage, rules: ImageRules) -> DecodedImage:
    """Image as a platform takes it: `image_conversion.fit` in the decoder process."""
    fitted = apart(picture.name, image_conversion.fit, picture, rules)
    return picture if fitted == picture else fitted


def thumbnail(data: bytes, *, width: int) -> bytes:
    """Small copy of an image: `thumbnails.thumbnail` in the decoder process."""
    return apart("a picture", thumbnails.thumbnail, data, width)


def poster(film: Path, *, width: int) -> bytes:
    """First frame of a video: `thumbnails.poster` in the decoder process."""
    return apart(film.name, thumbnails.poster, film, width)
