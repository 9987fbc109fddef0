"""HTML preview page; it needs no network, no script and no other file."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from markupsafe import Markup

from crossposter.announcements.preview import markup
from crossposter.announcements.preview.translations import status_name, words
from crossposter.announcements.preview.view_models import (
    MediaView,
    PostView,
    PreviewPage,
)
from crossposter.channels.platform import Card
from crossposter.posts.rendering.filters import filters
from crossposter.text.characters import shown, throughout
from crossposter.text.messages import phrase
from crossposter.text.templating import TemplateEnvironment
from crossposter.text.translator import translator

_LONGEST = 200_000_000  #: characters; ten images on every channel stay far below
_SQUARE = (0.95, 1.05)


class PageRenderer:
    """Preview page of a Sheet; *office* is the name at the top of every post."""

    def __init__(self, *, zone: ZoneInfo, language: str, office: str) -> None:
        self._words = words(language)
        self._translate = translator(language)
        self._office = office
        self._language = language
        self._filters = dict(filters(zone, language))
        self._sandbox = TemplateEnvironment(
            [Path(__file__).parent / "templates"],
            {**self._filters, **self._own()},
            names=("card", "office", "sheet", "text", "words"),
            escaped=True,
            longest=_LONGEST,
        )

    def draw(self, sheet: PreviewPage) -> str:
        """HTML page, complete."""
        template = self._sandbox.load("page.html.j2")
        translated = throughout(sheet, self._translate)
        return self._sandbox.print(
            template,
            {
                "sheet": throughout(translated, shown),
                "words": self._words,
                "office": self._office,
                "language": self._language,
                "letter": next(filter(str.isalnum, self._office), "•").upper(),
            },
        )

    def _own(self) -> Mapping[str, Callable[..., Any]]:
        return {
            "card": _card,
            "clickable": _clickable,
            "data": _data,
            "domain": markup.domain,
            "folded": _folded,
            "moment": self._moment,
            "money": self._money,
            "number": self._number,
            "ratio": _ratio,
            "playing": _playing,
            "shape": _shape,
            "shown": lambda view: view.shots[: view.look.grid],
            "status": lambda status: status_name(status, self._language),
            "web": markup.web,
        }

    def _moment(self, value: datetime) -> str:
        day, hour = (self._filters[name](value) for name in ("tanggal", "jam"))
        return self._translate(phrase("{day}, {hour}", day=day, hour=hour))

    def _money(self, value: Decimal) -> str:
        shown = format_decimal(value, "0.00##", locale=self._language)
        return f"US${shown}"

    def _number(self, value: int) -> str:
        return str(format_decimal(value, locale=self._language))


def _clickable(view: PostView) -> Markup:
    return markup.marked(view.text or "", links=view.look.links)


def _folded(view: PostView) -> Markup | None:
    """Beginning shown above "See more", or None when nothing is hidden."""
    fold = view.look.fold
    beginning = markup.head(view.text or "", fold) if fold else None
    if beginning is None:
        return None
    return markup.marked(beginning, links=view.look.links)


def _card(view: PostView) -> str | None:
    """Address of the link card: a platform shows one only without images."""
    if view.shots or view.look.card is Card.NONE:
        return None
    if view.look.card is Card.OF_TEXT:
        return markup.first_link(view.text or "")
    return view.link


def _data(picture: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(picture).decode('ascii')}"


def _ratio(view: PostView) -> float:
    """Ratio of width to height of the frame around the first image."""
    first = view.shots[0]
    ratio = first.width / max(1, first.height)
    return round(min(max(ratio, view.look.tallest), view.look.widest), 4)


def _playing(seconds: float) -> str:
    """Playing time as players show it, ``2:05``; a started second counts."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    return f"{minutes}:{rest:02}"


def _shape(shot: MediaView) -> str:
    """Shape that a grid takes from its first image."""
    ratio = shot.width / max(1, shot.height)
    if _SQUARE[0] <= ratio <= _SQUARE[1]:
        return "square"
    return "wide" if ratio > 1 else "tall"
