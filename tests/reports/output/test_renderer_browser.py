"""The page of the weekly report in a real browser: phone and desk, light and dark."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from crossposter.config.starter import templates_folder
from crossposter.reports.model import Reach, WeeklyReport
from crossposter.reports.output.renderer import ReportForm
from tests.support.chromium import FONTS, Tab, a_tab
from tests.support.reports import (
    CATEGORIES,
    CHANNELS,
    PLAN,
    POSTS,
    SOURCES,
    SUMMARY,
    TROUBLES,
    a_report,
    an_empty_report,
)

FORM = ReportForm([templates_folder()])
WORD = "Antidisestablishmentarianisme" * 6
MANY = 9_876_543_210
REPORTS = {
    "normal": a_report(),
    "english": a_report(language="en"),
    "empty": an_empty_report(),
    "long-words": a_report(
        posts=(replace(POSTS[0], title=WORD, source=WORD, officer=WORD),),
        troubles=(replace(TROUBLES[1], detail=WORD),),
        plan=(replace(PLAN[0], title=WORD),),
        sources=(replace(SOURCES[0], name=WORD, kind=WORD), *SOURCES[1:]),
        categories=(replace(CATEGORIES[0], category=WORD),),
        channels=(replace(CHANNELS[0], channel=WORD),),
        office=replace(a_report().office, name=WORD, unit=WORD, address=WORD),
    ),
    "numbers": a_report(
        summary=replace(SUMMARY, published=MANY // 10_000, approved=MANY // 1_000),
        categories=(replace(CATEGORIES[0], announcements=MANY // 100, posts=123_456),),
        language="en",
    ),
    "long-numbers": a_report(
        summary=replace(SUMMARY, published=MANY, approved=MANY, failed=MANY, held=MANY),
        sources=tuple(
            replace(row, week=MANY, month=MANY, quota=MANY) for row in SOURCES
        ),
        categories=(replace(CATEGORIES[0], announcements=MANY, posts=MANY),),
        channels=tuple(
            replace(
                row,
                scheduled=MANY,
                published=MANY,
                failed=MANY,
                reach=Reach(
                    likes=MANY, comments=MANY, shares=MANY, views=MANY, reach=MANY
                ),
                price=Decimal(MANY),
            )
            for row in CHANNELS
        ),
    ),
}
# Everything that reaches over the right edge of the screen, or out of its own box.
OVERFLOWING = """
[...document.querySelectorAll('body *')].filter(it => {
  const box = it.getBoundingClientRect();
  return box.right > innerWidth + 0.5 || (box.width && it.scrollWidth > it.clientWidth + 1
    && getComputedStyle(it).display !== 'inline');
}).map(it => it.outerHTML.slice(0, 120))
"""
# The least contrast (WCAG 2) of any words with what is behind them.
CONTRAST = """
(() => {
  const rgba = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = it => { for (; it; it = it.parentElement) {
    const c = rgba(getComputedStyle(it).backgroundColor); if (c[3] === 1) return c; }
    return [255, 255, 255, 1]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let worst = [99, ''];
  while (walker.nextNode()) {
    const words = walker.currentNode.data.replace(/[\\s\\u200b]/g, '');
    const it = walker.currentNode.parentElement;
    if (!words || !it.getClientRects().length || it.closest('style')) continue;
    const [a, b] = [light(rgba(getComputedStyle(it).color)), light(behind(it))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < worst[0]) worst = [contrast, words.slice(0, 40)];
  }
  return worst;
})()
"""
BRIGHTNESS = """
['body', '.bg', '.card'].map(name => {
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


def saved(folder: Path, report: WeeklyReport) -> Path:
    page = folder / "report.html"
    page.write_text(FORM.html(report), encoding="utf-8")
    return page


@pytest.mark.parametrize("width", [320, 360, 480, 601, 1200])
@pytest.mark.parametrize("name", REPORTS)
def test_nobody_has_to_scroll_sideways(
    tab: Tab, tmp_path: Path, name: str, width: int
) -> None:
    tab.show(saved(tmp_path, REPORTS[name]), width=width)

    assert tab.ask("document.documentElement.scrollWidth") <= width
    assert tab.ask(OVERFLOWING) == []


def test_it_asks_the_network_for_nothing(tab: Tab, tmp_path: Path) -> None:
    page = saved(tmp_path, a_report())

    tab.show(page, width=1200)

    assert tab.requests() == [page.as_uri()]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_every_word_can_be_read_by_weak_eyes(
    tab: Tab, tmp_path: Path, width: int, dark: bool
) -> None:
    tab.show(saved(tmp_path, a_report()), width=width, dark=dark)

    contrast, words = tab.ask(CONTRAST)

    assert contrast >= 4.5, words


def test_dark_is_dark_and_light_is_light(tab: Tab, tmp_path: Path) -> None:
    page = saved(tmp_path, a_report())

    tab.show(page, width=1200, dark=True)
    dark = tab.ask(BRIGHTNESS)
    tab.show(page, width=1200)
    light = tab.ask(BRIGHTNESS)

    assert max(dark) < 50
    assert min(light) > 220


def test_a_phone_shows_labels_in_place_of_columns(tab: Tab, tmp_path: Path) -> None:
    page = saved(tmp_path, a_report())
    labels = "[...document.querySelectorAll('.lb')].filter(it => it.offsetWidth).length"
    heads = "[...document.querySelectorAll('.hd')].filter(it => it.offsetWidth).length"

    tab.show(page, width=360)
    phone = tab.ask(f"[{labels}, {heads}]")
    tab.show(page, width=1200)
    desk = tab.ask(f"[{labels}, {heads}]")

    assert phone == [35, 0]
    assert desk == [0, 2]


def test_without_styles_in_the_head_it_still_holds_together(
    tab: Tab, tmp_path: Path
) -> None:
    page = saved(tmp_path, a_report())
    tab.show(page, width=800)

    tab.ask("document.querySelectorAll('style').forEach(it => it.remove())")

    assert tab.ask("document.documentElement.scrollWidth") <= 800
    assert tab.ask("getComputedStyle(document.querySelector('h1')).fontSize") == "22px"
    assert tab.ask("document.querySelector('.lb').offsetWidth") == 0
