"""Texts of the page in Indonesian and English."""

from collections.abc import Mapping

from crossposter.text.messages import phrase, phrase_in
from crossposter.text.translator import translator

_WORDS: Mapping[str, str] = {
    "page": phrase("Preview"),
    "number": phrase("Announcement"),
    "frozen": phrase(
        "Frozen: this is what {who} approved, {when}. Text and pictures do not change"
        " any more."
    ),
    "draft": phrase(
        "Not approved yet. This is what would go out if it were approved now."
    ),
    "code": phrase("Code of these posts"),
    "left": phrase("Withdrawn. What stands below is the last that is known."),
    "author": phrase("Author"),
    "source": phrase("Source"),
    "category": phrase("Category"),
    "submitted_by": phrase("Submitted by"),
    "renamed": phrase("Public under the title: {title}"),
    "place_and_day": phrase("place and day"),
    "signed": phrase("Approved,"),
    "valid": phrase("Valid until {when}"),
    "expires": phrase("Not published any more from {when}"),
    "remarks": phrase("What the checks found"),
    "grave": phrase("Has to be mended"),
    "drawn": phrase("Drawn {when}"),
    "more": phrase("See more"),
    "more_x": phrase("Show more"),
    "more_instagram": phrase("more"),
    "less": phrase("Show less"),
    "length": phrase("Length of the text"),
    "length_of": phrase("{used} of {limit}"),
    "part": phrase("Part {number}"),
    "units": phrase("characters"),
    "units_x": phrase("characters as X counts them"),
    "price": phrase("Price"),
    "pictures": phrase("Alternative texts"),
    "no_alt": phrase("No alternative text"),
    "hidden": phrase("behind +{rest}"),
    "not_shown": phrase("cannot be shown here"),
    "card_note": phrase("Title and picture of the link card come from its site."),
    "problems": phrase("Worth knowing"),
    "time": phrase_in("preview", "Time"),
    "fixed": "{when}",
    "slot": phrase("The next free slot if approved now: {when}"),
    "asked": phrase("The time asked for, if approved now: {when}"),
    "approval": phrase("As soon as it is approved"),
    "no_time": phrase("No time can be given"),
    "posted": phrase("Published {when}"),
    "permalink": phrase("See the post"),
    "no_post": phrase("There is no post for this channel."),
    "now": phrase("Just now"),
    "like": phrase("Like"),
    "comment": phrase("Comment"),
    "share": phrase("Share"),
    "swipe": phrase("Swipe to see every picture"),
    "as_shown": phrase(
        "Folds and crops are about those of the apps on a phone; versions and widths"
        " differ."
    ),
}
_STATUSES: Mapping[str, str] = {
    "draft": phrase("draft"),
    "submitted": phrase("submitted"),
    "approved": phrase("approved"),
    "rejected": phrase("rejected"),
    "withdrawn": phrase("withdrawn"),
    "scheduled": phrase("scheduled"),
    "preparing": phrase("preparing"),
    "committing": phrase("committing"),
    "published": phrase("published"),
    "unconfirmed": phrase("unconfirmed"),
    "failed": phrase("failed"),
    "held": phrase("held"),
    "expired": phrase("expired"),
    "cancelled": phrase("cancelled"),
}


def words(language: str) -> Mapping[str, str]:
    """Words by their keys, in *language*."""
    return {key: translator(language)(each) for key, each in _WORDS.items()}


def status_name(status: str, language: str) -> str:
    """Word that people read for the status of an announcement or a delivery."""
    return translator(language)(_STATUSES[status])
