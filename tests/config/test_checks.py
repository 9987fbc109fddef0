"""The section about what editors object to, and what it becomes for them."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from crossposter.config.checks import Checks


def test_what_is_left_out_has_its_defaults() -> None:
    policy = Checks().policy

    assert (policy.off, policy.phones, policy.mourning) == (
        frozenset(),
        frozenset(),
        (),
    )
    assert policy.similar == timedelta(days=30)


def test_numbers_are_compared_by_their_digits() -> None:
    phones = ["+62 812-3456-7890", "0812 3456 7890", "112"]

    policy = Checks.model_validate({"phones": phones}).policy

    assert policy.phones == {"081234567890", "112"}


def test_mourning_has_a_first_and_a_last_day() -> None:
    lines = ["2026-12-01..2026-12-03", "2026-12-24"]

    policy = Checks.model_validate({"mourning": lines}).policy

    assert policy.mourning == (
        (date(2026, 12, 1), date(2026, 12, 3)),
        (date(2026, 12, 24), date(2026, 12, 24)),
    )


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("off", "identiti", "did you mean identity"),
        ("off", "zzzz", "choose from"),
        ("phones", "12", "is no telephone number"),
        ("phones", "0" * 16, "is no telephone number"),
        ("mourning", "daily 22:00-05:00", "is no date"),
        ("mourning", "2026-12-03..2026-12-01", "2026-12-0"),
    ],
)
def test_a_mistake_says_what_to_write(key: str, value: Any, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Checks.model_validate({key: [value]})

    assert why in str(refused.value)
