"""Echo from its configuration to its page, through modules that never heard of it."""

import requests

from crossposter.clock import SystemClock
from crossposter.config import load
from crossposter.factories import TITLES, channel
from crossposter.platforms import PLATFORMS
from crossposter.posts.rendering.renderer import Renderer
from crossposter.reports.output.translations import channel_name
from crossposter.sandbox.server import Sandbox
from tests.config.test_starter_config import STARTER, TOKENS
from tests.support.arenas import SandboxArena
from tests.support.pages import Page
from tests.support.previews import PAGE, ZONE, a_sheet, a_view
from tests.support.sending import Sending, a_post


def test_a_channel_of_it_is_built_from_the_configuration() -> None:
    config = load(STARTER, {**TOKENS, "ECHO_TOKEN": "a-token"})

    echo = channel(config, "echo", SystemClock())

    assert echo.platform.title == "Echo!"
    assert (echo.settle.reads, echo.format.limit) == (2, 500)
    assert echo.accounts == ("echo 1001",)


def test_its_templates_are_found_and_work() -> None:
    templates = STARTER.parent / "templates"
    made = Renderer([templates], zone=ZONE, language="id", office={}, sources={})

    assert made.check({"echo": PLATFORMS["echo"].format}) == []


def test_its_posts_are_previewed_as_it_shows_them() -> None:
    sheet = a_sheet()
    view = a_view("echo", text="kata " * 25)
    one = type(sheet)(
        number=1, title="", status="draft", views=(view,), drawn_at=sheet.drawn_at
    )

    page = Page(PAGE.draw(one))

    assert "Echo!" in page.text
    assert page.elements["details"] == 1


def test_the_report_calls_it_by_its_name() -> None:
    assert channel_name("echo", "echo", TITLES) == "Echo!"


def test_its_page_shows_what_was_posted(sandbox: Sandbox) -> None:
    arena = SandboxArena("echo", sandbox)
    receipt = Sending(arena, a_post(arena, "Jalan <b>ditutup</b>")).commit()

    page = requests.get(str(receipt.permalink))

    assert page.ok
    assert "Jalan &lt;b&gt;ditutup" in page.text
    assert "Echo!" in requests.get(sandbox.url).text
