"""Kinds of incidents: one enum, and no literal of them anywhere else."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from crossposter.database import Database
from crossposter.database.models import Incident, IncidentKind
from tests.support.checkout import ROOT

PACKAGE = ROOT / "crossposter"
WORDS = frozenset(IncidentKind)
#: Also words of other things, such as statuses of deliveries.
SHARED = {
    *("api", "away", "credentials", "disk-full", "failed", "held", "late", "nowhere"),
    *("paused", "removed", "resting", "token", "unconfirmed"),
}
#: Classes and functions whose first argument or *kind* is a kind of incident.
TAKE_KINDS = frozenset({"Condition", "News", "Incident", "IncidentState", "in_english"})
FILES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "database" / "models" / "incident.py"
    and "migrations" not in path.parts
)


def literals(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and each.value in WORDS:
            yield f"line {each.lineno}: {each.value!r}"


def suspicious(tree: ast.Module) -> Iterator[str]:
    """Where a literal cannot but mean a kind of incident."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(word)) if word in WORDS - SHARED:
                yield f"line {node.lineno}: {word!r}"
            case ast.Compare() if any(_is_kind(it) for it in _sides(node)):
                yield from literals(node)
            case ast.Call(func=ast.Name(id=name)) if name in TAKE_KINDS:
                named = [it.value for it in node.keywords if it.arg == "kind"]
                for each in (*named, *node.args[:1]):
                    yield from literals(each)
            case ast.Set(elts=elements) | ast.List(elts=elements):
                if len(elements) > 1 and all(_says_kind(it) for it in elements):
                    yield from literals(node)


def _sides(node: ast.Compare) -> list[ast.expr]:
    return [node.left, *node.comparators]


def _is_kind(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "kind"


def _says_kind(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in WORDS


def test_no_kind_of_incident_is_written_as_a_literal() -> None:
    found = {
        str(path.relative_to(PACKAGE)): list(suspicious(ast.parse(path.read_text())))
        for path in FILES
    }

    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "code",
    [
        'x = "mail-server"',
        'row.kind == "late"',
        'row.kind in {"late", "disk-full"}',
        'Condition(key="a", kind="paused" if it else "resting")',
        'in_english("token", {}, zone)',
        'STOPS = frozenset({"late", "paused"})',
    ],
)
def test_a_literal_would_be_found(code: str) -> None:
    assert list(suspicious(ast.parse(code)))


def test_the_stored_words_stay(database: Database) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with database.write() as session:
        for kind in IncidentKind:
            session.add(
                Incident(
                    key=kind,
                    kind=kind,
                    reason="",
                    next_step="",
                    opened_at=now,
                    changed_at=now,
                )
            )
    with database.read() as session:
        stored = session.connection().execute(text("SELECT kind FROM incident"))

        assert set(stored.scalars()) == {
            *("paused", "resting", "unready", "unready-channel", "failed", "held"),
            *("doubtful", "unconfirmed", "late", "nowhere", "away", "token"),
            *("token-ended", "data-access", "data-access-ended", "api", "api-ended"),
            *("credentials", "disk-low", "disk-full", "backup-old", "backup-none"),
            *("approval-ended", "urgent-waits", "removed", "mail-refused"),
            "mail-server",
        }
