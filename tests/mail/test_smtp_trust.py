"""Encryption, certificates and passwords: nothing leaves before all is right."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from crossposter.mail import Later, Mailer, WrongSettings
from tests.support.mailers import a_mailer, authority, authority_file, certificate
from tests.support.smtp import PASSWORD, PostOffice, serving

KADIS = "kadis@example.go.id"
LETTER = b"Subject: Halo\r\n\r\nSelamat pagi\r\n"
BOTH = pytest.mark.parametrize("security", ["starttls", "tls"])

Open = Callable[..., tuple[PostOffice, Mailer]]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """A server with such habits, and a mailer for it with such settings."""
    ca = authority_file(tmp_path)
    with ExitStack() as stack:

        def open_(
            habits: dict[str, Any] | None = None, **settings: Any
        ) -> tuple[PostOffice, Mailer]:
            given = {"certificate": certificate()} | (habits or {})
            office = stack.enter_context(serving(PostOffice(**given)))
            return office, a_mailer(office, **{"ca": ca} | settings)

        yield open_


def expired() -> trustme.LeafCert:
    # OpenSSL looks at the machine's clock, so the end is before any of them.
    return authority().issue_cert(
        "127.0.0.1", not_after=datetime(2001, 1, 1, tzinfo=UTC)
    )


def of_tomorrow() -> trustme.LeafCert:
    tomorrow = datetime(2199, 1, 1, tzinfo=UTC)
    return authority().issue_cert(
        "127.0.0.1", not_before=tomorrow, not_after=tomorrow + timedelta(days=1)
    )


def of_another_host() -> trustme.LeafCert:
    return authority().issue_cert("mail.example.go.id")


def of_an_unknown_authority() -> trustme.LeafCert:
    return trustme.CA().issue_cert("127.0.0.1")


@BOTH
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (expired, "has expired: whoever runs the server has to renew it"),
        (of_tomorrow, "is not valid yet: check the clock of this machine"),
        (of_another_host, "is for another address: check `email: host`"),
        (of_an_unknown_authority, "is signed by nobody this machine trusts"),
    ],
)
def test_a_certificate_that_proves_nothing_gets_nothing(
    opened: Open, security: str, make: Callable[[], trustme.LeafCert], words: str
) -> None:
    office, mailer = opened({"security": security, "certificate": make()})

    with pytest.raises(WrongSettings, match=words):
        mailer.send(LETTER, KADIS)

    assert not office.tried
    assert not office.arrived


def test_the_name_of_the_host_is_checked_as_well(opened: Open) -> None:
    _, mailer = opened({"certificate": of_another_host()}, host="localhost")

    with pytest.raises(WrongSettings, match="localhost is for another name"):
        mailer.probe()


def test_a_server_without_encryption_is_told_nothing(opened: Open) -> None:
    office, mailer = opened({"security": "none"}, security="starttls")

    with pytest.raises(WrongSettings, match=r"offers no encryption \(STARTTLS\)"):
        mailer.send(LETTER, KADIS)

    assert not office.tried


def test_tls_at_the_port_for_starttls_is_named(opened: Open) -> None:
    _, mailer = opened({"security": "starttls"}, security="tls")

    with pytest.raises(WrongSettings, match="goes with port 465 and `starttls`"):
        mailer.probe()


def test_starttls_at_the_port_for_tls_waits_in_vain(opened: Open) -> None:
    _, mailer = opened(
        {"security": "tls"}, security="starttls", timeout=timedelta(seconds=0.3)
    )

    with pytest.raises(Later, match="does not answer in time"):
        mailer.probe()


@BOTH
def test_a_wrong_password_is_tried_once_and_never_shown(
    opened: Open, security: str
) -> None:
    office, mailer = opened({"security": security}, password="salah-ketik")

    with pytest.raises(WrongSettings, match="does not accept the username and") as it:
        mailer.send(LETTER, KADIS)

    assert office.tried == ["salah-ketik"]
    assert "salah" not in str(it.value)
    assert not office.arrived


def test_a_password_may_have_any_letters(opened: Open) -> None:
    office, mailer = opened(password="kunci-🔑-é")

    with pytest.raises(WrongSettings, match="does not accept"):
        mailer.probe()

    assert office.tried == ["kunci-🔑-é"]


def test_a_server_that_lets_nobody_sign_in_gets_no_password(opened: Open) -> None:
    office, mailer = opened({"ways_closed": ("PLAIN", "LOGIN")})

    with pytest.raises(WrongSettings, match="lets nobody sign in here: leave"):
        mailer.send(LETTER, KADIS)

    assert not office.tried


def test_a_server_that_wants_a_password_and_has_none_is_no_fault_of_the_recipient(
    opened: Open,
) -> None:
    office, mailer = opened(username=None, password=None)

    with pytest.raises(WrongSettings, match="530"):
        mailer.send(LETTER, KADIS)

    assert not office.arrived


@pytest.mark.parametrize("content", [None, "Kepada Yth. Kepala Dinas\n"])
def test_an_authority_that_cannot_be_read_is_named(
    opened: Open, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "kantor.pem"
    if content is not None:
        file.write_text(content)
    _, mailer = opened(ca=file)

    with pytest.raises(WrongSettings, match=r"kantor\.pem cannot be read as cert"):
        mailer.send(LETTER, KADIS)


def test_a_repeated_password_is_struck_out_in_any_form(opened: Open) -> None:
    _, mailer = opened()

    assert PASSWORD in mailer._secrets
    for secret in mailer._secrets:
        office, _ = opened({"wrong": {"MAIL": f"550 not with {secret}"}})
        with pytest.raises(WrongSettings) as refusal:
            a_mailer(office, mailer.ca).send(LETTER, KADIS)
        assert secret not in str(refusal.value)
