"""The page of a preview in a real browser: phone and desk, light and dark."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossposter.announcements.preview import PreviewPage
from crossposter.platforms import PLATFORMS
from tests.reports.output.test_renderer_browser import CONTRAST
from tests.support.chromium import FONTS, Tab, a_tab
from tests.support.previews import (
    HTML,
    JAWI,
    LONG,
    PAGE,
    a_sheet,
    a_shot,
    a_thread,
    with_everything,
)

SHEETS = {
    "one-picture": a_sheet(images=1),
    "two-pictures": a_sheet(images=2, text=LONG),
    "three-pictures": a_sheet(images=3),
    "four-pictures": a_sheet(images=4, text=JAWI, title=JAWI),
    "ten-pictures": a_sheet(images=10, text=LONG),
    "link-card": a_sheet(link="https://tanahbumbukab.go.id/jalan"),
    "html": a_sheet(text=HTML, title=HTML, problems=(HTML,)),
    "thread": replace(a_sheet(), views=(a_thread(shots=(a_shot(),)),)),
    "everything": with_everything(),
}
# Whatever reaches over the screen or out of its box; the strip of Instagram's pictures
# is meant to be swiped, and a cut name ends in an ellipsis.
OVERFLOWING = """
[...document.querySelectorAll('body *')].filter(it => {
  if (it.closest('.strip figure, svg')) return false;
  const box = it.getBoundingClientRect(), style = getComputedStyle(it);
  const wide = box.width && it.scrollWidth > it.clientWidth + 1
    && style.display !== 'inline' && style.textOverflow !== 'ellipsis'
    && !it.matches('.strip');
  return box.right > innerWidth + 0.5 || wide;
}).map(it => it.outerHTML.slice(0, 120))
"""
BRIGHTNESS = """
['body', '.feed .phone', '.timeline .phone', '.gallery .phone'].map(name => {
  const [r, g, b] = getComputedStyle(document.querySelector(name)).backgroundColor
    .match(/[\\d.]+/g).map(Number);
  return (r + g + b) / 3;
})
"""


@pytest.fixture(
    scope="module",
    params=[None, *(pytest.param(it, marks=pytest.mark.long) for it in FONTS)],
)
def tab(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tab]:
    with a_tab(tmp_path_factory.mktemp("chromium"), request.param) as opened:
        yield opened


def saved(folder: Path, sheet: PreviewPage) -> Path:
    page = folder / "preview.html"
    page.write_text(PAGE.draw(sheet), encoding="utf-8")
    return page


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
@pytest.mark.parametrize("name", SHEETS)
def test_nobody_has_to_scroll_sideways(
    tab: Tab, tmp_path: Path, name: str, width: int
) -> None:
    tab.show(saved(tmp_path, SHEETS[name]), width=width)

    assert tab.ask("document.documentElement.scrollWidth") <= width
    assert tab.ask(OVERFLOWING) == []


@pytest.mark.parametrize("width", [320, 1200])
def test_unfolded_it_still_fits(tab: Tab, tmp_path: Path, width: int) -> None:
    tab.show(saved(tmp_path, with_everything()), width=width)

    tab.ask("document.querySelectorAll('details').forEach(it => it.open = true)")

    assert tab.ask("document.querySelectorAll('details[open]').length") >= 3
    assert tab.ask(OVERFLOWING) == []


def test_on_paper_nothing_is_folded_and_there_is_room_to_sign(
    tab: Tab, tmp_path: Path
) -> None:
    tab.show(saved(tmp_path, a_sheet(text=LONG)), width=1200)
    on_screen = tab.ask("document.body.innerText")
    tab.lay_on_paper()
    on_paper = tab.ask("document.body.innerText")

    whole = " ".join(LONG.split())
    assert whole not in " ".join(on_screen.split())
    assert " ".join(on_paper.split()).count(whole) == 3
    assert "Lihat selengkapnya" not in on_paper
    assert "Menyetujui," in on_paper
    assert "Menyetujui," not in on_screen


def test_it_asks_the_network_for_nothing(tab: Tab, tmp_path: Path) -> None:
    page = saved(tmp_path, with_everything())

    tab.show(page, width=1200)

    inlined = [each for each in tab.requests() if each.startswith("data:")]
    assert [each for each in tab.requests() if each not in inlined] == [page.as_uri()]
    assert inlined


def test_every_picture_is_drawn_and_has_an_alternative_text(
    tab: Tab, tmp_path: Path
) -> None:
    tab.show(saved(tmp_path, SHEETS["ten-pictures"]), width=1200)

    assert tab.ask("document.images.length") > 20
    assert tab.ask("document.querySelectorAll('img:not([alt])').length") == 0
    assert tab.ask("document.querySelectorAll('figure img[alt=\"\"]').length") == 0
    assert tab.ask("[...document.images].every(it => it.naturalWidth > 0)")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", SHEETS)
def test_every_word_can_be_read_by_weak_eyes(
    tab: Tab, tmp_path: Path, name: str, dark: bool
) -> None:
    tab.show(saved(tmp_path, SHEETS[name]), width=1200, dark=dark)

    contrast, words = tab.ask(CONTRAST)

    assert contrast >= 4.5, words


def test_dark_is_dark_and_light_is_light(tab: Tab, tmp_path: Path) -> None:
    page = saved(tmp_path, a_sheet(images=1))

    tab.show(page, width=1200, dark=True)
    dark = tab.ask(BRIGHTNESS)
    tab.show(page, width=1200)
    light = tab.ask(BRIGHTNESS)

    assert max(dark) < 50
    assert min(light) > 220


def test_the_posts_stand_side_by_side_on_a_desk_and_below_each_other_on_a_phone(
    tab: Tab, tmp_path: Path
) -> None:
    page = saved(tmp_path, a_sheet(images=2))
    boxes = (
        "[...document.querySelectorAll('.phone')].map(it => it.getBoundingClientRect())"
    )

    tab.show(page, width=1200)
    desk = tab.ask(f"{boxes}.map(it => [it.top, it.width])")
    tab.show(page, width=360)
    phone = tab.ask(f"{boxes}.map(it => [it.top, it.width])")

    assert len({round(top) for top, _ in desk}) == 1
    assert all(340 <= width <= 400 for _, width in desk)
    assert [width for _, width in phone] == [360, 360, 360]
    assert len({top for top, _ in phone}) == 3


def test_the_fold_opens_to_the_whole_text_without_a_script(
    tab: Tab, tmp_path: Path
) -> None:
    tab.show(saved(tmp_path, a_sheet(text=LONG, images=1)), width=360)
    folded = tab.ask("document.querySelector('.feed .fold').innerText")

    tab.ask("document.querySelector('.feed summary').click()")

    opened = tab.ask("document.querySelector('.feed .fold').innerText")
    assert "Lihat selengkapnya" in folded
    assert "#TanahBumbu" not in folded
    assert LONG in opened
    assert "Lihat selengkapnya" not in opened


def test_a_line_joins_the_posts_of_a_thread(tab: Tab, tmp_path: Path) -> None:
    tab.show(saved(tmp_path, SHEETS["thread"]), width=360)
    line = "getComputedStyle(it, '::before')"

    lines = tab.ask(
        "[...document.querySelectorAll('.thread .post')].map(it =>"
        f" [it.offsetHeight, parseFloat({line}.height), {line}.width])"
    )

    assert len(lines) == 3
    for height, length, width in lines[:-1]:
        assert width == "2px"
        assert 43 < height - length < 57  # from below one avatar to the next one
    assert lines[-1][2] == "auto"


def test_the_pictures_of_instagram_can_be_swiped_one_by_one(
    tab: Tab, tmp_path: Path
) -> None:
    tab.show(saved(tmp_path, a_sheet(images=4)), width=360)

    room, wide = tab.ask(
        "(it => [it.clientWidth, it.scrollWidth])(document.querySelector('.strip'))"
    )
    heights = tab.ask(
        "[...document.querySelectorAll('.strip figure')].map(it => it.offsetHeight)"
    )

    assert wide == 4 * room
    assert len(set(heights)) == 1


@pytest.mark.parametrize(
    ("platform", "least", "most"),
    [("facebook", 0.8, 2.5), ("x", 0.75, 2.0), ("instagram", 0.8, 1.91)],
)
@pytest.mark.parametrize("size", [(300, 2000), (1000, 1000), (2000, 300)], ids=str)
def test_a_single_picture_is_cropped_as_the_platform_crops_it(
    tab: Tab,
    tmp_path: Path,
    platform: str,
    least: float,
    most: float,
    size: tuple[int, int],
) -> None:
    width, height = size
    sheet = a_sheet(shots=(a_shot(width=width, height=height),))
    tab.show(saved(tmp_path, sheet), width=1200)

    shown = tab.ask(
        "(it => it.width / it.height)(document.querySelector("
        f"'.{PLATFORMS[platform].look.frame} figure').getBoundingClientRect())"
    )

    assert shown == pytest.approx(min(max(width / height, least), most), rel=0.02)
