"""Threads in the office of the use cases: posts of several parts, approved as such."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any
from unittest import mock

from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.posts.composer import Composed, Composer
from tests.support.newsroom import KABID, Office

PARTS = ("Jembatan ditutup. 1/3", "Lewat jalan Kusan. 2/3", "Sampai Jumat. 3/3")
_compose = Composer.compose


def thread(office: Office, *texts: str, **values: Any) -> int:
    """An announcement that was approved with these parts, on one channel."""
    key = office.submitted(**{"channels": ["facebook"]} | values)
    approve(office, key, *texts)
    return key


def approve(office: Office, key: int, *texts: str) -> None:
    """Approve it as a thread, however its template reads."""
    first, *others = texts or PARTS

    def compose(self: Composer, *args: Any) -> list[Composed]:
        return [
            replace(each, post=replace(each.post, text=first, replies=tuple(others)))
            for each in _compose(self, *args)
            if each.post is not None
        ]

    with mock.patch.object(Composer, "compose", compose):
        office.approval.approve(KABID, key)


def public(office: Office) -> list[str]:
    """What the public reads, in the order it came."""
    return [live.post.text for live in office.facebook.posts]


def is_whole(office: Office, *texts: str) -> bool:
    """Whether every part is public once, each below the one before."""
    above = [None, *(live.remote_id for live in office.facebook.posts)]
    below = [live.post.reply_to for live in office.facebook.posts]
    return public(office) == list(texts or PARTS) and below == above[:-1]


class Crash(BaseException):
    """The process is gone: nothing after this is executed."""


def bomb(step: str, hit: int = 1) -> Callable[[str], None]:
    """Crash when a step is reached for the n-th time."""
    hits = count(1)

    def on_step(reached: str) -> None:
        if reached == step and next(hits) == hit:
            raise Crash

    return on_step


def begun(office: Office, *, parts: int = 1, **values: Any) -> Delivery:
    """A thread of which so many parts are public when the daemon stops; one more runs."""
    key = thread(office, **values)
    office.started(bomb("recorded", parts))
    with suppress(Crash):
        office.run_when_due(key)
    office.started()
    delivery = office.delivery(key)
    assert delivery.status is Status.SCHEDULED
    assert len(office.facebook.posts) == parts
    return delivery
