"""The requests made to one account on Echo."""

from datetime import timedelta
from typing import Any

from crossposter.platforms.echo.errors import SERVICE, reaction_to

from crossposter.clock import Clock
from crossposter.platforms.error_mapping import Step
from crossposter.platforms.session import Answer, PlatformSession, unintelligible
from crossposter.platforms.waits import clock_ahead

PUBLIC_URL = "https://api.echo.example"


class EchoApi:
    """Each answer is an object in JSON; its refusals hold an ``error``."""

    def __init__(
        self,
        *,
        account: str,
        token: str,
        api_url: str,
        timeout: timedelta,
        clock: Clock,
    ) -> None:
        self._address = f"{PUBLIC_URL}/echo-api/{account}"
        self._token = token
        self._clock = clock
        self._session = PlatformSession(
            service=SERVICE,
            public_url=PUBLIC_URL,
            api_url=api_url,
            timeout=timeout,
            secrets=[token],
        )

    def get(self, path: str = "") -> dict[str, Any]:
        """Read something; raises Unreadable, NotAuthorized and Blocked."""
        return self.ask(Step.READ, "GET", path)

    def ask(self, step: Step, method: str, path: str, **content: Any) -> dict[str, Any]:
        """Send one request; raises what its answer calls for."""
        response = self._session.carry(
            step,
            lambda: self._session.request(
                method,
                self._address + path,
                headers={"Authorization": f"Bearer {self._token}"},
                **content,
            ),
        )
        answer = Answer.of(response)
        if answer.status == 200 and isinstance(answer.body, dict):
            return answer.body
        error = reaction_to(answer).error(step, self._clock.now())
        error.args = (self._session.redacted(str(error)),)
        raise error

    def odd(self, step: Step) -> Exception:
        """The error for an answer without what was asked for."""
        reaction = unintelligible(SERVICE, Answer(status=200))
        return reaction.error(step, self._clock.now())

    def clock_ahead(self) -> timedelta | None:
        """How far the clock of Echo is ahead of ours; None: unknown."""
        last = self._session.last
        return (
            clock_ahead(last.headers, self._clock.now()) if last is not None else None
        )
