"""Answers of the right shape with values of the wrong kind: each ability of a publisher."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from crossposter.channels import (
    Post,
    Prepared,
    PublisherError,
    SentAttempt,
    Stage,
    open_attempt,
)
from crossposter.clock import SystemClock
from tests.platforms.contract.test_evil_answers import PATIENT, POST, talking
from tests.support.arenas import TERMS
from tests.support.evil import saying, with_body

ODD: list[Any] = [None, -1, 2**62, "a", [[1]], {"a": 1}]
#: A good answer to nearly everything that is asked of any platform.
GOOD: dict[str, Any] = {
    "id": "1001_42",
    "name": "Pemkab",
    "username": "pemkab",
    "message": "Jalan",
    "permalink_url": "https://example.com/42",
    "permalink": "https://example.com/42",
    "created_time": "2026-11-22T03:04:05+0000",
    "timestamp": "2026-11-22T03:04:05+0000",
    "attachments": {"data": [{"media_type": "album", "subattachments": {"data": []}}]},
    "status_code": "FINISHED",
    "status": {"video_status": "ready", "uploading_phase": {"bytes_transferred": 3}},
    "post_id": "42",
    "video_id": "42",
    "upload_session_id": "7",
    "start_offset": "0",
    "end_offset": "9",
    "images": [{"source": "http://127.0.0.1:1/a.jpg", "width": 4, "height": 4}],
    "shares": {"count": 3},
    "reactions": {"summary": {"total_count": 3}},
    "comments": {"summary": {"total_count": 3}},
    "insights": {"data": [{"name": "views", "values": [{"value": 3}]}]},
    "like_count": 3,
    "comments_count": 3,
    "is_published": True,
    "instagram_business_account": {"id": "17841400000000001"},
    "paging": {"next": "x", "cursors": {"after": "y"}},
    "meta": {"result_count": 1, "next_token": "z"},
    "errors": [{"type": "resource-not-found", "value": "42"}],
    "error": {"code": 100, "message": "tidak", "error_subcode": 33},
    "data": [{"id": "42", "quota_usage": 1, "config": {"quota_total": 9}}],
}
TOKEN: dict[str, Any] = {
    "id": "42",
    "username": "pemkab",
    "author_id": "31",
    "is_valid": False,
    "type": "PAGE",
    "profile_id": "1001",
    "scopes": ["pages_manage_posts"],
    "granular_scopes": [{"scope": "pages_manage_posts", "target_ids": ["1"]}],
    "expires_at": 0,
    "data_access_expires_at": 1,
    "error": {"code": 190, "subcode": 463},
    "media_key": "3_42",
    "processing_info": {"state": "pending", "check_after_secs": 1, "error": {"a": 1}},
    "text": "Jalan",
    "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://b"}]},
    "note_tweet": {"text": "Jalan"},
    "attachments": {"media_keys": ["3_1"]},
    "referenced_tweets": [{"type": "replied_to", "id": "1"}],
    "public_metrics": {"like_count": 1},
    "created_at": "2026-11-22T03:04:05.000Z",
}


def bodies() -> Iterator[dict[str, Any]]:
    """Each value in turn, and each value inside it, as each odd thing."""
    calm = {
        each: value for each, value in GOOD.items() if each not in {"error", "paging"}
    }
    for odd in ODD:
        yield dict.fromkeys(calm, odd)
        yield {"data": dict.fromkeys(TOKEN, odd)}
        yield {"data": [{**TOKEN, name: odd} for name in TOKEN], "meta": GOOD["meta"]}
        yield {"error": {"code": 100, "message": odd, "error_subcode": odd}}
        yield {"error": {"code": odd, "message": "a"}}
        yield {"debug_info": {"retriable": odd, "message": odd, "type": odd}}
        yield {"data": [{**calm, name: odd} for name in calm]}
        yield {**calm, "data": TOKEN, "status": odd, "attachments": {"data": odd}}
        for name in ("insights", "reactions", "shares", "paging", "images", "meta"):
            inside = json.dumps(GOOD[name]).replace("3", "%s").replace('"y"', "%s")
            if "%s" in inside:
                count = inside.count("%s")
                whole = json.loads(inside % ((json.dumps(odd),) * count))
                yield {**calm, "data": [calm], name: whole}


def abilities(publisher: Any, refs: dict[str, str]) -> Iterator[Any]:
    now = SystemClock().now()
    attempts = [
        SentAttempt(started_at=now, refs=refs),
        SentAttempt(started_at=now, refs={**refs, "video": "42"}, baseline="9"),
        SentAttempt(started_at=now),
    ]
    yield lambda: publisher.commit(Prepared(post=POST, refs=refs))
    yield lambda: publisher.prepare(POST, {})
    yield publisher.check
    yield publisher.health
    yield lambda: publisher.measure(["1001_42", "42"])
    yield lambda: publisher.preflight([Post(text="a")])
    yield lambda: publisher.read_link("https://x.com/a/status/42")
    for attempt in attempts:
        yield lambda attempt=attempt: publisher.find(POST, attempt)


@pytest.mark.parametrize(
    "status", [b"200 OK", pytest.param(b"400 Bad Request", marks=pytest.mark.long)]
)
@pytest.mark.parametrize("platform", [*TERMS])
def test_nothing_but_a_named_error_comes_of_odd_answers(
    platform: str, status: bytes
) -> None:
    answer = [b""]

    def say(connection: socket.socket) -> None:
        with_body(answer[0], status=status)(connection)

    with saying(say) as url:
        publisher = talking(platform, url, PATIENT)
        for body in bodies():
            answer[0] = json.dumps(body).encode()
            for ability in abilities(publisher, TERMS[platform].refs):
                with open_attempt(Stage.COMMITTING), suppress(PublisherError):
                    found = ability()
                    repr(found).encode()
