"""Catalogues of translations: complete, and no more than the code says."""

import ast
import gettext
import string
from io import BytesIO
from typing import Any

import pytest

from tests.support.catalogues import (
    KEYWORDS,
    LANGUAGES,
    compiled,
    extracted,
    kept,
    source,
    written,
)
from tests.support.checkout import ROOT

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
    catalogue = kept(language)

    assert not [it.id for it in catalogue if it.fuzzy]
    assert written(catalogue) == source(language).read_bytes()


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
