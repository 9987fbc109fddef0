"""Pure: the longest beginning of a text whose post fits, or all of it in parts."""

from crossposter.posts.text.passage import Excerpt, Passage
from crossposter.posts.text.splitter import MOST_PARTS, split, thread
from crossposter.posts.text.tokens import find_hashtags, find_links, stands_in
from crossposter.posts.text.truncation import DoesNotFit, Fitted, fit

__all__ = [
    "MOST_PARTS",
    "DoesNotFit",
    "Excerpt",
    "Fitted",
    "Passage",
    "find_hashtags",
    "find_links",
    "fit",
    "split",
    "stands_in",
    "thread",
]
