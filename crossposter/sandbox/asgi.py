"""ASGI application: reads a request, applies the faults, answers."""

import asyncio
import os
import re
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from email.utils import format_datetime
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope, Send

from crossposter.sandbox import (
    control,
    fault_outcomes,
    faults,
    pages,
    request_log,
    routes,
)
from crossposter.sandbox.connections import Client
from crossposter.sandbox.fault_outcomes import Ending, Outcome
from crossposter.sandbox.faults import Plan
from crossposter.sandbox.platform import Route
from crossposter.sandbox.request import Answer, Call, Refused, Unreadable, read
from crossposter.sandbox.state import State

VERSION = re.compile(r"/(v\d+\.\d+)(?=/)")
THREADS = 64
T = TypeVar("T")


class Gateway:
    """ASGI application of the sandbox."""

    def __init__(self, state: State) -> None:
        self.base = ""
        self._state = state
        self._threads = ThreadPoolExecutor(THREADS, "sandbox")
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handler of one request."""
        if scope["type"] != "http":
            return
        client = Client(scope, receive, self._dated(send))
        try:
            call = await read(Request(scope, receive), self.base)
        except ClientDisconnect:
            return
        except Unreadable as error:
            await client.send(routes.at(scope["path"]).refusals.malformed(str(error)))
            return
        await self._serve(_without_version(call), client)

    def _dated(self, send: Send) -> Send:
        """Answer with the date of the clock that dates posts."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                named = {name.lower() for name, _ in message["headers"]}
                if b"date" not in named:
                    date = format_datetime(self._state.now(), usegmt=True)
                    message["headers"].append((b"date", date.encode()))
            await send(message)

        return sent

    def close(self) -> None:
        """Shutdown of the worker threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _serve(self, call: Call, client: Client) -> None:
        if call.path.startswith("/_sandbox/"):
            await client.send(await self._run(control.answer, call))
            return
        page = await self._run(pages.answer, call)
        if page:
            await client.send(page)
            return
        found = await self._run(routes.find, call)
        if found:
            await self._operate(found[1], found[0], client)
        else:
            await self._unknown(call, client)

    async def _run(self, work: Callable[[Call, State], T], call: Call) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, call, self._state)

    async def _unknown(self, call: Call, client: Client) -> None:
        entry = request_log.begin(self._state, call, None)
        answer = routes.at(call.path).refusals.unknown(call.path)
        request_log.end(self._state, entry, answer.status)
        await client.send(answer)

    async def _operate(self, call: Call, route: Route, client: Client) -> None:
        arrival = await self._run(lambda call, state: arrive(call, route, state), call)
        outcome = arrival.outcome
        await asyncio.sleep(arrival.plan.slow_before)
        answer = await self._act(arrival.call, route, outcome)
        await asyncio.sleep(arrival.plan.slow_after)
        request_log.end(self._state, arrival.entry, _ended(outcome, answer))
        if outcome.kills:
            _kill(call)
        await _finish(client, outcome, answer)

    async def _act(self, call: Call, route: Route, outcome: Outcome) -> Answer:
        if outcome.late is not None:
            task = asyncio.create_task(self._act_later(call, route, outcome.late))
            self._late.add(task)
            task.add_done_callback(self._late.discard)
        if not (outcome.acts or outcome.instead):
            return Answer(status=503)
        doing = perform if outcome.acts else greet
        own = await self._run(lambda call, state: doing(call, route, state), call)
        if not outcome.instead:
            return own
        headers = {**standing(own), **outcome.instead.headers}
        return replace(outcome.instead, headers=headers)

    async def _act_later(self, call: Call, route: Route, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._run(lambda call, state: perform(call, route, state), call)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Request with its place in the log and the plan of its faults."""

    call: Call
    entry: int
    plan: Plan
    outcome: Outcome


def arrive(call: Call, route: Route, state: State) -> Arrival:
    """Arrival of a request: logged, with the faults that waited for it used up."""
    with state.transaction():
        plan = faults.take(state, route)
        call = replace(call, conditions=plan.conditions)
        return Arrival(
            call=call,
            entry=request_log.begin(state, call, route),
            plan=plan,
            outcome=fault_outcomes.of(plan.outcome, call, route, state),
        )


def perform(call: Call, route: Route, state: State) -> Answer:
    """Answer of the platform, with its headers."""
    headers: dict[str, str] = {}
    try:
        with state.transaction():
            headers = _admit(call, route, state)
        if route.fetches:
            answer = route.handler(call, state)
        else:
            with state.transaction():
                answer = route.handler(call, state)
    except Refused as refusal:
        answer = refusal.answer
    return replace(answer, headers={**headers, **answer.headers})


def greet(call: Call, route: Route, state: State) -> Answer:
    """Minimum for every request: a check of the token, and headers."""
    try:
        with state.transaction():
            return Answer(headers=_admit(call, route, state))
    except Refused as refusal:
        return refusal.answer


def standing(answer: Answer) -> dict[str, str]:
    """Headers that come with every answer of a platform."""
    return {
        name: value
        for name, value in answer.headers.items()
        if name.startswith(("x-", "facebook-", "api-"))
    }


def _admit(call: Call, route: Route, state: State) -> dict[str, str]:
    return routes.BY_NAME[route.platform].admit(call, route, state)


def _without_version(call: Call) -> Call:
    match = VERSION.match(call.path)
    if not match:
        return call
    return replace(call, version=match[1], path=call.path[match.end() :])


def _ended(outcome: Outcome, answer: Answer) -> int | str:
    if outcome.kills:
        return "killed"
    lost = outcome.ending in {Ending.DROP, Ending.TRUNCATE}
    return "dropped" if lost else answer.status


def _kill(call: Call) -> None:
    pid = call.headers.get("x-sandbox-pid", "")
    if pid.isdecimal() and int(pid) > 1 and int(pid) != os.getpid():
        os.kill(int(pid), signal.SIGKILL)


async def _finish(client: Client, outcome: Outcome, answer: Answer) -> None:
    if outcome.ending is Ending.TRUNCATE:
        await client.send_half(answer)
    elif outcome.ending is Ending.DROP:
        await client.drop()
    else:
        await client.send(answer)
