"""A message as bytes: the same at every try, and no header can be smuggled in."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from crossposter.mail.message import addressed, written
from tests.support.fakes import MONDAY

SENDER = "humas@contoh.go.id"


def a_message(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Laporan – minggu 47"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Isi laporan: ✓\n")
    return message


def test_what_is_missing_is_added_and_what_is_there_stays() -> None:
    plain = message_from_bytes(written(a_message(), sender=SENDER, now=MONDAY))
    named = message_from_bytes(
        written(a_message(From="Diskominfo <a@b.id>"), sender=SENDER, now=MONDAY)
    )

    assert plain["From"] == SENDER
    assert plain["Date"] == "Mon, 23 Nov 2026 00:00:00 +0000"
    assert plain["Auto-Submitted"] == "auto-generated"
    assert named.get_all("From") == ["Diskominfo <a@b.id>"]


def test_every_byte_is_one_that_all_servers_take() -> None:
    letter = written(a_message(), sender=SENDER, now=MONDAY)

    assert letter.isascii()
    assert letter.endswith(b"\r\n")
    assert b"\n" not in letter.replace(b"\r\n", b"")
    read = message_from_bytes(letter, policy=SMTP)
    assert read.get_content().strip() == "Isi laporan: ✓"


@pytest.mark.parametrize("name", ["To", "Cc", "Bcc", "Message_ID"])
def test_the_recipient_is_for_the_outbox_to_write(name: str) -> None:
    with pytest.raises(ValueError, match="for the outbox"):
        written(a_message(**{name: "<a@b.id>"}), sender=SENDER, now=MONDAY)


def test_each_recipient_gets_the_same_letter_below_a_head_of_their_own() -> None:
    letter = written(a_message(), sender=SENDER, now=MONDAY)

    mail = addressed(letter, recipient="kadis@contoh.go.id", message_id="<1@x>")

    assert mail.endswith(letter)
    assert message_from_bytes(mail)["To"] == "kadis@contoh.go.id"


@pytest.mark.parametrize("bad", ["a@b.id\r\nBcc: c@d.id", "a@b.id\x00", "a@b.id\u2028"])
def test_a_line_break_is_in_no_header(bad: str) -> None:
    with pytest.raises(ValueError, match="no header"):
        addressed(b"", recipient=bad, message_id="<1@x>")
    with pytest.raises(ValueError, match="no header"):
        addressed(b"", recipient="a@b.id", message_id=bad)
