"""Node kinds: the kind of object an id of the Graph API belongs to."""

import re

from crossposter.sandbox.state import State

_OWN_INSTAGRAM = re.compile(r"178414\d{11}")
_OWN_OBJECTS = re.compile(r"122[1-3]\d{14}|1799\d{13}|1800\d{13}|\d+_\d+")
_LOOKUPS = {
    "post": "SELECT 1 FROM post WHERE platform = 'facebook' AND id = ?",
    "video": "SELECT 1 FROM upload WHERE platform = 'facebook'"
    " AND category IS NOT NULL AND id = ?",
    "photo": "SELECT 1 FROM upload WHERE platform = 'facebook' AND id = ?",
    "container": "SELECT 1 FROM container WHERE id = ?",
    "media": "SELECT 1 FROM post WHERE platform = 'instagram' AND id = ?",
    "user": "SELECT 1 FROM account WHERE platform = 'instagram' AND id = ?",
}


def kind_of(node: str, state: State) -> str:
    """Word for the kind of an id, or nothing."""
    for name, sql in _LOOKUPS.items():
        if state.row(sql, node):
            return name
    if _OWN_INSTAGRAM.fullmatch(node):
        return "user"
    if node.isdecimal() and not _OWN_OBJECTS.fullmatch(node):
        return "page"
    return ""
