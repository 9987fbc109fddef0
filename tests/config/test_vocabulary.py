"""Words of ours for every kind of objection."""

import pytest

from crossposter.config.vocabulary import objection


@pytest.mark.parametrize(
    ("kind", "context", "words"),
    [
        ("missing", {}, "is missing"),
        ("less_than_equal", {"le": 25_000}, "must be at most 25000"),
        ("int_parsing", {}, "must be a whole number"),
        ("int_parsing_size", {}, "must be a whole number, and a much smaller one"),
        ("time_delta_parsing", {}, "must be a duration such as 30s, 10m, 2h or 14d"),
        ("time_parsing", {}, "must be a time, such as 08:00"),
        ("bool_type", {}, "must be true or false"),
    ],
)
def test_a_kind_has_the_words_of_its_own_or_of_its_family(
    kind: str, context: dict[str, int], words: str
) -> None:
    assert objection(kind, context) == words


def test_a_kind_nobody_knows_leads_to_the_comments() -> None:
    assert "comments of config.yaml" in objection("something_new", {})
    assert "comments of config.yaml" in objection("integer", {})
