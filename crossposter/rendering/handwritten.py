"""A text that a person wrote for one channel: never altered, but held to its limits."""

from crossposter.publisher import Format
from crossposter.rendering.problems import RenderError
from crossposter.shortening import find_hashtags, find_links, stands_in


def require_fitting(text: str, *, channel: str, format_: Format) -> None:
    """Raises RenderError when the platform would not take *text* as it is."""
    length = format_.length(text)
    if length > format_.limit:
        raise RenderError(
            f"the text written for {channel} has {length:,} characters and may have"
            f" {format_.limit:,}: shorten it by {length - format_.limit:,}, with"
            f' --text {channel}="..."'
        )
    hashtags = len(find_hashtags(text))
    if format_.max_hashtags is not None and hashtags > format_.max_hashtags:
        raise RenderError(
            f"the text written for {channel} has {hashtags} hashtags and may have"
            f" {format_.max_hashtags}: take {hashtags - format_.max_hashtags} out"
        )


def card(text: str, link: str | None) -> str | None:
    """*link* as *text* has it, for a link card; None when the text does without it."""
    address = (link or "").strip()
    found = [each.text for each in find_links(text)]
    return address if address and stands_in(address, found) else None
