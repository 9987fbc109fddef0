"""UU 14/2008 on public information: exempt information, urgent notices.

https://ppid.kulonprogokab.go.id/detil/19 has its classes; Permenhut 21/2025 article 11
what an urgent (serta-merta) notice has to tell.
"""

from collections.abc import Iterator

from crossposter.announcements.checks.subject import Level, Objection, Subject, error
from crossposter.text.messages import joined, phrase

_AT_ONCE = "serta-merta"


def exempt(subject: Subject) -> Iterator[Objection]:
    """Information that the law keeps from the public."""
    if subject.classification == "dikecualikan":
        yield error(
            phrase(
                "it is classified as dikecualikan: the law exempts it from publication"
            )
        )


def at_once(subject: Subject) -> Iterator[Objection]:
    """Serta-merta notice without its end, area or contact.

    Only a warning when nobody has classified it: no alarm waits for a form.
    """
    declared = subject.classification == _AT_ONCE
    if not declared and not (subject.urgent and subject.category == "peringatan"):
        return
    needed = {
        phrase("until when it holds (--valid-until)"): subject.valid_until
        or subject.expires_at,
        phrase("whom it concerns (--area)"): subject.area,
        phrase("whom to call (--contact)"): subject.contact,
    }
    missing = [what for what, value in needed.items() if not value]
    if missing:
        yield (
            Level.ERROR if declared else Level.WARNING,
            phrase(
                "a serta-merta notice has to say {missing}", missing=joined(missing)
            ),
        )
