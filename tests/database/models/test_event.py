"""The words of the log: stored ones stay what they are, and stand in one module."""

import ast
from collections.abc import Iterator

import pytest

from crossposter.database.models import AnnouncementStatus
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.event import (
    DEEDS,
    EDITS,
    NEXT_SLOT,
    OF_CHANNEL,
    POSTPONED,
    WRITING,
    Action,
    came_to,
    channel_of,
    channel_paused,
    channel_resumed,
    is_pause,
    is_resumption,
    part_published,
)
from tests.support.source_code import modules, words

HOME = "database/models/event.py"
#: Words of the log that mean other things as well: there only writing and asking counts.
COMMON = {
    *("added", "edited", "submitted", "approved", "rejected", "withdrawn", "warned"),
    "preflight",
}
DISTINCT = ({*Action} | {came_to(each) for each in Status} | {NEXT_SLOT}) - COMMON
WRITERS = {"note", "_note", "move", "apply", "_apply", "said_at", "_last"}


def test_the_stored_words_are_those_of_every_database_so_far() -> None:
    assert {each.name: each.value for each in Action} == {
        "ADDED": "added",
        "EDITED": "edited",
        "EDITED_SLIGHTLY": "edited slightly",
        "SUBMITTED": "submitted",
        "SHOWN": "posts shown",
        "APPROVED": "approved",
        "REJECTED": "rejected",
        "WITHDRAWN": "withdrawn",
        "WARNED": "warned",
        "LEFT_OUT": "channel left out",
        "APPROVAL_ENDED": "approval ended",
        "SCHEDULED": "delivery scheduled",
        "RELEASED": "delivery released after the pause",
        "RETRIED": "retried by a person",
        "FOUND_POSTED": "resolved: posted",
        "FOUND_NOT_POSTED": "resolved: not posted",
        "PREFLIGHT": "preflight",
        "POST_GONE": "post no longer there",
        "BACKUP_WRITTEN": "backup written",
    }
    assert NEXT_SLOT == "late: takes the next slot"


def test_each_status_has_its_stored_words() -> None:
    assert {each: came_to(each) for each in Status} == {
        Status.SCHEDULED: "delivery waits",
        Status.PREPARING: "taken up",
        Status.COMMITTING: "delivery is being sent",
        Status.PUBLISHED: "delivery published",
        Status.UNCONFIRMED: "delivery unconfirmed",
        Status.FAILED: "delivery failed",
        Status.HELD: "delivery held for a person",
        Status.EXPIRED: "delivery expired",
        Status.CANCELLED: "delivery cancelled",
    }


def test_what_names_something_has_its_stored_words() -> None:
    assert part_published(2, of=5) == "part 2 of 5 published"
    assert channel_paused("x") == "channel x paused"
    assert channel_resumed("x") == "channel x resumed"


@pytest.mark.parametrize("channel", ["x", "dinas-kesehatan", "a paused b", "left"])
def test_a_channel_is_read_back_from_what_was_said_of_it(channel: str) -> None:
    paused, resumed = channel_paused(channel), channel_resumed(channel)

    assert channel_of(paused) == channel_of(resumed) == channel
    assert is_pause(paused)
    assert not is_resumption(paused)
    assert is_resumption(resumed)
    assert not is_pause(resumed)
    assert paused.startswith(OF_CHANNEL)
    assert not is_pause(Action.LEFT_OUT)
    assert not is_resumption(Action.LEFT_OUT)


def test_who_wrote_is_asked_by_the_same_words_as_were_written() -> None:
    assert {"added", "edited", "edited slightly"} == WRITING
    assert {"added"} == WRITING - EDITS
    asked_by_status = {*AnnouncementStatus} - {AnnouncementStatus.DRAFT}
    assert WRITING | asked_by_status == DEEDS
    assert {
        "delivery released after the pause",
        "retried by a person",
        "resolved: not posted",
    } == POSTPONED


def literals(tree: ast.Module) -> Iterator[int]:
    """The lines of a module that hold an action as a text of their own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in DISTINCT:
            yield node.lineno
        else:
            for each in _actions_in(node):
                yield from (each.lineno for word in words(each) if word not in DISTINCT)


def _actions_in(node: ast.AST) -> list[ast.expr]:
    """Where a node writes an action, or asks for one."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name, value=about)):
            asks = name in WRITERS or _is_of_action(about)
            return [*_named(node), *(node.args if asks else [])]
        case ast.Call(func=ast.Name(id=name)):
            return [*_named(node), *(node.args if name in WRITERS else [])]
        case ast.Compare():
            sides = [node.left, *node.comparators]
            others = [each for each in sides if not _is_of_action(each)]
            return others if len(others) < len(sides) else []
        case _:
            return []


def _named(call: ast.Call) -> list[ast.expr]:
    return [each.value for each in call.keywords if each.arg == "action"]


def _is_of_action(node: ast.expr) -> bool:
    return any(
        isinstance(each, ast.Attribute) and each.attr == "action"
        for each in ast.walk(node)
    ) or "action" in words(node)


def test_no_other_module_holds_an_action_as_a_text() -> None:
    found = [
        f"{path}:{line}"
        for path, tree in modules().items()
        if path != HOME
        for line in literals(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "journal.note(session, at=now, actor=actor, action='added')",
        "note(session, action=f'channel {name} paused')",
        "self._note(session, actor, 'edited', row)",
        "transitions.apply(session, row, move, at=now, action='mended')",
        "journal.said_at(session, key, 'approved', now=now)",
        "X = Event.action == 'preflight'",
        "X = col(Event.action).in_(['added', WORD])",
        "X = deed['action'].startswith('edited')",
        "X = 'approved' in each.action",
        "X = 'backup written'",
        "log.warning('post no longer there')",
    ],
)
def test_a_text_anywhere_is_found(line: str) -> None:
    assert [*literals(ast.parse(line))]


@pytest.mark.parametrize(
    "line",
    [
        "journal.note(session, action=Action.ADDED, detail='edited')",
        "revocation.cancel(session, actor, key, why='edited', now=now)",
        "X = Event.action == Action.ADDED",
        "X = {'action': each.action}",
        "X = status == 'approved'",
        "daemon.ask('preflight', job)",
    ],
)
def test_the_same_words_elsewhere_are_no_actions(line: str) -> None:
    assert not [*literals(ast.parse(line))]
