"""Apprise in a process of its own: one message to one address, and what came of it.

Its plugins speak a hundred protocols and read whatever a service answers, for as long
as that lasts; and they log addresses, which hold tokens.
"""

import json
import logging
import sys

from crossposter.transport import bound_everything

REACHED, REFUSED, UNKNOWN = "reached", "refused", "unknown"

_MOST = 1_000_000  #: bytes of an answer


def main() -> None:
    """Read address, title and body; say one word, or the name of an error."""
    asked = json.load(sys.stdin)
    logging.disable(logging.CRITICAL)
    bound_everything(most=_MOST)
    print(_told(**asked))  # noqa: T201  # it is how the processes speak


def _told(address: str, title: str, body: str) -> str:
    from apprise import Apprise  # noqa: PLC0415  # an extra

    apprise = Apprise()
    if not apprise.add(address):
        return UNKNOWN
    try:
        reached = apprise.notify(title=title, body=body)
    except Exception as error:  # noqa: BLE001  # its plugins may raise anything
        return type(error).__name__
    return REACHED if reached else REFUSED


if __name__ == "__main__":
    main()
