"""Days of mourning: no festive greetings on them."""

import re
from collections.abc import Iterator

from crossposter.announcements.checks.subject import Objection, Subject, warning
from crossposter.text.messages import phrase

FESTIVE, MOURNING = "ucapan", "duka-cita"
#: Subjects that do not go together on one day.
OPPOSITES = {FESTIVE: MOURNING, MOURNING: FESTIVE}

_CONDOLES = re.compile(
    r"\b(?:berduka|duka cita|dukacita|belasungkawa|innalillahi|inna lillahi|wafat"
    r"|meninggal|gugur)\b",
    re.IGNORECASE,
)


def feasts(subject: Subject) -> Iterator[Objection]:
    """Greeting that goes out on a day of mourning, or mourning beside a greeting."""
    if subject.category not in OPPOSITES or _is_condolence_by_another_name(subject):
        return
    if subject.category == FESTIVE:
        for day in sorted(filter(subject.is_mourned, subject.days)):
            yield warning(
                phrase(
                    "it would go out on {day}, a day of mourning (checks.mourning in"
                    " config.yaml): choose another day with --at",
                    day=day.isoformat(),
                )
            )
    for other in subject.same_day:
        yield warning(
            phrase(
                'announcement {number} ({category}), "{title}", goes out on the same'
                " day: choose another day for the greeting",
                number=other.number,
                category=OPPOSITES[subject.category],
                title=other.title,
            )
        )


def _is_condolence_by_another_name(subject: Subject) -> bool:
    text = f"{subject.title}\n{subject.body}"
    return subject.category == FESTIVE and _CONDOLES.search(text) is not None
