"""Servers on loopback that answer as no server should, byte for byte."""

import functools
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Say = Callable[[socket.socket], None]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_DRIPS = 400  #: ten times a second; whoever waits for the last one waits for ever
ENOUGH = 0.1


@contextmanager
def saying(say: Say) -> Iterator[str]:
    """A server that takes every call and says the same; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        calls: list[threading.Thread] = []
        accepting = threading.Thread(target=_accept, args=(listener, say, calls))
        accepting.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for call in calls:
                call.join(30)
                assert not call.is_alive(), "the client holds its connection open"


def _accept(listener: socket.socket, say: Say, calls: list[threading.Thread]) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            calls.append(threading.Thread(target=_call, args=(connection, say)))
            calls[-1].start()


def _call(connection: socket.socket, say: Say) -> None:
    with connection, suppress(OSError):
        say(connection)
        connection.shutdown(socket.SHUT_WR)
        # What is left unread would reset the connection, and the answer with it.
        while connection.recv(65_536):
            pass


def asked(connection: socket.socket) -> bytes:
    """The head of a request."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65_536)
        if not piece:
            raise ConnectionError("nobody asks")
        head += piece
    return head


def after_asking(say: Say) -> Say:
    """Say it to whoever has asked for something."""

    def answer(connection: socket.socket) -> None:
        asked(connection)
        say(connection)

    return answer


def with_body(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> Say:
    """A whole answer."""
    lines = [b"HTTP/1.1 " + status, *headers, b"Content-Length: %d" % len(body)]
    if not any(each.lower().startswith(b"content-type") for each in headers):
        lines.append(b"Content-Type: application/json")
    return _once(b"\r\n".join(lines) + b"\r\n\r\n" + body)


def _once(answer: bytes) -> Say:
    return after_asking(lambda connection: connection.sendall(answer))


def _endless(begin: bytes, again: bytes) -> Say:
    """For as long as anybody takes it."""

    def say(connection: socket.socket) -> None:
        connection.sendall(begin)
        while True:
            connection.sendall(again * (1 + 65_536 // len(again)))

    return after_asking(say)


def dripping(begin: bytes, end: bytes = b"", *, drop: bytes = b"x") -> Say:
    """Each byte comes in time; at its end it is a good answer."""

    def say(connection: socket.socket) -> None:
        connection.sendall(begin)
        for _ in range(_DRIPS):
            connection.sendall(drop)
            time.sleep(ENOUGH)
        connection.sendall(end)

    return after_asking(say)


def silent(connection: socket.socket) -> None:
    """Read whatever comes and say nothing."""
    while connection.recv(65_536):
        pass


def deaf(connection: socket.socket) -> None:
    """Take a sip now and then, say nothing, and hang up on what is left."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    for _ in range(30):
        connection.recv(1)
        time.sleep(ENOUGH)
    connection.close()


@functools.cache
def _bomb() -> bytes:
    """A gigabyte of zeros on a megabyte of wire."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join(squeeze.compress(zeros) for _ in range(1000)) + squeeze.flush()


def _packed(body: bytes, encoding: bytes) -> Say:
    return with_body(body, b"Content-Encoding: " + encoding)


def _in_chunks() -> Say:
    head = HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    return _once(head + b"%x\r\n" % len(_bomb()) + _bomb() + b"\r\n0\r\n\r\n")


#: Small on the wire; to be made when they are thrown.
BOMBS: dict[str, Callable[[], Say]] = {
    "gzip": lambda: _packed(_bomb(), b"gzip"),
    "gzip in gzip": lambda: _packed(gzip.compress(_bomb()), b"gzip, gzip"),
    "gzip in chunks": _in_chunks,
    "deflate": lambda: _packed(zlib.compress(bytes(100 << 20), 9), b"deflate"),
    "br": lambda: _packed(b"\x1b\x03\x00", b"br"),
}

#: They never end, as fast as the machine can.
FLOODS: dict[str, Say] = {
    "body": _endless(HEAD + b"\r\n", b" "),
    "body of a known length": _endless(
        HEAD + b"Content-Length: 99999999999\r\n\r\n", b" "
    ),
    "chunks": _endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "one chunk": _endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffff\r\n", b" "
    ),
    "a chunk of less than nothing": _endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", b" "
    ),
    "chunk extension": _endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x"),
    "trailers": _endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"
    ),
    "headers": _endless(HEAD, b"X: y\r\n"),
    "header": _endless(HEAD + b"X: ", b"y"),
    "status line": _endless(b"HTTP/1.1 200 ", b"O"),
    "interim answers": _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "nothing of HTTP": _endless(b"", b"\0"),
}

