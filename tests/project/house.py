"""Counts of the house: `python -m tests.project.house` prints them, with their bounds.

A room is a folder at the top of the package. *Before* is the count of the flat package
that the rooms took the place of; where nobody counted there is none. Whatever is counted
"as listed" is what CONTRIBUTING tells to edit; that the paths are there is tried beside.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crossposter.database.models import DeliveryStatus
from tests.project.way import way_of_a_delivery
from tests.support.checkout import ROOT

PACKAGE = ROOT / "crossposter"
TESTS = ROOT / "tests"
_NOT_IN_THE_TREE = {"__init__.py", "__pycache__", "py.typed"}
_SHORTEST_NAMED = 2  #: a module with one status has a rule; with all but two, a list


@dataclass(frozen=True, kw_only=True)
class Count:
    """One count, and the bound it has to keep."""

    name: str
    before: int | None
    now: int
    bound: str
    details: str = ""

    def __str__(self) -> str:
        old = "-" if self.before is None else self.before
        return (
            f"{self.name:<52} {old:>4} -> {self.now:<4} {self.bound:<8} {self.details}"
        )


def top_entries() -> list[str]:
    """Rooms and modules of the tree in CONTRIBUTING."""
    return sorted(
        each.name for each in PACKAGE.iterdir() if each.name not in _NOT_IN_THE_TREE
    )


def layers() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (found,) = (each["layers"] for each in contracts if each["type"] == "layers")
    return list(found)


def modules() -> list[Path]:
    """Modules that do something: no `__init__`, no migration, no mere declaration."""
    return sorted(
        path
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py"
        and "migrations" not in path.parts
        and not _only_declares(path)
    )


@cache
def _only_declares(path: Path) -> bool:
    """Classes, constants and protocols, but no function that has a body."""
    functions = [
        node
        for node in ast.walk(_parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return not any(_body(function) for function in functions)


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """Statements besides a docstring and `...`."""
    return [
        statement
        for statement in function.body
        if not (
            isinstance(statement, ast.Expr)
            and isinstance(statement.value, ast.Constant)
        )
    ]


def untried() -> list[Path]:
    """Modules without a test of their name in the folder of their room.

    `test_image_conversion` is the test of `image_conversion` alone, not of `image`.
    """
    tried = _tried()
    return [path for path in modules() if path not in tried]


def _tried() -> set[Path]:
    return {
        module
        for test in TESTS.rglob("test_*.py")
        if (module := _module_of(test)) is not None
    }


def _module_of(test: Path) -> Path | None:
    words = test.stem.removeprefix("test_").split("_")
    room = PACKAGE / test.parent.relative_to(TESTS)
    for end in range(len(words), 0, -1):
        name = "_".join(words[:end])
        for module in (room / f"{name}.py", room / f"__{name}__.py"):
            if module.is_file():
                return module
    return None


def opening_words() -> list[str]:
    """Lines of docstrings that begin with "What" or "Whether"."""
    return [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for docstring in _docstrings(path)
        for line in docstring.splitlines()
        if re.match(r"(What|Whether)\b", line.strip())
    ]


def _docstrings(path: Path) -> Iterator[str]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(_parsed(path)):
        if isinstance(node, kinds) and (text := ast.get_docstring(node)):
            yield text


def to_edit_for(new: str) -> list[str]:
    """Paths in the row of CONTRIBUTING's "Where to put something new"."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("## Where to put something new\n")[1].split("\n## ")[0]
    row = re.search(rf"^\| {new} \|(.*)\|$", section, re.MULTILINE)
    assert row is not None, new
    return [
        path for path in re.findall(r"`([^`]+)`", row[1]) if re.search(r"[./]", path)
    ]


def modules_naming_most_statuses() -> list[str]:
    """Modules that name all statuses of a delivery but two or fewer.

    `Status.HELD` counts, and so does the key "held" of a table: both have to be
    looked through when there is another one.
    """
    least = len(DeliveryStatus) - _SHORTEST_NAMED
    return sorted(
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts and len(_statuses_named(path)) >= least
    )


def _statuses_named(path: Path) -> set[str]:
    tree = _parsed(path)
    words = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    words |= {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    words |= {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {each.value for each in DeliveryStatus if {each.name, each.value} & words}


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def counts() -> list[Count]:
    """Every count, measured now."""
    way = way_of_a_delivery()
    tried = len(modules()) - len(untried())
    status, platform = to_edit_for("delivery status"), to_edit_for("platform")
    return [
        Count(
            name="entries at the top", before=71, now=len(top_entries()), bound="<= 24"
        ),
        Count(name="layers", before=26, now=len(layers()), bound="= 13"),
        Count(
            name="rooms that are handed a lane's delivery",
            before=7,
            now=len(way.rooms_of(way.handed)),
            bound="<= 3",
            details=", ".join(way.rooms_of(way.handed)),
        ),
        Count(name="files that are handed it", before=9, now=len(way.handed), bound=""),
        Count(
            name="rooms whose code runs for it, without the adapter",
            before=15,
            now=len(way.rooms_of(way.ran)),
            bound="",
            details=", ".join(way.rooms_of(way.ran)),
        ),
        Count(
            name="files whose code runs for it", before=22, now=len(way.ran), bound=""
        ),
        Count(
            name="files to edit for a delivery status, and 2 documents",
            before=17,
            now=sum(not path.endswith(".md") for path in status),
            bound="<= 6",
            details=", ".join(status),
        ),
        Count(
            name="modules that name most statuses",
            before=None,
            now=len(modules_naming_most_statuses()),
            bound="",
            details=", ".join(modules_naming_most_statuses()),
        ),
        Count(
            name="places to edit for a platform, as listed",
            before=17,
            now=len(platform),
            bound="",
            details=", ".join(platform),
        ),
        Count(
            name="modules with a test of their name, in percent",
            before=27,
            now=100 * tried // len(modules()),
            bound=">= 85",
            details=f"{tried} of {len(modules())}",
        ),
        Count(
            name='lines of docstrings that begin with "What", "Whether"',
            before=352,
            now=len(opening_words()),
            bound="= 0",
        ),
    ]


if __name__ == "__main__":
    for count in counts():
        print(count)  # noqa: T201
    for missing in untried():
        print("no test of its name:", missing.relative_to(ROOT))  # noqa: T201
