"""Settings that tests may change: each of its own kind."""

from typing import Any

import pytest

from crossposter.sandbox.settings import DEFAULTS, MEANINGS, BadSetting, check


def test_every_setting_has_a_meaning_and_takes_its_default() -> None:
    assert set(DEFAULTS) == set(MEANINGS)
    for name, value in DEFAULTS.items():
        check(name, value)
        check(name, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timezone", "Mars/Olympus"),
        ("x_limits", {"tweets": "many"}),
        ("x_limits", {"likes": 5}),
        ("x_limits", "fake"),
        ("film_fails", 1),
        ("x_access_level", "write"),
        ("missing_scopes", "pages_manage_posts"),
        ("expired_tokens", [1]),
        ("token_days", True),
        ("token_days", "3"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_its_meaning(
    name: str, value: Any
) -> None:
    with pytest.raises(BadSetting) as refused:
        check(name, value)

    assert MEANINGS[name] in str(refused.value)


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadSetting, match=r"no setting is called film, *|there are"):
        check("film", True)


def test_documented_limits_have_a_word() -> None:
    check("x_limits", "real")
    check("x_limits", {"tweets": 3})
