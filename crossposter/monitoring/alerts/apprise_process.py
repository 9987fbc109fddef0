"""Apprise process: sends one message to one address, and prints the result.

Apprise's plugins use a hundred protocols and read any answer of a service, for as
long as it lasts; and they log addresses, which contain tokens.
"""

import json
import logging
import sys

from crossposter.transport import bound_everything

REACHED, REFUSED, UNKNOWN = "reached", "refused", "unknown"

_MOST = 1_000_000  #: bytes of an answer


def main() -> None:
    """Send a message from the input; prints a word, or the name of an error."""
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
