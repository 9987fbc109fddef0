"""Draft: the fields of an announcement as typed, validated."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from difflib import get_close_matches
from typing import Any
from unicodedata import category as category_of

from crossposter.database.models import Announcement, AnnouncementStatus, Category
from crossposter.errors import BadInput
from crossposter.posts.attachments import Exhibit, require_few, require_together
from crossposter.text.characters import litter, steering, without_litter
from crossposter.text.hosts import is_web, with_user

LONGEST_TITLE = 300  #: characters
LONGEST_BODY = 100_000  #: characters
#: Classes of UU 14/2008; exempt information (dikecualikan) is never announced.
CLASSIFICATIONS = ("berkala", "serta-merta", "setiap-saat")


_OF_LINES = "\t\n\v\f\r\x85"  #: controls that separate words or lines


class Unset:
    """Unset field, which an edit leaves alone."""


UNSET = Unset()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Draft as a person gave it; in an edit, UNSET fields stay as they were."""

    title: str | Unset = UNSET
    body: str | Unset = UNSET
    source: str | Unset = UNSET
    category: str | Unset = UNSET
    link: str | Unset | None = UNSET
    #: Images or a video: place in the folder, alternative text.
    images: Sequence[tuple[str, str]] | Unset = UNSET
    channels: Sequence[str] | Unset | None = UNSET  #: None: every channel that can
    at: datetime | Unset | None = UNSET
    at_once: bool | Unset = UNSET
    urgent: bool | Unset = UNSET
    classification: str | Unset | None = UNSET
    area: str | Unset | None = UNSET
    contact: str | Unset | None = UNSET
    expires_at: datetime | Unset | None = UNSET
    valid_until: datetime | Unset | None = UNSET
    texts: Mapping[str, str] | Unset = UNSET  #: by channel; "" removes one

    def given(self) -> dict[str, Any]:
        """Fields that were set."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {key: v for key, v in values.items() if not isinstance(v, Unset)}


def title(text: str) -> str:
    """Title: one line of text; raises BadInput."""
    line = " ".join(plain(text, "title").split())
    if not line:
        raise BadInput("the title is empty: give one with --title")
    if len(line) > LONGEST_TITLE:
        raise BadInput(
            f"the title has {len(line)} characters and may have {LONGEST_TITLE}:"
            " move some of it into the body"
        )
    return line


def body(text: str) -> str:
    """Text as it was typed; raises BadInput when there is nothing to read."""
    if not text.strip():
        raise BadInput("the body is empty: give it with --body or --body-file")
    if len(plain(text, "body")) > LONGEST_BODY:
        raise BadInput(
            f"the body has {len(text):,} characters and may have {LONGEST_BODY:,}"
        )
    return text


def plain(text: str, what: str) -> str:
    """Text itself; raises BadInput for characters that belong to no text."""
    for character in text:
        if category_of(character) in {"Cc", "Cs"} and character not in _OF_LINES:
            code = f"the character U+{ord(character):04X}"
            raise BadInput(
                f"the {what} holds {code if ord(character) else 'a zero byte'}, which"
                " belongs to no text: is it really one, and saved as UTF-8?"
            )
    return text


def link(text: str | None) -> str | None:
    """Web address people can open; raises BadInput."""
    if text is None or not text.strip():
        return None
    address = plain(text, "link").strip()
    if with_user(address):
        raise BadInput(
            f"{address!r} names a user before the @, and leads elsewhere than it seems:"
            " give it without"
        )
    if not is_web(address) or litter(address) or steering(address):
        raise BadInput(
            f"{address!r} is no web address: give it as https://example.go.id/page"
        )
    return address


def category(text: str) -> str:
    """Category of the office; raises BadInput."""
    word = "-".join(text.lower().replace("_", " ").split())
    joined = {each.replace("-", ""): each.value for each in Category}
    return _one_of(joined.get(word, word), [*Category], "category")


def classification(text: str | None) -> str | None:
    """Class of the law on public information; raises BadInput for an exempt one."""
    word = "-".join((text or "").lower().replace("_", " ").split())
    if word == "dikecualikan":
        raise BadInput(
            "information that the law exempts (dikecualikan) must not be published:"
            " ask the PPID"
        )
    return _one_of(word, CLASSIFICATIONS, "classification") if word else None


def optional(text: str | None, what: str) -> str | None:
    """Line of text, None when it is blank; raises BadInput."""
    line = " ".join(plain(text or "", what).split())
    if len(line) > LONGEST_TITLE:
        raise BadInput(f"the {what} may have {LONGEST_TITLE} characters")
    return line or None


def statuses(words: Sequence[str]) -> list[AnnouncementStatus]:
    """Statuses that a person asks for; raises BadInput."""
    known = [*AnnouncementStatus]
    return [
        AnnouncementStatus(_one_of(it.strip().lower(), known, "status")) for it in words
    ]


def channels(names: Sequence[str] | None, known: Collection[str]) -> list[str] | None:
    """Channel names without repeats, None for every channel; raises BadInput."""
    if not names:
        return None
    return [_one_of(name, known, "channel") for name in dict.fromkeys(names)]


def images(
    files: Sequence[tuple[str, str]], read: Callable[[str], Exhibit]
) -> list[tuple[str, str]]:
    """Images or a video, each with its alternative text; raises BadInput."""
    require_few(len(files))
    require_together([read(file) for file, _ in files])
    for file, alt in files:
        plain(alt, f"alternative text of {file}")
    return [(file, without_litter(alt)) for file, alt in files]


def texts(written: Mapping[str, str], known: Collection[str]) -> dict[str, str]:
    """Texts that a person wrote for single channels; raises BadInput."""
    return {
        _one_of(name, known, "channel"): _written(text, name)
        for name, text in written.items()
    }


def _written(text: str, channel: str) -> str:
    what = f"text written for {channel}"
    if len(plain(text, what)) > LONGEST_BODY:
        raise BadInput(f"the {what} may have {LONGEST_BODY:,} characters")
    return without_litter(text.replace("\r\n", "\n")).strip()


def merged(
    before: Mapping[str, str] | None, given: Mapping[str, str]
) -> dict[str, str] | None:
    """Texts by channel after an edit; None when none is left."""
    texts = {**(before or {}), **given}
    return {name: text for name, text in texts.items() if text} or None


def _one_of(word: str, known: Collection[str], what: str) -> str:
    if word in known:
        return word
    near = get_close_matches(word, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(known)}"
    raise BadInput(f"there is no {what} {word!r}: {hint}")


def require_future(announcement: Announcement, now: datetime) -> None:
    """Future expiry of an announcement; raises BadInput as *expiry* does."""
    expiry(
        announcement.expires_at,
        now=now,
        at=announcement.at,
        valid_until=announcement.valid_until,
    )


def expiry(
    expires_at: datetime | None,
    *,
    now: datetime,
    at: datetime | None,
    valid_until: datetime | None = None,
) -> None:
    """End of an announcement; raises BadInput if it comes before it could go out."""
    if valid_until is not None and valid_until <= now:
        raise BadInput(
            "what it tells would be over already: give a later --valid-until"
        )
    if expires_at is not None and expires_at <= now:
        raise BadInput("it would have expired already: give a later --expires")
    if valid_until is not None and expires_at is not None and expires_at > valid_until:
        raise BadInput(
            "it must not go out when what it tells is over: give an --expires that is"
            " not after --valid-until, or a later --valid-until"
        )
    last = min((each for each in (expires_at, valid_until) if each), default=None)
    if last is not None and at is not None and last <= at:
        option = "--expires" if last == expires_at else "--valid-until"
        raise BadInput(f"it would expire before it is due: give a later {option}")
