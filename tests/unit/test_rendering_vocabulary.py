"""The words templates have: dates, hashtags, the source, the office, the pictures."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crossposter.models import Announcement
from crossposter.publisher import Format, ImageRules
from crossposter.rendering import Renderer, SourceName

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
FORM = Format(
    limit=280,
    length=len,
    max_images=4,
    images=ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1),
)

Printer = Callable[..., str]


@pytest.fixture
def printed(tmp_path: Path) -> Printer:
    def text(
        template: str,
        *,
        language: str = "id",
        source: str = "BPBD",
        at: datetime | None = None,
        images: tuple[str, ...] = (),
    ) -> str:
        (tmp_path / "x").mkdir(exist_ok=True)
        (tmp_path / "x" / "default.j2").write_text(template, encoding="utf-8")
        renderer = Renderer(
            [tmp_path],
            zone=ZoneInfo("Asia/Makassar"),
            language=language,
            office={"name": "Diskominfo"},
            sources={"BPBD": SourceName(code="BPBD", name="Badan Penanggulangan")},
        )
        told = Announcement(
            title="Judul",
            body="isi",
            source=source,
            category="berita",
            at=at,
            urgent=True,
            expires_at=NOW,
            author="siti",
            created_at=NOW,
            updated_at=NOW,
        )
        return renderer.render(told, images, platform="x", format=FORM, moment=NOW).text

    return text


def test_dates_are_told_as_people_write_them(printed: Printer) -> None:
    source = "{{ announcement.date | tanggal }} pukul {{ announcement.date | jam }}"
    christmas = datetime(2026, 12, 24, 23, 30, tzinfo=UTC)

    assert printed(source) == "Senin, 23 November 2026 pukul 08.00 WITA"
    assert printed(source, at=christmas) == "Jumat, 25 Desember 2026 pukul 07.30 WITA"
    assert printed(source, language="en") == "Monday, 23 November 2026 pukul 08:00 WITA"


@pytest.mark.parametrize(
    ("words", "hashtag"),
    [
        ("pasar murah", "#PasarMurah"),
        ("BPBD Tanah Bumbu", "#BPBDTanahBumbu"),
        ("KTP-el & KK 2026", "#KTPElKK2026"),
        ("2026", ""),
        ("", ""),
    ],
)
def test_tagar_makes_a_hashtag_of_words(
    printed: Printer, words: str, hashtag: str
) -> None:
    assert printed(f"{{{{ '{words}' | tagar }}}}") == hashtag


def test_everything_about_the_announcement_is_known(printed: Printer) -> None:
    text = printed(
        "{{ announcement.title }}|{{ announcement.body }}|{{ announcement.category }}|"
        "{{ announcement.urgent }}|{{ announcement.expires | jam }}|{{ platform }}"
    )

    assert text == "Judul|isi|berita|True|08.00 WITA|x"


def test_source_office_and_pictures_are_known(printed: Printer) -> None:
    template = (
        "{{ source.name }}|{{ source.code }}|{{ office.name }}|{{ images | join(',') }}"
    )

    known = printed(template, images=("tenda", "antrean"))

    assert known == "Badan Penanggulangan|BPBD|Diskominfo|tenda,antrean"
    assert printed(template, source="KUA") == "KUA|KUA|Diskominfo|"
