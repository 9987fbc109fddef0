"""An announcement becomes the text of a post."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crossposter.channels import Format, ImageRules
from crossposter.channels.twitter_text import weighted_length
from crossposter.database.models import Announcement
from crossposter.posts.office import Source
from crossposter.posts.rendering import Rendered, Renderer, RenderError

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
LINK = "https://mc.example.go.id/pasar-murah"
LONG = (
    "Bekerja sama dengan Bank Indonesia, dinas membuka pusat distribusi beras di Satui."
)
BODY = "Pasar murah digelar di Satui. "
TEMPLATE = """
{{ announcement.title }}

{{ body }}

{% if announcement.link %}
Selengkapnya: {{ announcement.link }}
{% endif %}
{{ hashtags }}
"""


def form(limit: int = 280, max_hashtags: int | None = None) -> Format:
    return Format(
        limit=limit,
        length=weighted_length,
        max_images=4,
        images=ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1),
        max_hashtags=max_hashtags,
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Renderer]:
    def renderer(language: str = "id", **files: str) -> Renderer:
        (tmp_path / "x").mkdir(exist_ok=True)
        for name, source in files.items():
            (tmp_path / "x" / f"{name}.j2").write_text(source, encoding="utf-8")
        return Renderer(
            [tmp_path],
            zone=ZoneInfo("Asia/Makassar"),
            language=language,
            office={"name": "Diskominfo"},
            sources={
                "BPBD": Source(kind="badan", code="BPBD", name="Badan Penanggulangan")
            },
        )

    return renderer


def announcement(
    body: str = BODY,
    *,
    title: str = "Pasar Murah",
    link: str | None = None,
    category: str = "berita",
    source: str = "BPBD",
) -> Announcement:
    return Announcement(
        title=title,
        body=body,
        link=link,
        source=source,
        category=category,
        author="siti",
        created_at=NOW,
        updated_at=NOW,
    )


def render(
    renderer: Renderer,
    told: Announcement,
    *,
    limit: int = 280,
    max_hashtags: int | None = None,
) -> Rendered:
    return renderer.render(
        told, platform="x", format=form(limit, max_hashtags), moment=NOW
    )


def test_a_short_announcement_is_told_in_full(write: Callable[..., Renderer]) -> None:
    told = announcement(f"{BODY}\n\n#Satui #Pangan", link=LINK)

    rendered = render(write(default=TEMPLATE), told)

    assert rendered == Rendered(
        text=f"Pasar Murah\n\nPasar murah digelar di Satui.\n\nSelengkapnya: {LINK}\n"
        "#Satui #Pangan",
        link=LINK,
    )


def test_what_is_missing_leaves_no_gap(write: Callable[..., Renderer]) -> None:
    rendered = render(write(default=TEMPLATE), announcement(""))

    assert rendered.text == "Pasar Murah"
    assert rendered.link is None


def test_a_template_of_the_category_comes_first(write: Callable[..., Renderer]) -> None:
    renderer = write(default="umum {{ body }}", peringatan="AWAS {{ body }}")

    warning = render(renderer, announcement("banjir", category="peringatan"))
    news = render(renderer, announcement("pasar", category="berita"))

    assert (warning.text, news.text) == ("AWAS banjir", "umum pasar")


def test_a_long_body_is_shortened_and_this_is_said(
    write: Callable[..., Renderer],
) -> None:
    rendered = render(write(default=TEMPLATE), announcement(BODY * 30, link=LINK))

    assert weighted_length(rendered.text) <= 280
    assert rendered.text.endswith(f"Satui.\n\nSelengkapnya: {LINK}")
    assert rendered.problems == ("body shortened from 899 to 209 characters",)


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Pasar Murah", "Pasar Murah\n\nIsi.", "Pasar Murah\n\nIsi."),
        ("Pasar Murah!", "PASAR  MURAH!\nIsi.", "Pasar Murah!\n\nIsi."),
        ("Selamat pagi!", "Selamat pagi! 🙏\nIsi.", "Selamat pagi! 🙏\nIsi."),
        ("Pasar dibuka", "Pasar dibuka. Ayo ke sana", "Pasar dibuka. Ayo ke sana"),
        (LONG[:70], LONG, LONG),
        ("Pasar", "Pasar murah dibuka", "Pasar\n\nPasar murah dibuka"),
        ("Pasar Murah", "Pasar Murah", "Pasar Murah"),
        ("Pasar", "Di pasar murah", "Pasar\n\nDi pasar murah"),
        ("", "Isi", "Isi"),
    ],
)
def test_a_title_the_body_begins_with_is_told_once(
    write: Callable[..., Renderer], title: str, body: str, text: str
) -> None:
    assert render(write(default=TEMPLATE), announcement(body, title=title)).text == text


def test_a_link_the_body_holds_is_told_once(write: Callable[..., Renderer]) -> None:
    renderer = write(default=TEMPLATE)

    whole = render(renderer, announcement(f"Isi: {LINK} ya", link=LINK))
    cut = render(renderer, announcement(f"{BODY * 20}Isi: {LINK} ya", link=LINK))

    assert whole.text == f"Pasar Murah\n\nIsi: {LINK} ya"
    assert cut.text.count(LINK) == 1
    assert whole.link == cut.link == LINK


def test_another_page_of_the_site_does_not_stand_in_for_the_link(
    write: Callable[..., Renderer],
) -> None:
    told = announcement(f"Isi {LINK}/2 ya", link=LINK)

    text = render(write(default="{{ body }}"), told).text

    assert text == f"Isi {LINK}/2 ya\n{LINK}"


def test_link_and_hashtags_survive_a_template_that_forgets_them(
    write: Callable[..., Renderer],
) -> None:
    told = announcement("Isi b.go.id\n#Satui", link=LINK)

    assert render(write(default="{{ body }}"), told).text.split("\n") == [
        "Isi b.go.id",
        LINK,
        "#Satui",
    ]
    assert render(write(default="Baca!"), told).text.split("\n") == [
        "Baca!",
        LINK,
        "b.go.id",
        "#Satui",
    ]


def test_filters_work_on_the_body_as_it_is_cut(write: Callable[..., Renderer]) -> None:
    rendered = render(write(default="{{ body | upper }}"), announcement("kata " * 99))

    assert weighted_length(rendered.text) in range(270, 281)
    assert rendered.text.endswith("KATA KATA…")


def test_hashtags_that_do_not_fit_are_counted(write: Callable[..., Renderer]) -> None:
    tags = " ".join(f"#Tagar{number:02}" for number in range(40))

    rendered = render(write(default=TEMPLATE), announcement(f"{BODY * 9}\n{tags}"))

    assert weighted_length(rendered.text) <= 280
    assert rendered.problems[1].endswith(
        "of 40 hashtags were left out: they do not fit"
    )


def test_hashtags_beyond_the_platforms_number_go(
    write: Callable[..., Renderer],
) -> None:
    told = announcement("Ayo #A #B dan #C ya\n#D #E", title="Judul #T")

    rendered = render(write(default=TEMPLATE), told, max_hashtags=3)

    assert rendered.text == "Judul #T\n\nAyo #A #B dan C ya"
    assert rendered.problems == (
        "2 of 5 hashtags were left out: X takes 3",
        "1 hashtag stands as a plain word: X takes 3",
    )


def test_hashtags_of_title_and_template_alone_may_be_too_many(
    write: Callable[..., Renderer],
) -> None:
    rendered = render(
        write(default="{{ body }} #P #Q"), announcement("isi"), max_hashtags=1
    )

    assert rendered.problems == ("title and template have 2 hashtags: X takes 1",)


@pytest.mark.parametrize(
    ("told", "template", "message"),
    [
        (
            announcement(title="Judul " * 60),
            TEMPLATE,
            "the title alone is 359 characters long and X allows 280: shorten it",
        ),
        (
            announcement(" ".join(f"https://a{n}.go.id" for n in range(12))),
            TEMPLATE,
            "the links of the body leave no room",
        ),
        (
            announcement(),
            "kaki " * 60 + "{{ body }}",
            "shorten the title or the template x/default.j2",
        ),
    ],
)
def test_a_post_that_cannot_fit_says_what_to_shorten(
    write: Callable[..., Renderer], told: Announcement, template: str, message: str
) -> None:
    with pytest.raises(RenderError, match=message):
        render(write(default=template), told)


def test_the_same_announcement_gives_the_same_text(
    write: Callable[..., Renderer],
) -> None:
    renderer = write(default="{{ announcement.date | jam }} {{ body }}")
    told = announcement(BODY * 50)

    texts = {renderer.render(told, platform="x", format=form()).text for _ in range(3)}

    assert len(texts) == 1
