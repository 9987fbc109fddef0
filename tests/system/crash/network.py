"""Between the program and the platforms: where requests and answers get lost."""

import heapq
import itertools
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any, Protocol

import requests
from requests.adapters import BaseAdapter
from urllib3.exceptions import MaxRetryError, NewConnectionError

from tests.system.crash.call import Call, Reply
from tests.system.crash.faults import DONE, KILLS, LATER, Fault, Kind, Weather
from tests.system.crash.graph_world import Facebook, Instagram
from tests.system.crash.ledger import OFFICE, Ledger, Live
from tests.system.crash.virtual_time import VirtualTime
from tests.system.crash.waits import Waits
from tests.system.crash.x_world import X

TIMEOUT = timedelta(seconds=30)
#: how long each channel's attempts take to settle, for landings that come late
SETTLING = {
    "facebook": timedelta(minutes=10),
    "x": timedelta(minutes=5),
    "instagram": timedelta(minutes=5),
}
PAGE = "<html><body>502 Bad Gateway</body></html>"


class Crash(BaseException):
    """The process dies; no code of its own runs after this."""


class Platform(Protocol):
    """One simulated account."""

    name: str

    def kind(self, call: Call) -> Kind: ...
    def answer(self, call: Call, now: datetime) -> Reply: ...
    def unauthorized(self) -> Reply: ...
    def out_of_credits(self) -> Reply: ...
    def limited(self) -> Reply: ...
    def rejected(self) -> Reply: ...
    def denied(self) -> Reply: ...
    def broken(self) -> Reply: ...
    def shortened(self, reply: Reply) -> Reply: ...


class Network:
    """All three platforms, and what is still on its way to them."""

    def __init__(self, time: VirtualTime, weather: Weather) -> None:
        self.time = time
        self.weather = weather
        self.ledger = Ledger()
        self.x = X(self.ledger, weather)
        self.platforms: dict[str, Platform] = {
            "facebook": Facebook(self.ledger, weather),
            "x": self.x,
            "instagram": Instagram(self.ledger, weather),
        }
        self.requests: Counter[Kind] = Counter()
        self.waits = Waits()
        self.is_asleep: Callable[[], bool] = lambda: False
        self.is_old: Callable[[], bool] = lambda: False
        self.stale: list[int] = []  #: sent by a process that was taken over
        self._landings: list[tuple[datetime, int, Platform, Call]] = []
        self._order = itertools.count()

    def catch_up(self) -> None:
        """Do what was on its way and has arrived by now."""
        while self._landings and self._landings[0][0] <= self.time.true:
            at, _, platform, call = heapq.heappop(self._landings)
            platform.answer(call, at)

    def land_later(self, platform: Platform, call: Call) -> None:
        """A request whose sender has heard nothing is carried out all the same."""
        most = SETTLING[platform.name].total_seconds() * self.weather.climate.late
        at = self.time.true + self.weather.between(0, most)
        heapq.heappush(self._landings, (at, next(self._order), platform, call))

    def by_hand(self, text: str, at: datetime, *names: str) -> None:
        """Somebody posts something in the apps, on every account or some."""
        for name in names or self.platforms:
            number = f"{(int(at.timestamp() * 1000) << 22) + next(self._order)}"
            self.ledger.add(
                Live(
                    channel=name,
                    remote_id=f"1001_{number}" if name == "facebook" else number,
                    text=text,
                    delivery=OFFICE,
                    created=at,
                    listed_from=at,
                )
            )

    @property
    def last_landing(self) -> datetime:
        """When the last request on its way arrives."""
        return max((landing[0] for landing in self._landings), default=self.time.true)


class Wire(BaseAdapter):
    """Takes the place of sockets in one session of one publisher."""

    def __init__(
        self, network: Network, platform: Platform, whose: Callable[[], int]
    ) -> None:
        super().__init__()
        self._network = network
        self._platform = platform
        self._whose = whose

    def send(  # type: ignore[override]  # the library's options do not matter here
        self, request: requests.PreparedRequest, **_options: Any
    ) -> requests.Response:
        """Answer, or fail as sockets do."""
        time, weather = self._network.time, self._network.weather
        self._network.catch_up()
        call = Call.of(request, self._whose())
        kind = self._platform.kind(call)
        self._network.requests[kind] += 1
        if kind is Kind.COMMIT:
            assert call.delivery, "a post is sent, but no delivery is in hand"
            self._network.ledger.sent(call.delivery, time.true)
            if self._network.is_old():
                self._network.stale.append(call.delivery)
        if not self._network.is_asleep():
            what = f"{request.method} {request.path_url[:40]}"
            self._network.waits.met(self._platform.name, what, time.true)
        fault = weather.draw(self._platform.name, kind, time.true)
        time.sleep(weather.between(0.1, 1.5))
        reply = self._done(call, fault)
        response = self._delivered(request, reply, fault)
        response.headers["Date"] = format_datetime(time.true, usegmt=True)
        return response

    def close(self) -> None:
        """There is nothing to close."""

    def _done(self, call: Call, fault: Fault | None) -> Reply:
        refusal = self._account_refuses()
        if fault in LATER and refusal is None:
            self._network.land_later(self._platform, call)
            return Reply()
        if fault is Fault.REJECTED:
            self._network.ledger.refused.add(call.delivery)
            return self._platform.rejected()
        done = fault is None or fault in DONE or fault is Fault.SHORT
        if not done:
            return Reply()
        reply = refusal or self._platform.answer(call, self._network.time.true)
        return self._platform.shortened(reply) if fault is Fault.SHORT else reply

    def _account_refuses(self) -> Reply | None:
        weather, name = self._network.weather, self._platform.name
        if name in weather.token_expired:
            return self._platform.unauthorized()
        if name in weather.out_of_credits:
            return self._platform.out_of_credits()
        return None

    def _delivered(
        self, request: requests.PreparedRequest, reply: Reply, fault: Fault | None
    ) -> requests.Response:
        time, weather = self._network.time, self._network.weather
        match fault:
            case _ if fault in KILLS:
                raise Crash(f"{fault}: {request.method} {request.path_url[:40]}")
            case Fault.REFUSED:
                raise _not_connected(request)
            case Fault.UNREACHABLE:
                time.sleep(timedelta(seconds=10))
                raise requests.ConnectTimeout(request=request)
            case Fault.LOST_BEFORE | Fault.LOST_AFTER | Fault.LATE:
                raise requests.ConnectionError("Connection aborted", request=request)
            case Fault.SLOW:
                time.sleep(TIMEOUT)
                raise requests.ReadTimeout(request=request)
            case Fault.ERROR_BEFORE | Fault.ERROR_AFTER:
                page = Reply(status=502, body=PAGE)
                broken = weather.dice.choice([page, self._platform.broken()])
                return broken.response(request)
            case Fault.LIMITED:
                return self._limited(request)
            case Fault.DENIED:
                return self._platform.denied().response(request)
        return reply.response(request, cut=fault is Fault.CUT)

    def _limited(self, request: requests.PreparedRequest) -> requests.Response:
        response = self._platform.limited().response(request)
        if not self._network.is_asleep():
            waits, now = self._network.waits, self._network.time.true
            response.headers.update(waits.asked(self._platform.name, now))
        return response


def _not_connected(request: requests.PreparedRequest) -> requests.ConnectionError:
    pool: Any = None
    reason = NewConnectionError(pool, "Connection refused")
    return requests.ConnectionError(MaxRetryError(pool, "/", reason), request=request)
