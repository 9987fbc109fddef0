"""Session for HTTP, the only one: timeouts, redaction, no write outside an attempt.

Every request has a time limit, none is repeated, a write needs an open attempt, and no
secret reaches an error or a log.
"""

import logging
import os
import re
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import requests
from requests import exceptions as trouble
from urllib3.exceptions import NewConnectionError

from crossposter.channels import (
    OutcomeUnknown,
    PublisherError,
    TryLater,
    Unreadable,
    attempt_stage,
)
from crossposter.platforms.answer_values import LOOPBACK, MOST, parsed
from crossposter.platforms.error_mapping import ErrorMapping, Step
from crossposter.transport import TooLarge, as_it_is, bound

T = TypeVar("T")

CONNECT = timedelta(seconds=10)
READS = frozenset({"GET", "HEAD", "OPTIONS"})
SHORTEST_SECRET = 4
HIDDEN = "***"
OVERSIZED = "oversized"  #: code of a listing that may come in smaller pages
CREDENTIAL = re.compile(
    r"""(?ix)
    ( (?:access_token|input_token|client_secret|appsecret_proof|oauth_\w+)
      (?:=|%3D|"?\s*:\s*"?|=")
    | \b(?:bearer|oauth)\s+ (?=\S{16})(?!oauth_)
    )
    [^\s&"',;]+
    """
)
MALFORMED = (
    trouble.InvalidURL,
    trouble.InvalidSchema,
    trouble.MissingSchema,
    trouble.InvalidHeader,
)


class NetworkTrouble(Exception):
    """Network error in the library's words, without its secrets."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Answer of a platform; *body* is None where it was no JSON."""

    status: int
    headers: requests.structures.CaseInsensitiveDict[str] = field(
        default_factory=requests.structures.CaseInsensitiveDict, repr=False
    )
    body: Any = field(default=None, repr=False)

    @classmethod
    def of(cls, response: requests.Response) -> "Answer":
        """Answer without the parts that carry credentials."""
        try:
            body = parsed(response.content)
        except ValueError:
            body = None
        return cls(status=response.status_code, headers=response.headers, body=body)


