"""Errors for the operator: one sentence, or several that stay apart."""

import pytest

from crossposter.errors import (
    BadInput,
    CrossposterError,
    NotAllowed,
    NotFound,
    Several,
    Unavailable,
)


def test_one_error_is_one_line_whatever_it_repeats_of_others() -> None:
    assert BadInput("title holds\na break").lines() == ("title holds\na break",)


def test_several_mistakes_are_as_many_lines_and_one_message() -> None:
    error = Several(["satu.", "dua\ndengan baris."])

    assert list(error.lines()) == ["satu.", "dua\ndengan baris."]
    assert str(error) == "satu.\ndua\ndengan baris."


@pytest.mark.parametrize("kind", [BadInput, NotFound, NotAllowed, Unavailable, Several])
def test_whoever_expects_trouble_gets_all_of_it(kind: type[CrossposterError]) -> None:
    assert issubclass(kind, CrossposterError)
    assert not issubclass(kind, OSError | ValueError)
