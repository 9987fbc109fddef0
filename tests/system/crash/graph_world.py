"""A Facebook page and an Instagram account, as far as the publishers use them.

https://developers.facebook.com/docs/pages-api/posts and
https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

import itertools
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.system.crash.call import Call, Reply
from tests.system.crash.faults import Kind, Weather
from tests.system.crash.ledger import Ledger, Live

PAGE = "1001"
ACCOUNT = "17841400000000001"
CONTAINER_LIVES = timedelta(hours=24)
Node = dict[str, Any]


def refusal(code: int, message: str, *, subcode: int = 0, status: int = 400) -> Reply:
    """The error envelope of the Graph API."""
    error: Node = {"message": message, "type": "OAuthException", "code": code}
    if subcode:
        error["error_subcode"] = subcode
    return Reply(status=status, body={"error": error})


class Graph:
    """What both have in common."""

    name: str

    def __init__(self, ledger: Ledger, weather: Weather) -> None:
        self.ledger = ledger
        self.weather = weather
        self.numbers = itertools.count(9_000_001)

    def unauthorized(self) -> Reply:
        return refusal(190, "Session has expired", subcode=463, status=401)

    def out_of_credits(self) -> Reply:
        return refusal(368, "The action attempted has been deemed abusive")

    def limited(self) -> Reply:
        return refusal(4, "(#4) Application request limit reached")

    def rejected(self) -> Reply:
        return refusal(100, "(#100) Invalid parameter")

    def denied(self) -> Reply:
        return self.broken()

    def broken(self) -> Reply:
        return refusal(2, "Service temporarily unavailable", status=500)

    def shortened(self, reply: Reply) -> Reply:
        """A listing without its end, or one that breaks off and says so."""
        entries = reply.body.get("data")
        if not isinstance(entries, list) or len(entries) < 2:
            return reply
        if self.weather.happens(0.5):
            return Reply(body={"data": entries[: -(len(entries) // 4) or None]})
        paging = {"next": "https://graph.facebook.com/next"}
        return Reply(body={"data": entries[:1], "paging": paging})

    def _listing(self, call: Call, nodes: Iterable[Node]) -> Reply:
        entries = list(nodes)
        start = int(call.get("after") or 0)
        end = start + int(call.get("limit") or 25)
        body: Node = {"data": entries[start:end]}
        if end < len(entries):
            cursors = {"before": str(start), "after": str(end)}
            body["paging"] = {"cursors": cursors, "next": "https://graph.facebook.com/"}
        return Reply(body=body)

    def _listed_from(self, now: datetime) -> datetime:
        climate = self.weather.climate
        if not self.weather.happens(climate.lagging):
            return now
        return now + self.weather.between(0, climate.lag.total_seconds())


class Facebook(Graph):
    """One page."""

    name = "facebook"

    def kind(self, call: Call) -> Kind:
        if not call.is_write:
            return Kind.READ
        return Kind.COMMIT if call.path[-1] == "feed" else Kind.PREPARE

    def answer(self, call: Call, now: datetime) -> Reply:
        """Do what is asked."""
        match call.method, call.path[1:]:
            case "POST", (_, "feed"):
                return self._publish(call, now)
            case "POST", (_, "photos"):
                return Reply(body={"id": str(next(self.numbers))})
            case "GET", (_, "published_posts"):
                listed = self.ledger.listed(self.name, now)
                return self._listing(call, map(_facebook_node, listed))
            case "GET", (node,):
                return self._node(node)
        raise AssertionError(f"Facebook knows no {call.method} {call.path}")

    def _publish(self, call: Call, now: datetime) -> Reply:
        photos = json.loads(call.get("attached_media") or "[]")
        post = Live(
            channel=self.name,
            remote_id=f"{PAGE}_{next(self.numbers)}",
            text=call.get("message"),
            link=call.get("link") or None,
            delivery=call.delivery,
            created=now,
            listed_from=self._listed_from(now),
            pictures=len(photos),
        )
        self.ledger.add(post)
        return Reply(body={"id": post.remote_id, "permalink_url": _address(post)})

    def _node(self, node: str) -> Reply:
        post = self.ledger.find(self.name, node)
        if post is not None:
            return Reply(body={"id": node, "permalink_url": _address(post)})
        source = {
            "source": f"https://cdn.example/{node}.jpg",
            "width": 400,
            "height": 400,
        }
        return Reply(body={"id": node, "images": [source]})


def _address(post: Live) -> str:
    return f"https://www.facebook.com/{PAGE}/posts/{post.remote_id}"


def _facebook_node(post: Live) -> Node:
    node: Node = {
        "id": post.remote_id,
        "message": post.text,
        "created_time": f"{post.created:%Y-%m-%dT%H:%M:%S}+0000",
        "permalink_url": _address(post),
    }
    if post.pictures == 1:
        node["attachments"] = {"data": [{"media_type": "photo"}]}
    return node


@dataclass(kw_only=True)
class _Container:
    created: datetime
    finished: datetime
    caption: str
    fails: bool = False
    post: Live | None = None


class Instagram(Graph):
    """One professional account."""

    name = "instagram"

    def __init__(self, ledger: Ledger, weather: Weather) -> None:
        super().__init__(ledger, weather)
        self._containers: dict[str, _Container] = {}

    def denied(self) -> Reply:
        """Seen for posts that were public: gitroomhq/postiz-app pull request 1681."""
        return refusal(4, "Action is blocked", subcode=2207051)

    def kind(self, call: Call) -> Kind:
        if not call.is_write:
            return Kind.READ
        return Kind.COMMIT if call.path[-1] == "media_publish" else Kind.PREPARE

    def answer(self, call: Call, now: datetime) -> Reply:
        """Do what is asked."""
        match call.method, call.path[1:]:
            case "POST", (_, "media"):
                return self._begin(call, now)
            case "POST", (_, "media_publish"):
                return self._publish(call, now)
            case "GET", (_, "media"):
                listed = self.ledger.listed(self.name, now)
                return self._listing(call, map(_instagram_node, listed))
            case "GET", (_, "content_publishing_limit"):
                limit = {"quota_usage": 1, "config": {"quota_total": 50}}
                return Reply(body={"data": [limit]})
            case "GET", (node,):
                return self._node(node, now)
        raise AssertionError(f"Instagram knows no {call.method} {call.path}")

    def _begin(self, call: Call, now: datetime) -> Reply:
        troubled = self.weather.happens(self.weather.climate.faults / 4)
        takes = self.weather.between(60, 900) if troubled else timedelta(seconds=1)
        number = str(next(self.numbers))
        self._containers[number] = _Container(
            created=now,
            finished=now + takes,
            caption=call.get("caption"),
            fails=troubled and self.weather.happens(0.5),
        )
        return Reply(body={"id": number})

    def _publish(self, call: Call, now: datetime) -> Reply:
        container = self._containers[call.get("creation_id")]
        status = _status(container, now)
        if status == "PUBLISHED":
            return refusal(24, "The requested resource is gone", subcode=2207008)
        if status != "FINISHED":
            return refusal(9007, "Media is not ready", subcode=2207027)
        container.post = Live(
            channel=self.name,
            remote_id=str(next(self.numbers)),
            text=container.caption,
            delivery=call.delivery,
            created=now,
            listed_from=self._listed_from(now),
            pictures=1,
        )
        self.ledger.add(container.post)
        return Reply(body={"id": container.post.remote_id})

    def _node(self, node: str, now: datetime) -> Reply:
        container = self._containers.get(node)
        if container is not None:
            status = _status(container, now)
            said = "Error: it took too long, 2207003" if status == "ERROR" else status
            return Reply(body={"id": node, "status_code": status, "status": said})
        post = self.ledger.find(self.name, node)
        if post is None:
            return refusal(100, "Unsupported get request.", subcode=33)
        return Reply(body=_instagram_node(post))


def _status(container: _Container, now: datetime) -> str:
    if container.post is not None:
        return "PUBLISHED"
    if now - container.created >= CONTAINER_LIVES:
        return "EXPIRED"
    if now < container.finished:
        return "IN_PROGRESS"
    return "ERROR" if container.fails else "FINISHED"


def _instagram_node(post: Live) -> Node:
    return {
        "id": post.remote_id,
        "caption": post.text,
        "timestamp": f"{post.created:%Y-%m-%dT%H:%M:%S}+0000",
        "permalink": f"https://www.instagram.com/p/{post.remote_id}/",
    }
