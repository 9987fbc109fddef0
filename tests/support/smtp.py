"""A mail server on loopback, with the habits of good ones and of bad ones.

It is aiosmtpd in a thread. What it is to do wrong stands in its attributes and can be
changed at any time.
"""

import asyncio
import email
import logging
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USERNAME, PASSWORD = "media", "rahasia-sekali"


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A letter for which this server has taken the responsibility."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.content, policy=default)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


@dataclass(kw_only=True)
class PostOffice:
    """One mail server; `arrived` is what it took, in this order."""

    security: str = "starttls"
    certificate: trustme.LeafCert | None = None
    greeting: str | None = None  #: instead of the usual one, and then it hangs up
    signs_in: bool = True
    utf8: bool = False
    wrong: dict[str, str] = field(default_factory=dict)  #: answers, by who or by verb
    hangs: set[str] = field(default_factory=set)  #: "banner", "RCPT", "DATA"
    drops: set[str] = field(default_factory=set)  #: "RCPT", "DATA": before the answer
    #: Hears "RCPT" or "DATA" and the recipient; False lets the server die there.
    on_arrival: Callable[[str, str], bool] = lambda _verb, _recipient: True
    arrived: list[Arrival] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)  #: passwords
    port: int = 0
    ways_closed: tuple[str, ...] = ()  #: of signing in: "PLAIN", "LOGIN"
    talks: list[SMTP] = field(default_factory=list)

    def to(self, recipient: str) -> list[Arrival]:
        return [each for each in self.arrived if each.recipient == recipient]

    def authenticate(self, _server: Any, *rest: Any) -> AuthResult:
        given = rest[-1]
        assert isinstance(given, LoginPassword)
        self.tried.append(given.password.decode())
        known = (USERNAME.encode(), PASSWORD.encode())
        return AuthResult(success=(given.login, given.password) == known, handled=False)

    async def handle_MAIL(  # noqa: N802  # the name is aiosmtpd's
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        envelope.mail_from = address
        return self.wrong.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802  # likewise
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        envelope.rcpt_tos.append(address)
        if not self.on_arrival("RCPT", address):
            await _die(server)
        await self._misbehave(server, "RCPT")
        return self.wrong.get(address, "250 OK")

    async def handle_DATA(  # noqa: N802  # likewise
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        (recipient,) = envelope.rcpt_tos
        if not self.on_arrival("DATA", recipient):
            await _die(server)
        answer = self.wrong.get("DATA", "250 OK")
        arrival = Arrival(
            sender=envelope.mail_from or "",
            recipient=recipient,
            content=bytes(envelope.original_content or b""),
        )
        if answer.startswith("250"):
            self.arrived.append(arrival)
        await self._misbehave(server, "DATA")
        return answer

    async def _misbehave(self, server: SMTP, verb: str) -> None:
        if verb in self.drops:
            await _die(server)
        if verb in self.hangs:
            await asyncio.sleep(3600)


class _Talk(SMTP):
    """One conversation."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office
        encrypted = office.security == "starttls"
        super().__init__(
            office,
            hostname="mail.test",
            timeout=3600,
            enable_SMTPUTF8=office.utf8,
            tls_context=_context(office) if encrypted else None,
            authenticator=office.authenticate if office.signs_in else None,
            auth_require_tls=encrypted,
            auth_exclude_mechanism=office.ways_closed,
        )
        self._auth_required = office.signs_in  # aiosmtpd sees no TLS it did not start
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        office.talks.append(self)  # whole by now: others ask it for its loop

    async def _handle_client(self) -> None:
        if "banner" in self._office.hangs:
            await asyncio.sleep(3600)
        if self._office.greeting is None:
            await super()._handle_client()
        else:
            await self.push(self._office.greeting)
            hang_up(self, after_sending=True)


async def _die(talk: SMTP) -> None:
    hang_up(talk)
    await asyncio.sleep(3600)


def hang_up(talk: SMTP, *, after_sending: bool = False) -> None:
    transport = talk.transport
    if isinstance(transport, asyncio.WriteTransport):
        (transport.close if after_sending else transport.abort)()


@contextmanager
def serving(office: PostOffice) -> Iterator[PostOffice]:
    """Let it run in a thread, on a free port."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(
            lambda: _Talk(office),
            "127.0.0.1",
            office.port,
            ssl=_context(office) if office.security == "tls" else None,
        )
    )
    office.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield office
    finally:
        asyncio.run_coroutine_threadsafe(_end(office, server), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(100)
        loop.close()


async def _end(office: PostOffice, server: asyncio.Server) -> None:
    """Every conversation, however it hangs."""
    server.close()
    for talk in office.talks:
        hang_up(talk)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.wait(others, timeout=10) if others else None
    await asyncio.sleep(0.01)  # for the connections to be let go


def _context(office: PostOffice) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    assert office.certificate is not None
    office.certificate.configure_cert(context)
    return context
