"""Pure: the longest beginning of a text whose whole post fits a platform."""

from crossposter.shortening.fitting import Fitted, NoRoom, fit
from crossposter.shortening.passage import Excerpt, Passage
from crossposter.shortening.tokens import find_hashtags, find_links, stands_in

__all__ = [
    "Excerpt",
    "Fitted",
    "NoRoom",
    "Passage",
    "find_hashtags",
    "find_links",
    "fit",
    "stands_in",
]
