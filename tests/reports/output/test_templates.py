"""The templates of the report are an office's own to change."""

from pathlib import Path

import pytest

from crossposter.config.starter import templates_folder
from crossposter.errors import BadInput
from crossposter.posts.rendering import TemplateProblem
from crossposter.reports.output.renderer import ReportForm
from tests.support.pages import Page
from tests.support.reports import a_report


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    return tmp_path


def form(own: Path) -> ReportForm:
    return ReportForm([own, templates_folder()])


def test_an_office_replaces_one_file_and_keeps_the_others(own: Path) -> None:
    (own / "report" / "weekly.txt.j2").write_text(
        "{{ report.summary.published | number }} {{ words.posted }}", encoding="utf-8"
    )

    text, page = form(own).text(a_report()), Page(form(own).html(a_report())).text

    assert text == "84 Terbit\n"
    assert "Ringkasan" in page


def test_a_part_of_the_page_can_be_replaced(own: Path) -> None:
    (own / "report" / "_style.html.j2").write_text(
        "<style>.card{background:#fffbe6}</style>", encoding="utf-8"
    )

    html = form(own).html(a_report())

    assert "background:#fffbe6" in html
    assert "prefers-color-scheme" not in html


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{{ reprot.price }}", "did you mean 'report'?"),
        ("{{ report.summary.publised }}", "did you mean 'published'?"),
        (
            "\n{{ 1 | numbr }}",
            "line 2: No filter named 'numbr'; did you mean 'number'?",
        ),
        ("{% for x in report.posts %}", "line 1"),
        ("{{ report.__class__ }}", "unsafe"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(
    own: Path, template: str, sentence: str
) -> None:
    (own / "report" / "weekly.txt.j2").write_text(template, encoding="utf-8")

    with pytest.raises(TemplateProblem) as error:
        form(own).text(a_report())

    assert sentence in str(error.value)
    assert str(own / "report" / "weekly.txt.j2") in str(error.value)


def test_a_page_may_not_reach_out_of_its_folder(own: Path) -> None:
    (own / "report" / "weekly.txt.j2").write_text("{% include '../secret.j2' %}")
    (own.parent / "secret.j2").write_text("secret")

    with pytest.raises(BadInput):
        form(own).text(a_report())


def test_a_remote_stylesheet_is_never_asked_for(own: Path) -> None:
    (own / "report" / "_style.html.j2").write_text(
        '<link rel="stylesheet" href="https://cdn.example.org/a.css">'
    )

    assert "<body" in form(own).html(a_report())


def test_the_shipped_templates_have_no_mistake() -> None:
    assert ReportForm([templates_folder()]).problems() == []


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("weekly.txt.j2", "{% if report.troubles %}{{ report.trouble }}{% endif %}"),
        (
            "weekly.html.j2",
            "{% for post in report.posts %}{{ post.titel }}{% endfor %}",
        ),
        ("_style.html.j2", "{{ colour }}"),
    ],
)
def test_mistakes_are_found_before_the_first_monday(
    own: Path, name: str, template: str
) -> None:
    (own / "report" / name).write_text(template, encoding="utf-8")

    problems = form(own).problems()

    assert len(problems) == 1
    assert name in problems[0]
