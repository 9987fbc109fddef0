"""Letters over real sockets to a real server, with encryption and a password."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from crossposter.mail import Later, Mailer, Refused, Unsure, WrongSettings
from crossposter.mail.message import addressed, written
from tests.support.fakes import MONDAY
from tests.support.mailers import (
    SENDER,
    a_mailer,
    a_message,
    authority,
    authority_file,
    certificate,
)
from tests.support.smtp import PASSWORD, USERNAME, PostOffice, serving

KADIS = "kadis@example.go.id"
LETTER = b"Subject: Halo\r\n\r\n.\r\n..Selamat pagi\r\n"

Open = Callable[..., tuple[PostOffice, Mailer]]


@pytest.fixture
def ca(tmp_path: Path) -> Path:
    return authority_file(tmp_path)


@pytest.fixture
def opened(ca: Path) -> Iterator[Open]:
    """A server with such habits, and a mailer for it with such settings."""
    with ExitStack() as stack:

        def open_(
            habits: dict[str, Any] | None = None, **settings: Any
        ) -> tuple[PostOffice, Mailer]:
            given = {"certificate": certificate()} | (habits or {})
            office = stack.enter_context(serving(PostOffice(**given)))
            return office, a_mailer(office, **{"ca": ca} | settings)

        yield open_


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("closed", [(), ("PLAIN",)])
def test_a_letter_arrives_byte_by_byte(
    opened: Open, security: str, closed: tuple[str, ...]
) -> None:
    office, mailer = opened({"security": security, "ways_closed": closed})

    mailer.send(LETTER, KADIS)

    (arrival,) = office.arrived
    assert arrival.content == LETTER
    assert (arrival.sender, arrival.recipient) == ("media@example.go.id", KADIS)
    assert office.tried == [PASSWORD]


def test_a_server_of_this_machine_needs_neither_encryption_nor_password(
    opened: Open,
) -> None:
    office, mailer = opened(
        {"security": "none", "signs_in": False},
        security="none",
        username=None,
        password=None,
    )

    mailer.send(LETTER, KADIS)

    assert len(office.arrived) == 1
    assert not office.tried


def test_a_whole_message_is_read_back_as_it_was_written(opened: Open) -> None:
    office, mailer = opened(sender="Dinas Kominfo – Média <media@example.go.id>")
    letter = written(a_message("Laporan – 🎉"), sender=mailer.sender, now=MONDAY)

    mailer.send(addressed(letter, recipient=KADIS, message_id="<1@example>"), KADIS)

    (arrival,) = office.arrived
    message = arrival.message
    assert arrival.content.isascii()
    assert not message.defects
    assert message["To"] == KADIS
    assert message["From"].addresses[0].display_name == "Dinas Kominfo – Média"
    assert message["Subject"] == "Laporan – 🎉"
    assert message["Message-ID"] == "<1@example>"
    assert message["Date"].datetime == MONDAY
    text = message.get_body(("plain",))
    assert text is not None
    # Lines end with CRLF on the way; what reads them may keep that.
    lines = ["Rekapitulasi – 12 pos 🎉", ".", "Selesai"]
    assert text.get_content().splitlines() == lines
    (sheet,) = message.iter_attachments()
    assert sheet.get_content() == bytes(range(256)) * 40


@pytest.mark.parametrize("name", ["To", "Cc", "Bcc", "Message-ID"])
def test_who_gets_a_letter_is_for_the_outbox_to_write(name: str) -> None:
    message = a_message()
    message[name] = "seseorang@example.go.id"

    with pytest.raises(ValueError, match=name):
        written(message, sender=SENDER, now=MONDAY)


def test_what_a_message_says_of_itself_stays() -> None:
    message = a_message()
    message["From"] = "bupati@example.go.id"

    letter = written(message, sender=SENDER, now=MONDAY)

    assert letter.count(b"From:") == 1
    assert b"From: bupati@example.go.id" in letter


@pytest.mark.parametrize(
    "address",
    [
        "a@example.go.id\r\nBcc: b@example.go.id",
        "a@example.go.id\nRCPT TO:<b@example.go.id>",
        "a b@example.go.id",
        "a@@example.go.id",
        "a@" + "x" * 70 + ".go.id",
        "kadis",
        "",
    ],
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(
    opened: Open, address: str
) -> None:
    office, mailer = opened()

    with pytest.raises(Refused, match="is no e-mail address"):
        mailer.send(LETTER, address)

    assert not office.talks


def test_no_header_can_be_smuggled_in() -> None:
    with pytest.raises(ValueError, match="no header can hold"):
        addressed(LETTER, recipient="a@b.id\r\nBcc: c@d.id", message_id="<1@example>")


def test_a_domain_in_letters_of_its_own_is_written_as_the_network_wants_it(
    opened: Open,
) -> None:
    office, mailer = opened()

    mailer.send(LETTER, "kadis@bücher.example")

    assert office.arrived[0].recipient == "kadis@xn--bcher-kva.example"


@pytest.mark.parametrize("able", [True, False])
def test_a_name_in_letters_of_its_own_needs_a_server_that_knows_them(
    opened: Open, *, able: bool
) -> None:
    office, mailer = opened({"utf8": able})

    if not able:
        with pytest.raises(Refused, match="knows no addresses with letters such as"):
            mailer.send(LETTER, "andré@example.go.id")
        return
    mailer.send(LETTER, "andré@example.go.id")
    assert office.arrived[0].recipient == "andré@example.go.id"


@pytest.mark.parametrize(
    ("answers", "error", "words"),
    [
        ({KADIS: "550 5.1.1 no such user"}, Refused, "“550 5.1.1 no such user”"),
        ({KADIS: "450 4.2.1 greylisted"}, Later, "asks to wait"),
        ({KADIS: "421 4.3.2 shutting down"}, Later, "shutting down"),
        ({KADIS: "554 5.7.1 Relay access denied"}, WrongSettings, "Relay access"),
        ({KADIS: "530 5.7.0 sign in first"}, WrongSettings, "sign in first"),
        ({"MAIL": "553 5.7.1 not your address"}, WrongSettings, "not your address"),
        ({"MAIL": "552 5.3.4 too large"}, Refused, "too large"),
        ({"MAIL": "451 4.3.0 try again"}, Later, "try again"),
        ({"DATA": "554 5.6.0 spam"}, Refused, "spam"),
        ({"DATA": "452 4.3.1 disk full"}, Later, "disk full"),
        ({"DATA": "421 4.3.2 shutting down"}, Later, "shutting down"),
    ],
)
def test_each_answer_has_its_reaction(
    opened: Open, answers: dict[str, str], error: type[Exception], words: str
) -> None:
    office, mailer = opened({"wrong": answers})

    with pytest.raises(error, match=words):
        mailer.send(LETTER, KADIS)

    assert not office.arrived


@pytest.mark.parametrize(
    ("greeting", "error"),
    [
        ("421 4.3.2 too many connections", Later),
        ("554 5.7.1 not from this address", WrongSettings),
        ("Selamat datang", Later),
        ("+OK POP3 ready", Later),
    ],
)
def test_a_server_that_does_not_even_greet(
    opened: Open, greeting: str, error: type[Exception]
) -> None:
    _, mailer = opened({"greeting": greeting})

    with pytest.raises(error):
        mailer.send(LETTER, KADIS)


def test_a_connection_that_breaks_after_the_letter_leaves_a_doubt(opened: Open) -> None:
    office, mailer = opened({"drops": {"DATA"}})

    with pytest.raises(Unsure, match="has the letter and did not answer"):
        mailer.send(LETTER, KADIS)

    assert len(office.arrived) == 1


def test_a_connection_that_breaks_before_the_letter_leaves_none(opened: Open) -> None:
    office, mailer = opened({"drops": {"RCPT"}})

    with pytest.raises(Later, match="broke the connection off"):
        mailer.send(LETTER, KADIS)

    assert not office.arrived


def test_a_probe_signs_in_and_sends_nothing(opened: Open) -> None:
    office, mailer = opened()

    mailer.probe()

    assert office.tried == [PASSWORD]
    assert not office.arrived


def test_neither_the_password_nor_its_disguise_is_ever_shown(opened: Open) -> None:
    office, mailer = opened({"wrong": {KADIS: f"550 you said {PASSWORD}"}})

    with pytest.raises(Refused) as refusal:
        mailer.send(LETTER, KADIS)

    assert office.tried == [PASSWORD]
    assert "you said …" in str(refusal.value)
    assert PASSWORD not in repr(mailer)
    assert USERNAME in repr(mailer)


def test_authorities_of_this_machine_count_beside_the_offices_own(
    ca: Path, monkeypatch: pytest.MonkeyPatch, opened: Open
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    office, mailer = opened(ca=None)

    mailer.send(LETTER, KADIS)

    assert authority() is authority()
    assert len(office.arrived) == 1
