"""Sets of statuses have names, beside the statuses: a new status is sorted in there alone.

A mapping from statuses to words, colours or times may stand where it is used: what it
lacks is told by default, or asked for by whoever reads it.
"""

import ast
from collections.abc import Iterator

import pytest

from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import delivery_states
from crossposter.database.models.delivery_states import (
    AT_REST,
    CANCELLABLE,
    FOUND_OUT,
    GIVEN_UP,
    IN_FLIGHT,
    MOVES,
    NOT_SHOWN,
    ON_THE_WAY,
    OVER,
    PUBLIC_OR_MAY_BE,
    RESOLVABLE,
    RETRIABLE,
    SENT,
    SETBACKS,
    SOLVED,
    TO_COME,
    TROUBLE,
    UNDER_WAY,
    UNSETTLED,
    UNTOUCHABLE,
    WAITING,
)
from tests.support.source_code import modules, names_of

HOME = {"database/models/delivery.py", "database/models/delivery_states.py"}
ENUM = (
    "crossposter.database.models.DeliveryStatus",
    "crossposter.database.models.delivery.DeliveryStatus",
)


def lists(tree: ast.Module) -> Iterator[int]:
    """The lines of a module that put two or more statuses together."""
    enum = frozenset[str]().union(*(names_of(tree, each) for each in ENUM))
    for node in ast.walk(tree):
        together = _together(node)
        statuses = {
            each.attr
            for each in together
            if isinstance(each, ast.Attribute)
            and isinstance(each.value, ast.Name)
            and each.value.id in enum
        }
        others = sum(isinstance(each, ast.Starred) for each in together)
        if (statuses and len(statuses) + others > 1) or _are_words(together):
            yield getattr(node, "lineno", 0)


def _together(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.List() | ast.Set() | ast.Tuple():
            return node.elts
        case ast.Call():
            return node.args
        case ast.BoolOp():
            compared = [it for it in node.values if isinstance(it, ast.Compare)]
            return [side for it in compared for side in (it.left, *it.comparators)]
        case ast.MatchOr():
            return [it.value for it in node.patterns if isinstance(it, ast.MatchValue)]
        case ast.BinOp():  # a named set and one more, or one less
            sides = [it for it in (node.left, node.right) if isinstance(it, ast.Set)]
            return [*(it for side in sides for it in side.elts), ast.Starred(node.left)]
        case _:
            return []


def _are_words(nodes: list[ast.expr]) -> bool:
    told = {each.value for each in nodes if isinstance(each, ast.Constant)}
    return len(nodes) > 1 and len(told) == len(nodes) and told <= set(Status)


def listed() -> Iterator[str]:
    for path, tree in modules().items():
        if path not in HOME:
            yield from (f"{path}:{line}" for line in lists(tree))


def test_no_other_module_lists_statuses() -> None:
    assert list(listed()) == []


KNOWN = "from crossposter.database.models import DeliveryStatus as S\n"


@pytest.mark.parametrize(
    "line",
    [
        "X = (S.HELD, S.FAILED)",
        "X = [S.HELD, S.FAILED]",
        "X = frozenset({S.HELD, S.FAILED})",
        "X = (S.SCHEDULED, *IN_FLIGHT)",
        "X = IN_FLIGHT | {S.SCHEDULED}",
        "X = set(S) - {S.SCHEDULED}",
        "X = with_status(session, S.HELD, S.FAILED)",
        "X = with_status(session, S.HELD, *IN_FLIGHT)",
        "X = row.status is S.HELD or row.status == S.FAILED",
        "X = {'held', 'failed'}",
        "match row.status:\n    case S.HELD | S.FAILED: X = 1",
    ],
)
def test_a_list_anywhere_is_found(line: str) -> None:
    assert len([*lists(ast.parse(KNOWN + line))]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "X = {S.HELD: 'red', S.FAILED: 'red'}",
        "X = {'held': 'red', 'failed': 'red'}",
        "X = row.status is S.HELD and S.HELD in allowed",
        "X = row.status in TROUBLE",
        "X = (Mail.FAILED, Mail.SENT)",
        "X = {'failed', 'held', 'median_wait'}",
        "X = move(session, row, S.HELD, at=now)",
    ],
)
def test_words_for_statuses_and_single_ones_are_no_lists(line: str) -> None:
    assert [*lists(ast.parse(KNOWN + line))] == []


def test_every_status_rests_or_is_under_way() -> None:
    assert set(Status) == AT_REST | UNDER_WAY
    assert AT_REST.isdisjoint(UNDER_WAY)


def test_only_people_and_approvals_move_what_rests() -> None:
    """What follows from the diagram for the sets that say who may do what."""
    assert {it for it in Status if Status.CANCELLED in MOVES[it]} - TO_COME == RETRIABLE
    assert all(MOVES[each] >= FOUND_OUT for each in RESOLVABLE)
    assert {it for it in Status if Status.CANCELLED in MOVES[it]} == CANCELLABLE
    assert all(MOVES[each] <= {Status.SCHEDULED} for each in OVER)


def test_what_may_be_public_is_never_cancelled_or_called_refused() -> None:
    assert SENT < UNTOUCHABLE < PUBLIC_OR_MAY_BE
    assert PUBLIC_OR_MAY_BE.isdisjoint(CANCELLABLE | NOT_SHOWN)
    assert GIVEN_UP < NOT_SHOWN


def test_the_sets_fit_into_one_another() -> None:
    assert IN_FLIGHT < ON_THE_WAY < UNDER_WAY
    assert TO_COME < ON_THE_WAY
    assert WAITING < UNDER_WAY
    assert RETRIABLE < TROUBLE < SETBACKS
    assert UNSETTLED < TROUBLE
    assert SOLVED < OVER < AT_REST


def test_every_set_has_a_reader() -> None:
    """A set that nobody asks is one that nobody keeps right."""
    sets = {
        name
        for name, value in vars(delivery_states).items()
        if name.isupper() and isinstance(value, frozenset)
    }
    read = {
        alias.name
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == delivery_states.__name__
        for alias in node.names
    }
    assert sets - read == set()
