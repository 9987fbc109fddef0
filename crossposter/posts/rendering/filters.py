"""Jinja2 filters: dates, hashtags, mentions, links."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import regex
from babel.dates import format_date
from jinja2 import pass_context
from jinja2.runtime import Context

from crossposter.channels.links import tidied
from crossposter.errors import BadInput
from crossposter.posts.text import Passage, fit

#: Names of a channel's link policy and accounts in a post's values; templates cannot
#: write them.
TIDIES_LINKS = "links of the channel"
FINDS_ACCOUNTS = "accounts of the platform"

_DATES = {"panjang": "EEEE, d MMMM y", "pendek": "d MMM"}
_HEAD = 80  #: characters in which a text says what it is
_CLOCK = {"id": "%H.%M", "en": "%H:%M"}


def filters(zone: ZoneInfo, language: str) -> Mapping[str, Callable[..., Any]]:
    """Filters by the names they have in templates."""

    def tanggal(value: date, form: str = "panjang") -> str:
        """Date such as Senin, 23 November 2026; "pendek" is 23 Nov."""
        day = _local(value, zone, "tanggal") if isinstance(value, datetime) else value
        if not isinstance(day, date):
            raise BadInput(f"tanggal needs a date, not {value!r}")
        if form not in _DATES:
            raise BadInput(f"tanggal takes {' or '.join(_DATES)}, not {form!r}")
        return format_date(day, _DATES[form], locale=language)

    def jam(value: datetime) -> str:
        """Time such as 08.00 WITA."""
        moment = _local(value, zone, "jam")
        return f"{moment.strftime(_CLOCK.get(language, '%H:%M'))} {moment.tzname()}"

    return {
        "tanggal": tanggal,
        "jam": jam,
        "tagar": tagar,
        "ringkas": ringkas,
        "judul": judul,
        "tautan": tautan,
        "mention": mention,
    }


def tagar(words: str) -> str:
    """Hashtag every screen reader can pronounce: "pasar murah" is #PasarMurah."""
    found = regex.findall(r"[\p{L}\p{M}\p{N}]+", words)
    joined = "".join(word[0].upper() + word[1:] for word in found)
    return f"#{joined}" if regex.search(r"\p{L}", joined) else ""


def ringkas(text: str, most: object) -> str:
    """Text of at most so many characters, if possible up to the end of a sentence."""
    if not isinstance(most, int) or most < 1:
        raise BadInput(f"ringkas needs a number of characters, not {most!r}")
    if len(text) <= most:
        return text
    return fit(
        Passage(text), compose=lambda excerpt: excerpt.text, length=len, limit=most
    ).post


def judul(title: str, body: str, heading: str, *kin: str) -> str:
    """Title below its heading, "PENGUMUMAN: ..."; said once, if title or body has it.

    *kin* are words that head a text as well: a "PEMBERITAHUAN" is no "PENGUMUMAN" too.
    """
    words = [word.casefold() for word in (heading, *kin)]
    opening = (title or body)[:_HEAD].casefold()
    first = regex.sub(r"^[^\p{L}]+", "", body[:_HEAD].casefold())
    if any(word in opening or first.startswith(word) for word in words):
        return title
    return f"{heading}: {title}" if title else heading


@pass_context
def tautan(context: Context, link: str) -> str:
    """Link as the channel shows it: without click ids, with its UTM tags."""
    shown: Callable[[str], str] = context.get(TIDIES_LINKS, tidied)
    return shown(link)


@pass_context
def mention(context: Context, label: str) -> str:
    """Account of a source on the platform, or its name where it has none there."""
    account: Callable[[str], str] = context.get(FINDS_ACCOUNTS, str)
    return account(label)


def _local(value: object, zone: ZoneInfo, name: str) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise BadInput(f"{name} needs a date with its time, not {value!r}")
    return value.astimezone(zone)
