"""Advice: explanation and next step per failure cause."""

from collections.abc import Mapping
from dataclasses import dataclass

from crossposter.reports.model import TroubleRow
from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.text.messages import Message, phrase
from crossposter.text.translator import translator


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Advice in two sentences for a person who knows no platform's internals."""

    cause: str
    step: str


_ADVICE: Mapping[str, Advice] = {
    "token": Advice(
        cause=phrase("The platform does not take our access token any more."),
        step=phrase(
            "Make a fresh token, save it in .env, then type: crossposter resume {channel}"
        ),
    ),
    "permission": Advice(
        cause=phrase("Our account or app lacks a permission it needs."),
        step=phrase(
            "Ask the account's admin for it, then type: crossposter check --online"
        ),
    ),
    "blocked": Advice(
        cause=phrase("The platform restricts our account for a while."),
        step=phrase(
            "Read the notices in that account; when it is free again, type: "
            "crossposter resume {channel}"
        ),
    ),
    "quota": Advice(
        cause=phrase("The allowance or credit for posts on the platform is used up."),
        step=phrase(
            "Wait for the next allowance or add credit; plan fewer posts if it recurs."
        ),
    ),
    "rejected": Advice(
        cause=phrase("The platform refused what this post says or shows."),
        step=phrase("Mend it (crossposter edit), submit and approve it again."),
    ),
    "late": Advice(
        cause=phrase("Its time passed too long ago."),
        step=phrase("If it is still wanted, type: crossposter retry {number}"),
    ),
    "outage": Advice(
        cause=phrase(
            "The program did not run for {lasted}; posts that became late: {missed}."
        ),
        step=phrase("Ask the admin why the machine or the program stood still."),
    ),
    "expired": Advice(
        cause=phrase("It stopped being valid before it could go out."),
        step=phrase("If it is still true, give it more time and approve it again."),
    ),
    "unconfirmed": Advice(
        cause=phrase(
            "The platform's answer was lost; the post is looked for in the account."
        ),
        step=phrase("Wait: the program looks by itself and does not send twice."),
    ),
    "duplicate": Advice(
        cause=phrase("The platform says that the same text was posted before."),
        step=phrase(
            "Look at the account; if this post is really not there, change its words "
            "(crossposter edit), submit and approve it again."
        ),
    ),
    "undecided": Advice(
        cause=phrase("It cannot be told whether this post went out."),
        step=phrase(
            "Look at the account, then type: crossposter resolve {number} --posted LINK, "
            "or --not-posted"
        ),
    ),
    "removed": Advice(
        cause=phrase("This post is not on the platform any more."),
        step=phrase("Ask who removed it, and whether it is to be posted again."),
    ),
    "paused": Advice(
        cause=phrase("This channel was paused."),
        step=phrase("When the reason is gone, type: crossposter resume {channel}"),
    ),
    "network": Advice(
        cause=phrase("The platform could not be reached, or was in trouble itself."),
        step=phrase(
            "Check the office's connection; the program tries again by itself."
        ),
    ),
    "media": Advice(
        cause=phrase("A picture of this post could not be sent or converted."),
        step=phrase("Check the picture, then type: crossposter retry {number}"),
    ),
    "other": Advice(
        cause=phrase("There was trouble of no known kind."),
        step=phrase("Read the technical words, then type: crossposter status"),
    ),
}


def advice(trouble: TroubleRow, notation: LocaleFormat) -> Advice:
    """Advice for a kind of failure; an unknown one gets "other"."""
    found = _ADVICE.get(trouble.kind, _ADVICE["other"])
    translate, named = translator(notation.language), _names(trouble, notation)
    return Advice(
        cause=translate(Message(found.cause, named)),
        step=translate(Message(found.step, named)),
    )


def _names(trouble: TroubleRow, notation: LocaleFormat) -> Mapping[str, str]:
    """Values for the sentences; a word in capitals for an unknown one."""
    number = phrase("NUMBER") if trouble.delivery is None else str(trouble.delivery)
    return {
        "channel": trouble.channel or phrase("CHANNEL"),
        "number": number,
        "lasted": notation.duration(trouble.lasted),
        "missed": notation.number(trouble.missed),
    }
