"""The templates an office starts with."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crossposter.channels import Format, ImageRules
from crossposter.channels.twitter_text import weighted_length
from crossposter.config.starter import templates_folder
from crossposter.database.models import Announcement
from crossposter.posts.office import Source
from crossposter.posts.rendering import Renderer

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
LINK = "https://mc.example.go.id/pasar-murah-satui-2026"
SENTENCE = "Pasar murah digelar di Kec. Satui, beras dijual Rp47.000 per 5 kg. "
OPENING = "Pasar Murah di Satui\n\nDatang ya!\n\n"
CLOSING = "Sumber: Dinas Perdagangan\n\n#Satui #Pangan"


def form(limit: int, *, most: int | None = None) -> Format:
    return Format(
        limit=limit,
        length=weighted_length if limit == 280 else len,
        max_images=4,
        images=ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1),
        max_hashtags=most,
    )


FORMATS = {
    "facebook": form(63_206),
    "x": form(280),
    "instagram": form(2_200, most=5),
}


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(
        [templates_folder()],
        zone=ZoneInfo("Asia/Makassar"),
        language="id",
        office={},
        sources={
            "DISDAG": Source(kind="dinas", code="DISDAG", name="Dinas Perdagangan")
        },
    )


def announcement(body: str, link: str | None = LINK) -> Announcement:
    return Announcement(
        title="Pasar Murah di Satui",
        body=body,
        link=link,
        source="DISDAG",
        category="lainnya",
        author="siti",
        created_at=NOW,
        updated_at=NOW,
    )


def test_no_shipped_template_has_a_mistake(renderer: Renderer) -> None:
    assert renderer.check(FORMATS) == []


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        (
            "facebook",
            f"{OPENING}Selengkapnya: {LINK}\n{CLOSING}",
        ),
        ("x", f"{OPENING}— Dinas Perdagangan\n{LINK}\n#Satui #Pangan"),
        (
            "instagram",
            f"{OPENING}Tautan: {LINK}\n{CLOSING}",
        ),
    ],
)
def test_a_short_announcement_reads_well(
    renderer: Renderer, platform: str, text: str
) -> None:
    told = announcement("Datang ya!\n\n#Satui #Pangan")

    rendered = renderer.render(told, platform=platform, format=FORMATS[platform])

    assert rendered.text == text
    assert rendered.problems == ()


def test_x_ends_at_a_sentence_and_keeps_links_and_hashtags(renderer: Renderer) -> None:
    told = announcement(
        f"{SENTENCE * 20}\nDaftar di wa.me/628. #Satui\n\n#Pangan #Satui"
    )

    rendered = renderer.render(told, platform="x", format=FORMATS["x"])

    assert rendered.text == (
        f"Pasar Murah di Satui\n\n{(SENTENCE * 2).strip()}\nwa.me/628\n\n"
        f"— Dinas Perdagangan\n{LINK}\n#Satui #Pangan"
    )
    assert rendered.problems == ("body shortened from 1,367 to 133 characters",)


@pytest.mark.parametrize("platform", FORMATS)
@pytest.mark.parametrize("link", [LINK, None])
@pytest.mark.parametrize("sentences", [0, 1, 40, 1000])
@pytest.mark.parametrize("hashtags", [0, 30])
def test_every_post_fits_and_keeps_its_link(
    renderer: Renderer, platform: str, link: str | None, sentences: int, hashtags: int
) -> None:
    tags = " ".join(f"#Tagar{number}" for number in range(hashtags))
    told = announcement(f"{SENTENCE * sentences}\nb.example.go.id\n{tags}", link)

    text = renderer.render(told, platform=platform, format=FORMATS[platform]).text

    assert FORMATS[platform].length(text) <= FORMATS[platform].limit
    assert "b.example.go.id" in text
    assert (link or "") in text
    assert text.count("#") <= (FORMATS[platform].max_hashtags or 30)
    assert text.startswith("Pasar Murah di Satui")
    assert "\n\n\n" not in text
