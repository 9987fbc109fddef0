"""What the public and the owner of an account do: look, like, take down."""

from collections.abc import Sequence
from typing import Any

import requests

from crossposter.channels import Engagement, Health, Measures
from tests.support.arenas import Arena, FakeArena, SandboxArena
from tests.support.sending import Sending, a_post


def published(arena: Arena, text: str = "Pasar murah di Simpang Empat") -> str:
    """The id of a new post."""
    receipt = Sending(arena, a_post(arena, text)).commit()
    assert receipt.remote_id is not None
    return receipt.remote_id


def like(arena: Arena, remote_id: str, **figures: int) -> None:
    """Let a post have these figures."""
    if isinstance(arena, FakeArena):
        arena.publisher.figures[remote_id] = Engagement(**figures)
        return
    assert isinstance(arena, SandboxArena)
    values: dict[str, Any] = {"platform": arena.name, "id": remote_id, **figures}
    answer = requests.put(f"{arena.url}/_sandbox/figures", json=values)
    assert answer.ok, answer.text


def take_down(arena: Arena, remote_id: str) -> None:
    """Delete a post by hand, as somebody in the office may."""
    if isinstance(arena, FakeArena):
        arena.publisher.removed.add(remote_id)
        return
    assert isinstance(arena, SandboxArena)
    query = {"platform": arena.name, "id": remote_id}
    answer = requests.delete(f"{arena.url}/_sandbox/posts", params=query)
    assert answer.ok, answer.text


def measured(arena: Arena, *remote_ids: str) -> dict[str, Engagement | None]:
    """What the publisher finds, asked as often as it takes."""
    publisher = arena.publisher
    assert isinstance(publisher, Measures)
    found: dict[str, Engagement | None] = {}
    for chunk in _chunks(remote_ids, publisher.most_at_once):
        found |= publisher.measure(chunk)
    return found


def kinds(health: Health) -> list[str]:
    """The words for what is wrong."""
    return [str(fault.kind) for fault in health.faults]


def _chunks(items: Sequence[str], size: int) -> list[Sequence[str]]:
    return [items[begin : begin + size] for begin in range(0, len(items), size)]
