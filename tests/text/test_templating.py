"""Templates can neither reach out nor run away, and their mistakes are told by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crossposter.errors import BadInput
from crossposter.text.templating import (
    MOST_ROUNDS,
    OverlaidFolders,
    TemplateEnvironment,
    TemplateProblem,
)

Print = Callable[..., str]


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    def print_it(source: str, **values: object) -> str:
        (tmp_path / "a.j2").write_text(source, encoding="utf-8")
        sandbox = TemplateEnvironment([tmp_path], {"besar": str.upper}, longest=100)
        return sandbox.print(sandbox.load("a.j2"), values)

    return print_it


def test_a_template_is_plain_text(printed: Print) -> None:
    assert printed("{{ body|besar }} <b>", body="a & b") == "A & B <b>"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ bodi }}", "did you mean 'body'"),
        ("{{ nothing_like_it }}", "there are announcement, body"),
        ("{{ office.nmae }}", "did you mean 'name'"),
        ("{{ body|besaar }}", "did you mean 'besar'"),
        ("{% if %}", "line 1"),
        ("\n\n{{ 1 // 0 }}", "line 3"),
        ("{% include 'a.j2' %}", "includes itself without end"),
        ("{% include 'b.j2' %}", "there is no template b.j2"),
        ("{{ 'a' * 99 }}", "for two numbers only"),
        ("{{ 9 ** 9 }}", "for two numbers only"),
        ("{{ body.__class__ }}", "__class__"),
        ("{{ [].append(1) }}", "append"),
        ("{% for i in range(9) %}{{ '0123456789abc' }}{% endfor %}", "more than 100"),
    ],
)
def test_a_mistake_is_told_with_what_to_mend(
    printed: Print, source: str, told: str
) -> None:
    with pytest.raises(TemplateProblem, match=r"a\.j2") as problem:
        printed(source, body="teks", office={"name": "Pemda"})

    assert told in str(problem.value)


def test_rounds_have_an_end(printed: Print) -> None:
    assert printed(f"{{{{ range({MOST_ROUNDS})|length }}}}") == str(MOST_ROUNDS)
    with pytest.raises(TemplateProblem, match="range"):
        printed(f"{{{{ range({MOST_ROUNDS + 1})|length }}}}")


def test_numbers_may_be_multiplied(printed: Print) -> None:
    assert printed("{{ 6 * 7 }}") == "42"


def test_pages_are_escaped_where_posts_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ body }}")
    page = TemplateEnvironment([tmp_path], {}, escaped=True)

    assert page.print(page.load("a.html"), {"body": "<b>"}) == "&lt;b&gt;"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret").write_text("rahasia")
    (folder / "a.j2").symlink_to(tmp_path / "secret")

    with pytest.raises(TemplateProblem, match="leads out of"):
        TemplateEnvironment([folder], {}).load("a.j2")


def test_the_first_folder_wins_and_parts_are_no_templates(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own" / "x", tmp_path / "shipped" / "x"
    for folder in (own, shipped):
        folder.mkdir(parents=True)
        (folder / "default.j2").write_text(folder.parent.name)
    (shipped / "_sisa.j2").write_text("")
    folders = [own.parent, shipped.parent]
    sandbox = TemplateEnvironment(folders, {})

    assert sandbox.print(sandbox.load("x/default.j2"), {}) == "own"
    assert sandbox.names("x") == ["x/default.j2"]
    assert OverlaidFolders(folders).list_templates() == ["x/_sisa.j2", "x/default.j2"]
    (own / "default.j2").unlink()
    assert sandbox.print(sandbox.load("x/default.j2"), {}) == "shipped"


def test_no_template_at_all_names_the_folders(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=str(tmp_path)):
        TemplateEnvironment([tmp_path], {}).load("x/berita.j2", "x/default.j2")
