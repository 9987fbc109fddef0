"""File permissions: folders that a group works in, and the files made there."""

import contextlib
import itertools
import os
import pwd
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

_SHARED = stat.S_ISGID | stat.S_IRWXG
_THIS_ACCOUNT, _GROUP_TOO = 0o077, 0o007  #: permissions that are taken away
FOR_THE_GROUP = 0o660


def is_shared(folder: Path) -> bool:
    """True for a folder of a group: setgid, so that all in it belongs to that group."""
    try:
        return folder.stat().st_mode & _SHARED == _SHARED
    except OSError:
        return False


def umask_for(folders: Iterable[Path]) -> int:
    """Umask for this account alone, unless one of the folders is shared."""
    return _GROUP_TOO if any(map(is_shared, folders)) else _THIS_ACCOUNT


def make_empty(file: Path) -> None:
    """Empty file in place of a missing one, with the permissions of its folder."""
    mode = FOR_THE_GROUP if is_shared(file.parent) else 0o600
    with contextlib.suppress(OSError):  # the next open gives the reason of a failure
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        try:
            os.fchmod(descriptor, mode)  # despite the umask
            give_to_owner_of(file.parent, descriptor)
        finally:
            os.close(descriptor)


def give_to_owner_of(folder: Path, descriptor: int) -> None:
    """Owner of a file made by root: that of its folder, as SQLite does it too.

    https://sqlite.org/src/file/src/os_unix.c (robustFchown)
    """
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):  # not every disk knows owners
            owner = folder.stat()
            os.fchown(descriptor, owner.st_uid, owner.st_gid)


def owner_of(path: Path) -> str:
    """Login, or the number of an owner without a name, as `sudo -u` takes it."""
    number = path.stat().st_uid
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"'#{number}'"


def closed_on_the_way(file: Path) -> Iterator[Path]:
    """Folders that keep other accounts from a file, if any; links are followed."""
    ways = dict.fromkeys((file.absolute(), file.resolve()))
    for way in ways:
        closed = (it for it in reversed(way.parents) if not _is_passable(it))
        yield from itertools.islice(closed, 1)


def _is_passable(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & stat.S_IXOTH)
    except OSError:
        return False
