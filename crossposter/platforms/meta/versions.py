"""Versions of the Graph API and their end-of-life dates.

https://developers.facebook.com/docs/graph-api/changelog/versions/ ; a call to one that
has ended is answered by the oldest that is left.
"""

from datetime import UTC, datetime

#: Two years after the next version appears: unknown as long as there is none. Where
#: Meta's list says "TBD" still, it is counted from the day the next one came out.
ENDS: dict[str, datetime] = {
    "v20.0": datetime(2026, 9, 24, tzinfo=UTC),
    "v21.0": datetime(2027, 1, 21, tzinfo=UTC),
    "v22.0": datetime(2027, 5, 20, tzinfo=UTC),
    "v23.0": datetime(2027, 10, 8, tzinfo=UTC),
    "v24.0": datetime(2028, 2, 18, tzinfo=UTC),
    "v25.0": datetime(2028, 7, 29, tzinfo=UTC),
    # https://developers.facebook.com/blog/post/2026/11/04/introducing-graph-api-v27-and-marketing-api-v27/
    "v26.0": datetime(2028, 11, 4, tzinfo=UTC),
}
OLDEST_LISTED = 20


def end_of(version: str) -> datetime | None:
    """End of a version; None where no end is known yet.

    One older than the list has ended with the first of it, or before.
    """
    number = version.removeprefix("v").partition(".")[0]
    if number.isdecimal() and int(number) < OLDEST_LISTED:
        return ENDS[f"v{OLDEST_LISTED}.0"]
    return ENDS.get(version)
