"""Catalogues of translations: complete, and no more than the code says."""

import ast
import gettext
import re
import string
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.support.catalogues import (
    KEYWORDS,
    LANGUAGES,
    compiled,
    extracted,
    kept,
    source,
)
from tests.support.checkout import ROOT

#: Modules whose sentences come to pages, mails and reports.
SPEAKING = (
    "announcements/checks/*.py",
    "announcements/preview/*.py",
    "channels/pricing.py",
    "media/video_rules.py",
    "monitoring/alerts/messages/*.py",
    "posts/attachments.py",
    "posts/limits.py",
    "posts/rendering/custom_text.py",
    "posts/rendering/threads.py",
    "posts/rendering/warnings.py",
    "reports/output/*table*.py",
    "reports/output/advice.py",
    "reports/output/comparison.py",
    "reports/output/locale_format.py",
    "reports/output/renderer.py",
    "reports/output/text_layout.py",
    "reports/output/xlsx.py",
    "text/hosts.py",
)
Key = tuple[str | None, str]


def messages(catalogue: Any) -> dict[Key, str]:
    return {(it.context, it.id): it.string for it in catalogue if it.id}


def blanks(text: str) -> set[tuple[str, str]]:
    found = string.Formatter().parse(text)
    return {(name, spec or "") for _, name, spec, _ in found if name is not None}


def test_every_sentence_that_is_marked_can_be_found() -> None:
    """Babel passes over what is no plain text, such as an f-string."""
    found = {text for _, text in messages(extracted())}
    marked = [
        (path.name, node.lineno, node.args[-1])
        for path in (ROOT / "crossposter").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in KEYWORDS
    ]

    assert len(marked) >= len(found)
    for name, line, text in marked:
        assert isinstance(text, ast.Constant), f"{name}, line {line}"
        assert text.value in found, f"{name}, line {line}"


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """Sentences in the functions of a module that are not marked."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef)]
    inside = [node for each in functions for node in ast.walk(each)]
    calls = (it for it in inside if isinstance(it, ast.Call))
    marked = {
        id(call.args[-1])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    }
    docstrings = {
        id(each.body[0].value)
        for each in functions
        if isinstance(each.body[0], ast.Expr)
    }
    for node in inside:
        if not isinstance(node, ast.Constant) or id(node) in marked | docstrings:
            continue
        if isinstance(node.value, str) and re.search(r"[a-z]+ [a-z]+ ", node.value):
            yield node.lineno, node.value


@pytest.mark.parametrize("name", SPEAKING)
def test_what_people_read_on_a_page_is_marked(name: str) -> None:
    paths = sorted((ROOT / "crossposter").glob(name))

    assert paths
    assert {path.name: found for path in paths if (found := [*spoken(path)])} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("return 'the body holds a number'", 1),
        ("return f'{where} holds a number {number}'", 1),
        ("return phrase('the body holds a number')", 0),
        ("return phrase_in('post', 'the body holds a number')", 0),
    ],
)
def test_a_sentence_without_a_mark_would_be_found(
    tmp_path: Path, code: str, found: int
) -> None:
    module = tmp_path / "module.py"
    module.write_text(f"def check():\n    {code}\n")

    assert len([*spoken(module)]) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_what_the_code_says_and_nothing_else(language: str) -> None:
    assert messages(kept(language)).keys() == messages(extracted()).keys()


def test_every_sentence_is_translated() -> None:
    missing = [key for key, said in messages(kept("id")).items() if not said]

    assert missing == []


def test_the_english_of_the_code_is_the_english_of_readers() -> None:
    assert not any(messages(kept("en")).values())


def test_a_translation_leaves_the_same_blanks() -> None:
    for (_, english), translated in messages(kept("id")).items():
        assert blanks(translated) == blanks(english), english


def test_a_translation_names_the_same_commands() -> None:
    for (_, english), translated in messages(kept("id")).items():
        assert commands(translated) == commands(english), english


def commands(text: str) -> list[str]:
    return sorted(text.split("`")[1::2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_doubtful_or_gone(language: str) -> None:
    lines = source(language).read_text("utf-8").splitlines()

    assert not [it.id for it in kept(language) if it.fuzzy]
    assert not [line for line in lines if line.startswith("#~")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_its_source(language: str) -> None:
    """If not: ``python -m tests.support.catalogues``."""
    with source(language).with_suffix(".mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)
    made = gettext.GNUTranslations(BytesIO(compiled(kept(language))))

    for context, english in messages(kept(language)):
        if context is None:
            assert shipped.gettext(english) == made.gettext(english)
        else:
            said = shipped.pgettext(context, english)
            assert said == made.pgettext(context, english)
