"""Each category has words of its own on each platform."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crossposter.channels.links import Linking, Utm
from crossposter.config.starter import templates_folder
from crossposter.database.models import Announcement, Category
from crossposter.posts.office import Source
from crossposter.posts.rendering import Rendered, Renderer
from tests.posts.rendering.test_shipped_templates import FORMATS

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
LINK = "https://mc.example.go.id/banjir"
BODY = "Air sungai naik sejak subuh. Warga di bantaran diminta mengungsi.\n\n#Banjir"
LINES = {
    "facebook": """\
⚠️ PERINGATAN: Banjir di Satui

Air sungai naik sejak subuh. Warga di bantaran diminta mengungsi.

Wilayah: Desa Satui Barat
Berlaku sampai: Senin, 23 November 2026 pukul 17.00 WITA
Hubungi: Pusdalops 0518-70000
Perkembangan terbaru: https://mc.example.go.id/banjir
Sumber: Badan Penanggulangan

#Banjir""",
    "instagram": """\
⚠️ PERINGATAN: Banjir di Satui

Air sungai naik sejak subuh. Warga di bantaran diminta mengungsi.

Wilayah: Desa Satui Barat
Berlaku sampai: Senin, 23 November 2026 pukul 17.00 WITA
Hubungi: Pusdalops 0518-70000
Perkembangan terbaru: https://mc.example.go.id/banjir
Sumber: @bpbd.contoh

#Banjir""",
    "x": """\
⚠️ PERINGATAN: Banjir di Satui

Air sungai naik sejak subuh. Warga di bantaran diminta mengungsi.

Wilayah: Desa Satui Barat
Berlaku sampai 23 Nov, 17.00 WITA
Hubungi: Pusdalops 0518-70000
— Badan Penanggulangan
https://mc.example.go.id/banjir
#Banjir""",
}


def announcement(**values: Any) -> Announcement:
    given: dict[str, Any] = {
        "title": "Banjir di Satui",
        "body": BODY,
        "link": LINK,
        "category": "peringatan",
        "area": "Desa  Satui Barat",
        "contact": "Pusdalops 0518-70000",
        "valid_until": NOW.replace(hour=9),
        **values,
    }
    return Announcement(
        source="BPBD", author="siti", created_at=NOW, updated_at=NOW, **given
    )


def text(platform: str, **values: Any) -> str:
    return post(platform, **values).text


def post(
    platform: str, language: str = "id", linking: Linking | None = None, **values: Any
) -> Rendered:
    renderer = Renderer(
        [templates_folder()],
        zone=ZoneInfo("Asia/Makassar"),
        language=language,
        office={"name": "Diskominfo"},
        sources={
            "BPBD": Source(
                kind="badan",
                code="BPBD",
                name="Badan Penanggulangan",
                accounts={"instagram": "@bpbd.contoh"},
            )
        },
    )
    return renderer.render(
        announcement(**values),
        platform=platform,
        format=FORMATS[platform],
        linking=linking or Linking(),
    )


@pytest.mark.parametrize("platform", FORMATS)
def test_a_warning_tells_what_where_until_when_and_whom_to_call(platform: str) -> None:
    assert text(platform) == LINES[platform]


@pytest.mark.parametrize("platform", FORMATS)
@pytest.mark.parametrize("category", Category)
def test_nothing_is_told_that_nobody_gave(platform: str, category: str) -> None:
    bare = text(
        platform,
        category=category,
        link=None,
        area=None,
        contact=None,
        valid_until=None,
    )

    assert "None" not in bare
    assert not any(line.endswith(":") for line in bare.splitlines())
    assert "\n\n\n" not in bare


def test_a_long_warning_on_x_keeps_where_until_when_and_whom_to_call() -> None:
    short = text("x", body="Air sungai naik sejak subuh. " * 40)

    assert FORMATS["x"].length(short) <= 280
    for kept in ("Desa Satui Barat", "17.00 WITA", "Pusdalops 0518-70000", LINK):
        assert kept in short


def test_what_the_body_says_already_is_not_said_twice() -> None:
    body = "Warga Desa Satui Barat diminta mengungsi; hubungi Pusdalops 0518-70000."

    told = text("facebook", body=body)

    assert told.count("0518-70000") == told.count("Desa Satui Barat") == 1


@pytest.mark.parametrize("platform", FORMATS)
def test_a_title_that_says_it_is_a_warning_is_not_labelled_again(platform: str) -> None:
    title = "Peringatan dini cuaca"

    assert text(platform, title=title).startswith("⚠️ Peringatan dini cuaca\n")
    assert "PERINGATAN" not in text(platform, title=title, body=f"{title}. Waspada.")


@pytest.mark.parametrize("platform", FORMATS)
def test_a_greeting_names_no_source(platform: str) -> None:
    greeting = text(platform, category="ucapan", title="Selamat Idulfitri", link=None)

    assert greeting.startswith("Selamat Idulfitri\n")
    assert "Sumber" not in greeting
    assert ":" not in greeting


@pytest.mark.parametrize("platform", FORMATS)
@pytest.mark.parametrize("category", [*Category, "lainnya"])
def test_an_english_office_has_no_indonesian_words(
    platform: str, category: str
) -> None:
    told = text(
        platform, language="en", category=category, title="Flood", body="Stay away."
    )

    for word in ("Sumber", "Selengkapnya", "pukul", "sampai", "Hubungi", "Tautan"):
        assert word.casefold() not in told.casefold()


@pytest.mark.parametrize("platform", FORMATS)
@pytest.mark.parametrize("category", [*Category, "lainnya"])
def test_a_dropped_link_leaves_no_trace(platform: str, category: str) -> None:
    body = (
        f"Waspada.\n\nSelengkapnya: {LINK}/lengkap\nDaftar posko di bpbd.example.go.id"
    )

    told = text(platform, category=category, body=body, linking=Linking(drop=True))

    assert "example.go.id" not in told
    assert not any(line.endswith(":") for line in told.splitlines())


def test_a_link_inside_a_sentence_stays_where_links_are_dropped() -> None:
    body = "Data ada di bpbd.example.go.id dan di kantor kecamatan."

    assert body in text("x", body=body, linking=Linking(drop=True))


@pytest.mark.parametrize("platform", FORMATS)
@pytest.mark.parametrize("body", ["Waspada.", f"Waspada, lihat {LINK} dan tenang."])
def test_the_tagged_link_stands_once(platform: str, body: str) -> None:
    linking = Linking(utm=Utm(source=platform))

    told = text(platform, body=body, linking=linking)

    assert told.count(LINK) == 1
    assert f"{LINK}?utm_source={platform}&utm_medium=social" in told


def test_a_very_long_title_is_shortened_on_x_and_people_are_told() -> None:
    title = (
        "Air sungai naik sejak subuh dan warga diminta segera mengungsi ke posko " * 2
    )

    rendered = post("x", title=title)

    assert FORMATS["x"].length(rendered.text) <= 280
    assert rendered.text.startswith("⚠️ PERINGATAN: Air sungai naik sejak subuh")
    assert rendered.problems[0] == "the template x/peringatan.j2 shortened the title"
