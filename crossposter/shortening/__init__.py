"""Pure: the longest beginning of a text whose whole post fits, or all of it in parts."""

from crossposter.shortening.fitting import Fitted, NoRoom, fit
from crossposter.shortening.passage import Excerpt, Passage
from crossposter.shortening.threads import MOST_PARTS, split, thread
from crossposter.shortening.tokens import find_hashtags, find_links, stands_in

__all__ = [
    "MOST_PARTS",
    "Excerpt",
    "Fitted",
    "NoRoom",
    "Passage",
    "find_hashtags",
    "find_links",
    "fit",
    "split",
    "stands_in",
    "thread",
]
