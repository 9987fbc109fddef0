"""SMTP replies and network errors -> mail errors."""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterable

from crossposter.mail.connection import Reply
from crossposter.mail.errors import Later, Refused, WrongSettings

_MOST = 300  #: characters of a reply that are quoted
# RFC 4954 §6: they ask for another way to sign in, after any command.
_SIGN_IN = frozenset({530, 534, 535, 538})
_TOO_LARGE = 552  #: RFC 1870 §6.1

# https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/
_CERTIFICATES = {
    9: "is not valid yet: check the clock of this machine",
    10: "has expired: whoever runs the server has to renew it",
    62: "is for another name: check `email: host` in config.yaml",
    64: "is for another address: check `email: host` in config.yaml",
}
_STRANGER = (
    "is signed by nobody this machine trusts: ask whoever runs the server, and name"
    " their authority under `email: ca` in config.yaml"
)


def check(reply: Reply, *, settings: bool, secrets: Iterable[str] = ()) -> None:
    """Acceptance by the server; raises Later, Refused or WrongSettings without it.

    A permanent refusal concerns the settings, or one message and recipient.
    """
    code, words = reply[0], quoted(reply, secrets)
    if 200 <= code < 400:
        return
    if code < 400:
        raise Later(f"the mail server says what nobody understands: {words}")
    if code < 500:
        raise Later(f"the mail server asks to wait: {words}")
    if code in _SIGN_IN or _is_relaying(words) or (settings and code != _TOO_LARGE):
        raise WrongSettings(
            f"the mail server does not take our mail: {words}; check `email` in"
            " config.yaml"
        )
    raise Refused(f"the mail server refuses it: {words}")


def quoted(reply: Reply, secrets: Iterable[str] = ()) -> str:
    """Text of a reply on one line, without the secrets it may have repeated."""
    code, raw = reply
    words = raw.decode("utf-8", "replace")
    for secret in filter(None, secrets):
        words = words.replace(secret, "…")
    words = "".join(each if each.isprintable() else " " for each in words)
    words = re.sub(r"\s+", " ", words).strip()[:_MOST]
    return f"“{code} {words}”" if code > 0 else f"“{words}”"


def _is_relaying(words: str) -> bool:
    """True if the server refuses relaying in general, and not this address."""
    return re.search(r"\brelay", words, re.IGNORECASE) is not None


def about_certificate(error: ssl.SSLCertVerificationError, host: str) -> WrongSettings:
    """Error for a certificate that does not prove the server is *host*."""
    fault = _CERTIFICATES.get(error.verify_code, _STRANGER)
    return WrongSettings(f"the certificate of the mail server {host} {fault}")


def about_network(error: OSError, where: str) -> Later:
    """Error for a missing connection; nothing was handed over."""
    if isinstance(error, socket.gaierror):
        return Later(
            f"{where} is not to be found: check the network, and `email: host` in"
            " config.yaml"
        )
    if isinstance(error, TimeoutError):
        return Later(f"{where} does not answer in time")
    if isinstance(error, ConnectionRefusedError):
        return Later(
            f"{where} takes no calls: check `email: host` and `port` in config.yaml,"
            " and whether it is running"
        )
    if isinstance(error, (smtplib.SMTPException, ssl.SSLError, ConnectionError)):
        return Later(f"{where} broke the connection off")
    return Later(f"{where} cannot be reached: {error.strerror or 'no network'}")
