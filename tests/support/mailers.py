"""Mail in tests: authorities, certificates, letters, and a server that is scripted."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from typing import Any

import trustme

from crossposter.mail import Mailer
from tests.support.smtp import PASSWORD, USERNAME, PostOffice

SENDER = "Media Center Kabupaten <media@example.go.id>"


@cache
def authority() -> trustme.CA:
    """One for all tests of a process: keys take time to make."""
    return trustme.CA()


@cache
def certificate() -> trustme.LeafCert:
    """For this machine, by `authority`."""
    return authority().issue_cert("127.0.0.1", "localhost")


def authority_file(folder: Path) -> Path:
    file = folder / "ca.pem"
    authority().cert_pem.write_to_path(file)
    return file


def a_mailer(office: PostOffice, ca: Path | None, **values: Any) -> Mailer:
    """Signed in at a post office of the tests."""
    defaults: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": office.port,
        "security": office.security,
        "sender": SENDER,
        "username": USERNAME,
        "password": PASSWORD,
        "ca": ca,
        "timeout": timedelta(seconds=10),
    }
    return Mailer(**defaults | values)


def a_message(subject: str = "Laporan mingguan") -> EmailMessage:
    """Text, page and an attachment, as reports have them."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message.set_content("Rekapitulasi – 12 pos 🎉\n.\nSelesai\n")
    message.add_alternative("<p>Rekapitulasi – 12 pos 🎉</p>\n", subtype="html")
    message.add_attachment(
        bytes(range(256)) * 40,
        maintype="application",
        subtype="octet-stream",
        filename="laporan.xlsx",
    )
    return message


@dataclass(frozen=True, kw_only=True)
class ScriptedMailer(Mailer):
    """No server at all: takes every letter unless told what comes next."""

    host: str = "mail.test"
    port: int = 587
    security: Any = "starttls"
    sender: str = SENDER
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    script: dict[str, deque[Exception]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    def fails(
        self, recipient: str, error: Exception, *, times: int = 1
    ) -> "ScriptedMailer":
        self.script[recipient].extend([error] * times)
        return self

    def send(self, letter: bytes, recipient: str) -> None:
        self.tried.append(recipient)
        if self.script[recipient]:
            raise self.script[recipient].popleft()
        self.sent.append((recipient, letter))

    def probe(self) -> None:
        if self.script["probe"]:
            raise self.script["probe"].popleft()
