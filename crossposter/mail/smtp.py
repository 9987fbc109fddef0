"""SMTP client: login, TLS, send."""

import base64
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal

from crossposter.mail.connection import Connection, Reply, TlsConnection
from crossposter.mail.errors import Refused, Unsure, WrongSettings
from crossposter.mail.responses import about_certificate, about_network, check, quoted

_PATIENCE = 4  #: times the timeout, for the message and the answer to it


def unwatched(_step: str) -> None:
    """Step that nobody observes."""


@dataclass(frozen=True, kw_only=True)
class Mailer:
    """Client that hands messages to one server.

    *timeout* is for everything before the message; the message itself, and the answer
    after the server's scanners, may take four times as long. *on_step* is called with
    every step that a crash could fall between.
    """

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca: Path | None = None
    timeout: timedelta = timedelta(seconds=30)
    on_step: Callable[[str], None] = unwatched

    @property
    def longest(self) -> timedelta:
        """Time after which a message has been handed over, or never will be."""
        return (1 + _PATIENCE) * self.timeout

    @property
    def domain(self) -> str:
        """Domain of the sender."""
        return _envelope(self.sender).rpartition("@")[2]

    def send(self, letter: bytes, recipient: str) -> None:
        """Hand over a message: all its headers, 7-bit, lines ended by CRLF.

        Raises Refused, Later, Unsure or WrongSettings.
        """
        sender, to = _envelope(self.sender), _envelope(recipient)
        with self._conversation() as line:
            self.on_step("connected")
            options = _options(line, sender + to, len(letter))
            self._check(line.mail(sender, options), settings=True)
            self._check(line.rcpt(to))
            self._check(line.docmd("DATA"))
            self._hand_over(line, letter)
            # An accepted message must be recorded soon: no waiting for a goodbye.
            with suppress(OSError):
                line.putcmd("QUIT")

    def probe(self) -> None:
        """Try everything except a message; raises Later or WrongSettings."""
        with self._conversation() as line:
            self._check(line.noop(), settings=True)
            with suppress(OSError):
                line.quit()

    def _hand_over(self, line: Connection, letter: bytes) -> None:
        line.extend(_PATIENCE * self.timeout.total_seconds())
        # If the last byte could not be sent, the server does not have it.
        line.send(re.sub(rb"(?m)^\.", b"..", letter) + b".\r\n")
        self.on_step("sent")
        try:
            reply = line.getreply()
        except OSError as error:
            raise Unsure(f"{self._where} has the letter and did not answer") from error
        if reply[0] < 200:
            words = quoted(reply, self._secrets)
            raise Unsure(f"{self._where} has the letter and said only {words}")
        self._check(reply)
        self.on_step("answered")

    @contextmanager
    def _conversation(self) -> Iterator[Connection]:
        """Connection, encrypted and signed in as configured."""
        with self._explained(), closing(self._connected()) as line:
            line.ehlo_or_helo_if_needed()
            if self.security == "starttls":
                self._encrypt(line)
            if self.username is not None:
                self._sign_in(line)
            yield line

    def _connected(self) -> Connection:
        seconds = self.timeout.total_seconds()
        if self.security == "tls":
            context = self._trust()
            return TlsConnection(self.host, self.port, timeout=seconds, context=context)
        return Connection(self.host, self.port, timeout=seconds)

    def _encrypt(self, line: Connection) -> None:
        if not line.has_extn("starttls"):
            raise WrongSettings(
                f"{self._where} offers no encryption (STARTTLS), and nothing is sent"
                " for everyone to read: try `security: tls` and `port: 465`, or ask"
                " whoever runs it"
            )
        line.starttls(context=self._trust())
        line.ehlo_or_helo_if_needed()

    def _trust(self) -> ssl.SSLContext:
        """Certificates that this machine trusts, and the office's own authority."""
        context = ssl.create_default_context()
        if self.ca is not None:
            try:
                context.load_verify_locations(self.ca)
            except OSError as error:
                raise WrongSettings(
                    f"{self.ca} cannot be read as certificates: check `email: ca` in"
                    " config.yaml"
                ) from error
        return context

    def _sign_in(self, line: Connection) -> None:
        """Sign in, one way only: three wrong passwords may lock the account."""
        offered = line.esmtp_features.get("auth", "").upper().split()
        user, password = _base64(self.username), _base64(self.password)
        if "PLAIN" in offered:
            both = _base64(f"\0{self.username}\0{self.password}")
            reply = line.docmd("AUTH", f"PLAIN {both}")
        elif "LOGIN" in offered:
            reply = line.docmd("AUTH", "LOGIN")
            for answer in (user, password):
                if reply[0] == 334:
                    reply = line.docmd(answer)
        else:
            raise WrongSettings(
                f"{self._where} lets nobody sign in here: leave `username` and"
                " `password` out, or try another `port`"
            )
        self._check_sign_in(reply)

    def _check_sign_in(self, reply: Reply) -> None:
        if 300 <= reply[0] < 400 or reply[0] >= 500:
            raise WrongSettings(
                f"{self._where} does not accept the username and password: check them"
                f" in config.yaml; it says {quoted(reply, self._secrets)}"
            )
        self._check(reply, settings=True)

    def _check(self, reply: Reply, *, settings: bool = False) -> None:
        check(reply, settings=settings, secrets=self._secrets)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Errors of the library, each as a mail error with an action."""
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise about_certificate(error, self.host) from error
        except smtplib.SMTPResponseException as error:
            self._check((error.smtp_code, _bytes(error.smtp_error)), settings=True)
            raise about_network(error, self._where) from error
        except OSError as error:
            if _is_other_protocol(error):
                raise WrongSettings(
                    f"no encryption could be agreed on with {self._where}: mostly"
                    " `security: tls` goes with port 465 and `starttls` with 587"
                ) from error
            raise about_network(error, self._where) from error

    @property
    def _where(self) -> str:
        return f"the mail server {self.host}:{self.port}"

    @property
    def _secrets(self) -> tuple[str, ...]:
        """Secrets in every form a server could repeat."""
        if not self.password:
            return ()
        both = _base64(f"\0{self.username}\0{self.password}")
        return (self.password, _base64(self.password), both)


def _envelope(address: str) -> str:
    """Bare address, its domain in ASCII; raises Refused for anything else."""
    _, bare = parseaddr(address)
    local, _, domain = bare.rpartition("@")
    whole = address == bare or address.endswith(f"<{bare}>")
    if not (whole and address.isprintable() and re.fullmatch(r"[^\s<>@]+", local)):
        raise Refused(f"{address!r} is no e-mail address")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise Refused(f"{address!r} is no e-mail address") from None


def _options(line: Connection, addresses: str, size: int) -> list[str]:
    """Options of RFC 1870 and RFC 6531, if the server supports them."""
    options = [f"SIZE={size}"] if line.has_extn("size") else []
    if addresses.isascii():
        return options
    if not line.has_extn("smtputf8"):
        raise Refused("the mail server knows no addresses with letters such as é")
    return [*options, "SMTPUTF8"]


def _is_other_protocol(error: OSError) -> bool:
    ends = (ssl.SSLEOFError, ssl.SSLZeroReturnError)
    return isinstance(error, ssl.SSLError) and not isinstance(error, ends)


def _base64(text: str | None) -> str:
    return base64.b64encode((text or "").encode()).decode()


def _bytes(words: Any) -> bytes:
    return words if isinstance(words, bytes) else str(words).encode()
