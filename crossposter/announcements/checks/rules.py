"""Registry of the checks: each with its name, for the configuration, and its reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crossposter.announcements.checks import (
    addresses,
    bylines,
    dates,
    duplicates,
    mourning,
    pasted_markup,
    placeholders,
    presentation,
    privacy,
    public_information_law,
    wording,
)
from crossposter.announcements.checks.subject import Check, Finding, Subject


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Checks that an office wants, and the values it knows for them."""

    off: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()  #: as `digits` gives them
    places: frozenset[str] = frozenset()  #: in lower case, as datelines name them
    similar: timedelta = timedelta(days=30)  #: how far back the same text counts
    mourning: tuple[tuple[date, date], ...] = ()  #: first and last days


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Check with the reason why it exists."""

    name: str
    why: str
    check: Check


RULES = (
    Rule(
        name="identity",
        why="NIK and KK numbers are personal data (UU 27/2022).",
        check=privacy.identity_numbers,
    ),
    Rule(
        name="phone",
        why="A private mobile number in a post is called for years.",
        check=privacy.private_phones,
    ),
    Rule(
        name="placeholder",
        why="A blank of a form that nobody filled in says nothing.",
        check=placeholders.placeholders,
    ),
    Rule(
        name="rtf",
        why="RTF is read by word processors; people see its braces.",
        check=pasted_markup.rtf,
    ),
    Rule(
        name="chat-marks",
        why="Stars and lines that WhatsApp turns into bold stay stars elsewhere.",
        check=pasted_markup.chat_marks,
    ),
    Rule(
        name="word-bullets",
        why="Bullets of Word's own fonts are empty boxes or nothing elsewhere.",
        check=pasted_markup.word_bullets,
    ),
    Rule(
        name="byline",
        why="Datelines and names of writers take the place that a post has for its news.",
        check=bylines.bylines,
    ),
    Rule(
        name="zone",
        why="A time in another zone makes people come at the wrong hour.",
        check=wording.other_zone,
    ),
    Rule(
        name="weekday",
        why="A date that is not on its weekday leaves people to guess.",
        check=dates.weekdays,
    ),
    Rule(
        name="past-date",
        why="A notice of what is over was copied or comes too late.",
        check=dates.past_dates,
    ),
    Rule(
        name="lost-emoji",
        why="Question marks stand where a program lost emoji or letters.",
        check=wording.lost_emoji,
    ),
    Rule(
        name="invisible",
        why="Characters that nobody sees deceive readers, break links and searches.",
        check=wording.invisible_characters,
    ),
    Rule(
        name="fancy-letters",
        why="Screen readers cannot read letters borrowed from mathematics.",
        check=wording.fancy_letters,
    ),
    Rule(
        name="alt-text",
        why="People who cannot see a picture have a right to what it says (UU 8/2016).",
        check=presentation.alternative_texts,
    ),
    Rule(
        name="enlarged",
        why="A small picture that is made large is a blur.",
        check=presentation.blurred_pictures,
    ),
    Rule(
        name="hashtags",
        why="Platforms drop or refuse hashtags beyond their limit.",
        check=presentation.hashtags,
    ),
    Rule(
        name="mentions",
        why="Platforms drop or refuse mentions beyond their limit.",
        check=presentation.mentions,
    ),
    Rule(
        name="https",
        why="Browsers warn of links that are not https.",
        check=presentation.plain_links,
    ),
    Rule(
        name="link-user",
        why="https://a.go.id@b.example leads to b.example, whatever stands before it.",
        check=addresses.users,
    ),
    Rule(
        name="look-alike",
        why="An address in letters of another script can be taken for the office's.",
        check=addresses.look_alikes,
    ),
    Rule(
        name="repeated",
        why="The same words twice are taken for a mistake, and X refuses them.",
        check=duplicates.repeated,
    ),
    Rule(
        name="similar",
        why="Nearly the same words twice are often one news from two hands.",
        check=duplicates.similar,
    ),
    Rule(
        name="mourning",
        why="A greeting of a feast beside a condolence hurts those who mourn.",
        check=mourning.feasts,
    ),
    Rule(
        name="exempt",
        why="Information classified as dikecualikan must not be published (UU 14/2008).",
        check=public_information_law.exempt,
    ),
    Rule(
        name="serta-merta",
        why="A notice at once says until when, where, and whom to call (UU 14/2008).",
        check=public_information_law.at_once,
    ),
)

REACHABLE = "reachable"  #: needs the network, so it is not a function of a Subject
NAMES = (*(rule.name for rule in RULES), REACHABLE)


def review(subject: Subject, off: Collection[str] = ()) -> list[Finding]:
    """Findings of all checks, in the order of the rules."""
    return [
        finding
        for rule in RULES
        if rule.name not in off
        for finding in _findings(rule, subject)
    ]


def _findings(rule: Rule, subject: Subject) -> Iterator[Finding]:
    # The title is often the first line of the body as well: one finding is enough.
    for level, sentence in dict.fromkeys(rule.check(subject)):
        yield Finding(rule=rule.name, level=level, sentence=sentence)
