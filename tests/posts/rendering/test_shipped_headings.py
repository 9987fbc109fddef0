"""Headings, sources and dates of the shipped templates, as a professional signs them."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crossposter.config.starter import templates_folder
from crossposter.database.models import Announcement, Category
from crossposter.posts.office import Source
from crossposter.posts.rendering import Renderer
from tests.posts.rendering.test_shipped_templates import FORMATS

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
LONG = "Dinas Pekerjaan Umum dan Penataan Ruang"


def post(platform: str = "x", **values: Any) -> str:
    renderer = Renderer(
        [templates_folder()],
        zone=ZoneInfo("Asia/Makassar"),
        language="id",
        office={"name": "Diskominfo"},
        sources={"PUPR": Source(kind="dinas", code="PUPR", name=LONG)},
    )
    given: dict[str, Any] = {
        "title": "Pembangunan jembatan",
        "body": "Jembatan dibangun mulai pekan depan.",
        "category": "pengumuman",
        **values,
    }
    announcement = Announcement(
        source="PUPR", author="siti", created_at=NOW, updated_at=NOW, **given
    )
    return renderer.render(
        announcement, platform=platform, format=FORMATS[platform]
    ).text


@pytest.mark.parametrize("platform", FORMATS)
@pytest.mark.parametrize(
    ("category", "heading", "values"),
    [
        ("pengumuman", "PENGUMUMAN", {"title": "Pengumuman tender jembatan"}),
        ("pengumuman", "PENGUMUMAN", {"body": "PENGUMUMAN TENDER\nJembatan dibangun."}),
        ("pengumuman", "PEMBERITAHUAN", {"body": "PEMBERITAHUAN\n\nJalan ditutup."}),
        ("peringatan", "PERINGATAN", {"body": "⚠️ PERINGATAN DINI\n\nHujan lebat."}),
        ("lowongan", "LOWONGAN", {"title": "Lowongan perawat di RSUD"}),
        ("tender", "TENDER", {"title": "PENGUMUMAN TENDER jembatan"}),
        ("duka-cita", "DUKA", {"title": "Berita duka dari Satui"}),
    ],
)
def test_no_heading_stands_twice(
    platform: str, category: str, heading: str, values: dict[str, str]
) -> None:
    text = post(platform, category=category, **values)

    assert text.upper().count(heading) == 1
    assert "PENGUMUMAN: " not in text
    assert text.count("⚠") <= 1


@pytest.mark.parametrize(
    ("category", "heading"),
    [
        ("pengumuman", "PENGUMUMAN: "),
        ("peringatan", "⚠️ PERINGATAN: "),
        ("lowongan", "LOWONGAN: "),
        ("tender", "TENDER: "),
        ("duka-cita", "BERITA DUKA: "),
    ],
)
@pytest.mark.parametrize("platform", FORMATS)
def test_a_title_without_a_heading_gets_one(
    platform: str, category: str, heading: str
) -> None:
    text = post(platform, category=category)

    assert text.startswith(f"{heading}Pembangunan jembatan\n")


@pytest.mark.parametrize("category", Category)
def test_x_names_the_source_in_its_short_form(category: str) -> None:
    assert "— PUPR" in post(category=category).splitlines()
    assert "— PUPR" in post(category=category, body="Jembatan dibangun. " * 90)


@pytest.mark.parametrize(
    ("name", "given", "short"),
    [
        (LONG, "", "PUPR"),
        ("Kecamatan Satui", "", "Kecamatan Satui"),
        (LONG, "Dinas PU", "Dinas PU"),
    ],
)
def test_the_short_form_is_given_or_the_name_or_the_code(
    name: str, given: str, short: str
) -> None:
    assert Source(kind="dinas", code="PUPR", name=name, short=given).short == short


@pytest.mark.parametrize("platform", FORMATS)
@pytest.mark.parametrize("category", ["pengumuman", "layanan", "peringatan", "lowongan",
                                      "tender"])  # fmt: skip
def test_a_post_says_until_when_it_is_valid_but_not_when_it_expires(
    platform: str, category: str
) -> None:
    ends, expires = NOW.replace(day=25, hour=8), NOW.replace(day=24, hour=2)

    told = post(platform, category=category, valid_until=ends, expires_at=expires)

    assert "16.00 WITA" in told
    assert "10.00 WITA" not in told
    assert "WITA" not in post(platform, category=category, expires_at=expires)


@pytest.mark.parametrize("platform", FORMATS)
def test_hashtags_of_a_warning_give_way_to_its_text(platform: str) -> None:
    body = (
        "Air sungai naik cepat sejak malam tadi. "
        + "Warga bantaran segera mengungsi ke masjid. " * 3
    )
    tags = " ".join(f"#SiagaBanjir{number}" for number in range(5))

    text = post(platform, category="peringatan", body=f"{body}\n\n{tags}")

    assert body.strip() in text
    assert FORMATS[platform].length(text) <= FORMATS[platform].limit
