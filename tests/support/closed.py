"""Root without the right to read what its modes close, as everybody else is."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3 = 0x2008_0522
_OVERRIDE, _READ_SEARCH = 1 << 1, 1 << 2  #: capabilities, see capabilities(7)
_SETS = ctypes.c_uint32 * 6  #: effective, permitted, inheritable; twice


@contextmanager
def modes_count() -> Iterator[None]:
    """In this thread, whatever its account is.

    https://man7.org/linux/man-pages/man2/capset.2.html
    """
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = (ctypes.c_uint32 * 2)(_VERSION_3, 0), _SETS()
    assert libc.capget(header, sets) == 0, os.strerror(ctypes.get_errno())
    before = sets[0]
    sets[0] = before & ~(_OVERRIDE | _READ_SEARCH)
    assert libc.capset(header, sets) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        sets[0] = before
        libc.capset(header, sets)