GOOD = b'{"id":"1001_42","data":{"id":"42"},"meta":{"result_count":0}}'

#: They never end, a byte at a time.
DRIPS: dict[str, Say] = {
    "body": dripping(
        HEAD + b"Content-Length: %d\r\n\r\n" % (len(GOOD) + _DRIPS), GOOD, drop=b" "
    ),
    "chunk size": dripping(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
        b"%x\r\n" % len(GOOD) + GOOD + b"\r\n0\r\n\r\n",
        drop=b"0",
    ),
    "header": dripping(
        HEAD + b"X: ", b"\r\nContent-Length: %d\r\n\r\n" % len(GOOD) + GOOD
    ),
    "status line": dripping(
        b"HTTP/1.1 200 ", b"\r\nContent-Length: %d\r\n\r\n" % len(GOOD) + GOOD
    ),
    "interim answers": dripping(
        b"",
        HEAD + b"Content-Length: %d\r\n\r\n" % len(GOOD) + GOOD,
        drop=b"HTTP/1.1 100 Continue\r\n\r\n",
    ),
}


def _id(value: bytes) -> Say:
    """A success that names this, in the words of each platform."""
    return with_body(b'{"id":%b,"data":{"id":%b}}' % (value, value))


#: They end at once, and mean nothing that could be relied on.
NONSENSE: dict[str, Say] = {
    "an empty success": with_body(b""),
    "a page": with_body(b"<html>OK</html>", b"Content-Type: text/html"),
    "a redirect": with_body(b"", b"Location: /", status=b"302 Found"),
    "an interim answer as the last": with_body(b"", status=b"103 Early Hints"),
    "half an answer": _once(HEAD + b'Content-Length: 99\r\n\r\n{"id":"1001_42"'),
    "half a head": _once(HEAD[:30]),
    "deep lists": with_body(b"[" * 100_000 + b"]" * 100_000),
    "deep objects": with_body(b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "rather deep": with_body(b'{"id":"1001_42","a":' + b"[" * 60 + b"]" * 60 + b"}"),
    "a number of 5,000 digits": _id(b"9" * 5_000),
    "a number of 4,000 digits": _id(b"9" * 4_000),
    "no number": with_body(b'{"id":"1001_42","data":{"id":"42"},"a":NaN}'),
    "an endless number": with_body(b'{"id":"1001_42","data":{"id":"42"},"a":1e999}'),
    "no Unicode": with_body(b'{"id":"1001_42","a":"\xff","data":{"id":"42"}}'),
    "a list as id": _id(b'["1001_42"]'),
    "an object as id": _id(b'{"1":"2"}'),
    "a truth as id": _id(b"true"),
    "half an emoji as id": _id(rb'"1001_\ud83d"'),
    "a zero in an id": _id(rb'"1001_42\u0000"'),
    "an escape in an id": _id(rb'"\u001b[2J42"'),
    "a way out in an id": _id(b'"../../me"'),
    "a line break behind an id": _id(rb'"42\n"'),
    "other digits as id": _id('"٤٢"'.encode()),
    "a long id": _id(b'"' + b"4" * 900_000 + b'"'),
    "an empty id": _id(b'""'),
}


def greeting_slowly(connection: socket.socket) -> None:
    """The handshake of TLS begins with a long record, byte by byte."""
    connection.recv(10)
    connection.sendall(b"\x16\x03\x03\x40\x00")
    for _ in range(_DRIPS):
        connection.sendall(b"\2")
        time.sleep(ENOUGH)


def answering_early(connection: socket.socket) -> None:
    """Refuse before the request has been read, and hang up."""
    connection.recv(1)
    connection.sendall(
        b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
