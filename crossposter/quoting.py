"""Pure: what somebody typed, as a message repeats it: a beginning that is recognized."""

_MOST = 60  #: characters


def excerpt(text: str, most: int = _MOST) -> str:
    """Its beginning, to a whole word where one ends in reach, and how much is left out."""
    if len(text) <= most:
        return text
    beginning = text[:most]
    whole = beginning.rsplit(maxsplit=1)[0].rstrip()
    kept = whole if len(whole) > most // 2 else beginning
    return f"{kept} … ({len(text) - len(kept):,} more characters)"


def quoted(text: str) -> str:
    """The same between quotation marks."""
    return f"'{excerpt(text)}'"