class PlatformSession(requests.Session):
    """Session for requests to one platform, also those of the libraries.

    Requests are signed for *public_url*, which is where the platform believes to be,
    and sent to *api_url*. The addresses in *aliases* mean the public one; *hosts* are
    further ones of the platform, for which a sandbox stands in as well.
    """

    def __init__(
        self,
        *,
        service: str,
        public_url: str,
        api_url: str,
        timeout: timedelta,
        secrets: Iterable[str],
        aliases: tuple[str, ...] = (),
        hosts: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.service = service
        self.public_url = public_url.rstrip("/")
        self._target = api_url.rstrip("/")
        self._aliases = aliases
        self._moving = (self.public_url, *(hosts if self._is_sandboxed else ()))
        read = timeout.total_seconds()
        self._timeout = (min(CONNECT.total_seconds(), read), read)
        self._secrets = _spellings(secrets)
        self._local = threading.local()
        # A pooled connection may be dead already, and a write on it gets a reset
        # that looks like a lost answer.
        self.headers["Connection"] = "close"
        self.auth = as_it_is
        bound(self, most=MOST)
        _silence_the_libraries()

    @property
    def _is_sandboxed(self) -> bool:
        return urlsplit(self._target).hostname in LOOPBACK

    @property
    def patience(self) -> tuple[float, float]:
        """Time limits of a request whose body is large."""
        connect, read = self._timeout
        return connect, 4 * read

    @property
    def last(self) -> requests.Response | None:
        """Newest response in this thread since the last :meth:`carry` began."""
        return getattr(self._local, "response", None)

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Request signed for the public address, then aimed at the configured one."""
        request.url = self._canonical(str(request.url))
        prepared = super().prepare_request(request)
        for address in self._moving:
            prepared.url = _moved(str(prepared.url), address, self._target)
        return prepared

    def send(
        self, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        """Response to one request, within the time limit, following no redirect.

        Raises RuntimeError for a write outside an attempt, which is a bug.
        """
        if request.method not in READS and attempt_stage() is None:
            raise RuntimeError(f"a {request.method} to {self.service} needs an attempt")
        if self._is_sandboxed:
            request.headers["X-Sandbox-Pid"] = str(os.getpid())
        options["timeout"] = options.get("timeout") or self._timeout
        options["allow_redirects"] = False
        response = super().send(request, **options)
        self._local.response = response
        return response

    def carry(self, step: Step, send: Callable[[], T]) -> T:
        """Run of *send*, its network errors named by the reaction they call for."""
        self._local.response = None
        try:
            return send()
        except requests.RequestException as error:
            named = network_error(error, step, self.service)
            named.unreached = not isinstance(error, TooLarge)
            named.unsent = certainly_unsent(error)
            cause = NetworkTrouble(self.redacted(f"{type(error).__name__}: {error}"))
        # Outside the except block, so that no traceback leads to the original.
        raise named from cause

    def redacted(self, text: str) -> str:
        """Text without any credential, and without characters that draw on a screen."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        shown = "".join(each if each.isprintable() else " " for each in text)
        return CREDENTIAL.sub(rf"\1{HIDDEN}", shown)

    def _canonical(self, url: str) -> str:
        for alias in self._aliases:
            url = _moved(url, alias, self.public_url)
        return url


def network_error(
    error: requests.RequestException, step: Step, service: str
) -> PublisherError:
    """Error of the network: certainly not sent, or unknown, which forbids a repeat."""
    if step is Step.READ:
        code = OVERSIZED if isinstance(error, TooLarge) else None
        return Unreadable(f"{service} {_why_unread(error)}.", code=code)
    if certainly_unsent(error):
        return TryLater(
            f"{service} could not be reached, so nothing was sent: check the internet"
            " connection of this machine; it is tried again by itself."
        )
    if step is Step.COMMIT:
        return OutcomeUnknown(
            f"{service}'s answer was lost, so the post may be public: the account is"
            " read before anything else is sent."
        )
    return TryLater(f"{service} did not answer an upload: it is tried again by itself.")


def _why_unread(error: requests.RequestException) -> str:
    if isinstance(error, TooLarge):
        return "did not answer completely: it sent more than is read at once"
    if certainly_unsent(error):
        return "could not be reached: check the internet connection of this machine"
    if any(isinstance(it, (TimeoutError, trouble.Timeout)) for it in _reasons(error)):
        return "did not answer in time"
    return "did not answer completely"


def certainly_unsent(error: requests.RequestException) -> bool:
    """True when not one byte of the request can have reached the platform.

    A TLS error counts only when it is about the certificate: others may also come while
    the answer is being read.
    """
    if isinstance(error, (trouble.ConnectTimeout, trouble.ProxyError, *MALFORMED)):
        return True
    reasons = list(_reasons(error))
    return any(
        isinstance(reason, (NewConnectionError, ssl.SSLCertVerificationError))
        for reason in reasons
    )


def _reasons(error: BaseException) -> Iterable[BaseException]:
    """Errors wrapped by *error*, as requests and urllib3 wrap them."""
    waiting: list[BaseException] = [error]
    while waiting:
        current = waiting.pop()
        yield current
        inner = (getattr(current, "reason", None), *current.args)
        waiting += [reason for reason in inner if isinstance(reason, BaseException)]


def unintelligible(
    service: str, answer: Answer, code: str | None = None
) -> ErrorMapping:
    """Error for an answer that does not say what the platform did."""
    return ErrorMapping(
        kind=OutcomeUnknown,
        message=f"{service} answered something unintelligible (HTTP {answer.status}).",
        code=code or f"http {answer.status}",
    )


def _moved(url: str, start: str, target: str) -> str:
    if url == start or url.startswith((f"{start}/", f"{start}?")):
        return target + url[len(start) :]
    return url


def _spellings(secrets: Iterable[str]) -> tuple[str, ...]:
    """Spellings of every secret, plain and as in an address, the longest first."""
    known = {secret for secret in secrets if len(secret) >= SHORTEST_SECRET}
    known |= {quote(secret, safe="") for secret in known}
    return tuple(sorted(known, key=len, reverse=True))


def _silence_the_libraries() -> None:
    """Loggers of the libraries, turned off: they show tokens and Authorization headers.

    urllib3 also warns of odd headers, with the whole address.
    """
    for name in ("tweepy", "requests_oauthlib", "oauthlib", "urllib3"):
        logger = logging.getLogger(name)
        least = logging.ERROR if name == "urllib3" else logging.INFO
        logger.setLevel(max(logger.level, least))
