"""The package as its own tests read it: every module as a syntax tree."""

import ast
import functools
from collections.abc import Iterator, Mapping

from tests.support.checkout import ROOT


@functools.cache
def modules() -> Mapping[str, ast.Module]:
    """By their paths in the package, without the migrations, which are history."""
    package = ROOT / "crossposter"
    found = {
        file.relative_to(package).as_posix(): ast.parse(file.read_text("utf-8"))
        for file in sorted(package.rglob("*.py"))
    }
    return {
        path: tree for path, tree in found.items() if "migrations/versions" not in path
    }


def names_of(tree: ast.Module, imported: str) -> frozenset[str]:
    """By which names a module knows what it imports as `package.module.imported`."""
    package, _, wanted = imported.rpartition(".")
    return frozenset(
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == package
        for alias in node.names
        if alias.name == wanted
    )


def words(node: ast.expr) -> Iterator[str]:
    """Every text that stands literally in an expression."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
