"""Messages: English in the code, with what was put into them at hand."""

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import asdict, dataclass

import pytest

from crossposter.text.messages import Message, phrase, phrase_in


def test_a_message_is_its_english_words() -> None:
    said = phrase(
        "{count} pictures, and {channel} takes {most}", count=5, channel="x", most=4
    )

    assert said == "5 pictures, and x takes 4"
    assert json.dumps([said]) == '["5 pictures, and x takes 4"]'
    assert f"{said}!" == "5 pictures, and x takes 4!"
    assert hash(said) == hash("5 pictures, and x takes 4")


def test_braces_are_filled_only_where_something_is_given() -> None:
    assert phrase("Valid until {when}") == "Valid until {when}"
    assert (
        phrase("{where} has {what}", where="it", what="{0} {x!r}") == "it has {0} {x!r}"
    )


def test_a_message_knows_what_it_was_made_of() -> None:
    said = phrase_in("column", "No {number}", number=3)

    assert (said.context, said.pattern, said.values) == (
        "column",
        "No {number}",
        {"number": 3},
    )


@dataclass(frozen=True)
class Holder:
    said: str


@pytest.mark.parametrize("way", ["pickled", "copied", "as a dict"])
def test_a_copy_can_be_translated_as_well(way: str) -> None:
    said = phrase_in("column", "No {number}", number=3)

    ways: dict[str, Callable[[], object]] = {
        "pickled": lambda: pickle.loads(pickle.dumps(said)),  # noqa: S301  # our own
        "copied": lambda: copy.deepcopy(said),
        "as a dict": lambda: asdict(Holder(said))["said"],
    }
    copied = ways[way]()

    assert isinstance(copied, Message)
    assert copied == said
    assert (copied.context, copied.pattern, copied.values) == (
        said.context,
        said.pattern,
        said.values,
    )
