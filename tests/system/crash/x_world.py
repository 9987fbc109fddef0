"""One account on X, as far as its publisher uses it.

https://docs.x.com/x-api/posts/create-post and
https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

import html
import itertools
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.system.crash.call import Call, Reply
from tests.system.crash.faults import Kind, Weather
from tests.system.crash.ledger import Ledger, Live

USER = "3100000001"
ADDRESS = re.compile(r"https?://[^\s]+")
Node = dict[str, Any]


def problem(status: int, title: str, detail: str, kind: str = "about:blank") -> Reply:
    """A problem document."""
    body = {"title": title, "detail": detail, "type": kind, "status": status}
    return Reply(status=status, body=body)


class X:
    """Refuses the same words again for a while."""

    name = "x"

    def __init__(self, ledger: Ledger, weather: Weather) -> None:
        self.ledger = ledger
        self.weather = weather
        self._numbers = itertools.count(1)
        minutes = weather.dice.choice([0, 30, 240])
        self._remembers = timedelta(minutes=minutes)

    def kind(self, call: Call) -> Kind:
        if not call.is_write:
            return Kind.READ
        return Kind.COMMIT if call.path == ("2", "tweets") else Kind.PREPARE

    def answer(self, call: Call, now: datetime) -> Reply:
        """Do what is asked."""
        match call.method, call.path[1:]:
            case "POST", ("tweets",):
                return self._publish(call, now)
            case "POST", ("media", "upload" | "metadata"):
                return Reply(body={"data": {"id": str(next(self._numbers))}})
            case "GET", ("users", "me"):
                return Reply(body={"data": {"id": USER, "username": "tanahbumbu"}})
            case "GET", ("users", user, "tweets") if user == USER:
                return self._timeline(call, now)
            case "GET", ("users", _, "tweets"):
                return problem(404, "Not Found", "Could not find user")
            case "GET", ("tweets", post_id):
                return self._post(post_id)
        raise AssertionError(f"X knows no {call.method} {call.path}")

    def unauthorized(self) -> Reply:
        return problem(401, "Unauthorized", "Unauthorized")

    def out_of_credits(self) -> Reply:
        kind = "https://api.x.com/2/problems/credits-depleted"
        return problem(402, "Payment Required", "credits depleted", kind)

    def limited(self) -> Reply:
        return problem(429, "Too Many Requests", "Too Many Requests")

    def rejected(self) -> Reply:
        return problem(400, "Invalid Request", "Your Tweet text is too long.")

    def denied(self) -> Reply:
        return problem(503, "Service Unavailable", "Over capacity")

    def broken(self) -> Reply:
        return problem(503, "Service Unavailable", "Service Unavailable")

    def shortened(self, reply: Reply) -> Reply:
        """A page that lacks some of the posts it counts."""
        entries = reply.body.get("data", [])
        if not isinstance(entries, list) or not entries:
            return reply
        return Reply(body={**reply.body, "data": entries[1:]})

    def _publish(self, call: Call, now: datetime) -> Reply:
        text = call.get("text")
        if self.ledger.repeats(self.name, text, now, self._remembers):
            words = "You are not allowed to create a Tweet with duplicate content."
            return problem(403, "Forbidden", words)
        media = call.params.get("media") or {}
        above = (call.params.get("reply") or {}).get("in_reply_to_tweet_id")
        if above and self.ledger.find(self.name, above) is None:
            words = "You attempted to reply to a Tweet that is deleted or not visible"
            return problem(403, "Forbidden", words)
        post = Live(
            channel=self.name,
            remote_id=self._snowflake(now),
            text=text,
            delivery=call.delivery,
            created=now,
            listed_from=self._listed_from(now),
            pictures=len(media.get("media_ids", [])),
            reply_to=above,
        )
        self.ledger.add(post)
        return Reply(status=201, body={"data": {"id": post.remote_id, "text": text}})

    def _post(self, post_id: str) -> Reply:
        if self.ledger.find(self.name, post_id) is None:
            return Reply(body={"errors": [{"title": "Not Found Error"}]})
        return Reply(body={"data": {"id": post_id, "author_id": USER}})

    def _timeline(self, call: Call, now: datetime) -> Reply:
        start = _moment(call.get("start_time"))
        if start is not None and start > now:
            return problem(400, "Invalid Request", "'start_time' is in the future")
        after = int(call.get("since_id") or 0)
        found = [
            _node(post)
            for post in self.ledger.listed(self.name, now)
            if int(post.remote_id) > after and (start is None or post.created >= start)
        ]
        return _page(call, found)

    def _listed_from(self, now: datetime) -> datetime:
        climate = self.weather.climate
        if not self.weather.happens(climate.lagging):
            return now
        return now + self.weather.between(0, climate.lag.total_seconds())

    def _snowflake(self, now: datetime) -> str:
        return str((int(now.timestamp() * 1000) << 22) + next(self._numbers))


def _page(call: Call, found: list[Node]) -> Reply:
    start = int(call.get("pagination_token") or 0)
    end = start + int(call.get("max_results") or 10)
    entries = found[start:end]
    meta: Node = {"result_count": len(entries)}
    if end < len(found):
        meta["next_token"] = str(end)
    body: Node = {"meta": meta}
    if entries:
        body["data"] = entries
    return Reply(body=body)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _node(post: Live) -> Node:
    """As X gives texts back: signs escaped, addresses shortened, pictures linked."""
    urls: list[Node] = []
    shown = html.escape(post.text, quote=False)
    for number, address in enumerate(ADDRESS.findall(post.text)):
        short = f"https://t.co/{post.remote_id[-6:]}{number}"
        shown = shown.replace(html.escape(address, quote=False), short, 1)
        urls.append({"url": short, "expanded_url": address})
    node: Node = {"id": post.remote_id, "created_at": post.created.isoformat()}
    if post.reply_to:
        references = [{"type": "replied_to", "id": post.reply_to}]
        node["referenced_tweets"] = references
    if post.pictures:
        short = f"https://t.co/pic{post.remote_id[-6:]}"
        own = f"https://x.com/tanahbumbu/status/{post.remote_id}/photo/1"
        urls.append({"url": short, "expanded_url": own})
        shown = f"{shown} {short}"
        keys = [f"3_{number}" for number in range(post.pictures)]
        node["attachments"] = {"media_keys": keys}
    return node | {"text": shown, "entities": {"urls": urls}}
