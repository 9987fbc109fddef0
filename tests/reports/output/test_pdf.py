"""The report on paper."""

import builtins
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from crossposter.config.starter import templates_folder
from crossposter.errors import Unavailable
from crossposter.reports.output.pdf import pdf
from crossposter.reports.output.renderer import ReportForm
from tests.support.reports import a_report


def pages(content: bytes) -> list[Any]:
    from pypdf import PdfReader

    return list(PdfReader(BytesIO(content)).pages)


@pytest.mark.usefixtures("paper")
def test_it_holds_every_post_with_its_link_on_numbered_pages() -> None:
    report = a_report()

    paper = pages(pdf(ReportForm([templates_folder()]).page(report)))

    text = " ".join(" ".join(page.extract_text() for page in paper).split())
    assert len(paper) > 2
    assert f"1 / {len(paper)}" in paper[0].extract_text()
    assert "Laporan Mingguan Publikasi Media Sosial" in text
    for post in report.posts:
        assert f"Nomor konten {post.announcement}" in text
    links = {
        note.get_object()["/A"]["/URI"]
        for page in paper
        for note in page.get("/Annots", ())
    }
    assert links == {link for post in report.posts for link in post.links.values()} - {
        None
    }


@pytest.mark.usefixtures("paper")
def test_nothing_is_fetched_for_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    page = (
        '<link rel="stylesheet" href="https://cdn.example.org/a.css">'
        '<img src="https://tracker.example.org/x.png">'
        f'<a rel="attachment" href="{secret.as_uri()}">x</a>'
        f'<object data="{secret.as_uri()}"></object><p>Laporan</p>'
    )

    content = pdf(page)

    assert "Laporan" in pages(content)[0].extract_text()
    assert b"EmbeddedFile" not in content


@pytest.mark.parametrize("error", [ImportError, OSError("cannot load libpango")])
def test_without_weasyprint_one_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception] | Exception
) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **others: Any) -> Any:
        if name == "weasyprint":
            raise error
        return real(name, *arguments, **others)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(Unavailable, match=r"pip install 'pemda-crossposter\[pdf\]'"):
        pdf("<p>Laporan</p>")
