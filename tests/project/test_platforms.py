"""Nobody but a platform itself, its configuration and its factory knows it by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossposter.platforms import PLATFORMS
from crossposter.sandbox import routes
from tests.support.checkout import ROOT

PACKAGE = ROOT / "crossposter"
#: Where a platform has its line, and the rooms that are about platforms by name.
AT_HOME = ("config/channels.py", "factories.py", "platforms/", "sandbox/")
LOOKUPS = {"get", "pop", "setdefault", "startswith", "endswith", "index", "count"}


def by_name(code: str) -> list[str]:
    """The places in *code* that compare with a platform's name, or look it up."""
    tree = ast.parse(code)
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and is_name(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        f"line {found.lineno}: {ast.unparse(found)}"
        for node in ast.walk(tree)
        for found in deciding(node)
        if is_name(found, constants)
    ]


def is_name(node: ast.expr, constants: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in constants
    return isinstance(node, ast.Constant) and node.value in PLATFORMS


def deciding(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions by which a node decides what to do."""
    match node:
        case ast.Compare():
            for side in (node.left, *node.comparators):
                yield from members(side)
        case ast.Dict():
            yield from (key for key in node.keys if key)
        case ast.Set():
            yield from node.elts
        case ast.MatchValue():
            yield node.value
        case ast.MatchMapping():
            yield from node.keys
        case ast.Subscript():
            yield node.slice
        case ast.Call():
            yield from looked_up(node)


def looked_up(call: ast.Call) -> Iterator[ast.expr]:
    """What a call looks up, or makes a table of."""
    match call.func:
        case ast.Attribute(attr=name) if name in LOOKUPS:
            yield from call.args
        case ast.Name(id="frozenset" | "set" | "dict"):
            for argument in call.args:
                yield from members(argument)
            for each in call.keywords:
                yield ast.copy_location(ast.Constant(each.arg), call)


def members(node: ast.expr) -> Iterator[ast.expr]:
    yield node
    if isinstance(node, (ast.Set, ast.Tuple, ast.List)):
        yield from node.elts


def strangers(suffix: str) -> list[Path]:
    """Files of the package that are at home nowhere near a platform."""
    return [
        path
        for path in sorted(PACKAGE.rglob(f"*{suffix}"))
        if not path.relative_to(PACKAGE).as_posix().startswith(AT_HOME)
    ]


def test_no_other_module_decides_by_the_name_of_a_platform() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): places
        for path in strangers(".py")
        if (places := by_name(path.read_text(encoding="utf-8")))
    }

    assert len(strangers(".py")) > 200
    assert found == {}


def test_no_page_decides_by_the_name_of_a_platform() -> None:
    found = [
        f"{path.name}: {quoted}"
        for path in strangers(".j2")
        for name in PLATFORMS
        for quoted in (f'"{name}"', f"'{name}'")
        if quoted in path.read_text(encoding="utf-8")
    ]

    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'if platform == "x": pass',
        'links = platform != "instagram"',
        'cards = platform in ("facebook", "x")',
        'CARDS = {"facebook", "x"}',
        'META = frozenset(["facebook"])',
        'TITLES = {"facebook": "Facebook"}',
        'TITLES = dict(x="X")',
        'title = titles["x"]',
        'title = titles.get("x", "")',
        'X = "x"\nif platform == X: pass',
        'match platform:\n    case "x": pass',
        'is_metas = platform.startswith("facebook")',
    ],
)
def test_every_way_to_decide_by_a_name_is_seen(code: str) -> None:
    assert by_name(code)


@pytest.mark.parametrize(
    "code",
    [
        'fault = {"kind": "drop_after", "platform": "x"}',
        'ROMAN = {10: "x", 9: "ix"}',
        'blank = "x" * 4',
        'without = ("instagram",)',
    ],
)
def test_a_name_that_decides_nothing_may_stand_anywhere(code: str) -> None:
    assert by_name(code) == []


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_platform_knows_no_other(name: str) -> None:
    others = {f"crossposter.platforms.{each}." for each in PLATFORMS if each != name}
    imported = {
        module
        for path in (PACKAGE / "platforms" / name).glob("*.py")
        for module in imports(path)
    }

    assert imported
    assert not [it for it in imported if it.startswith(tuple(others))]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_the_sandbox_plays_every_platform_under_the_same_name() -> None:
    played = {each.name: each.title for each in routes.PLATFORMS}

    assert played == {name: platform.title for name, platform in PLATFORMS.items()}


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_platform_is_whole(name: str) -> None:
    assert PLATFORMS[name].name == name
    for folder in ("crossposter/platforms", "crossposter/sandbox", "templates"):
        assert any((ROOT / folder / name).iterdir())
    assert (ROOT / "templates" / name / "default.j2").is_file()
    frames = PACKAGE / "announcements" / "preview" / "templates"
    assert (frames / f"{PLATFORMS[name].look.frame}.html.j2").is_file()
    assert f"platform: {name}\n" in (ROOT / "config.yaml").read_text(encoding="utf-8")
