"""Accounts are made as they are asked for, and stay the same."""

from crossposter.sandbox import accounts
from crossposter.sandbox.accounts import FACEBOOK, INSTAGRAM, X
from crossposter.sandbox.state import State

DEFAULTS = {FACEBOOK: "1001", X: "3001", INSTAGRAM: "17841400000000001"}


def test_an_id_nobody_has_seen_becomes_an_account(state: State) -> None:
    assert accounts.find(state, FACEBOOK, "777") is None

    made = accounts.of_id(state, FACEBOOK, "777")

    assert accounts.of_id(state, FACEBOOK, "777") == made
    assert accounts.find(state, FACEBOOK, "777") == made
    assert accounts.find(state, X, "777") is None


def test_the_defaults_are_always_there(state: State) -> None:
    for platform, account_id in DEFAULTS.items():
        found = accounts.find(state, platform, account_id)
        assert found == accounts.of_default(state, platform)
        assert found.office == accounts.DEFAULT_OFFICE


def test_each_token_of_x_is_an_account_but_for_those_of_the_sandbox(
    state: State,
) -> None:
    one, other = (accounts.of_token(state, token) for token in ("rahasia", "lain"))

    assert one.id != other.id
    assert accounts.of_token(state, "rahasia") == one
    assert accounts.of_token(state, "sandbox-7") == accounts.of_default(state, X)
    assert not state.row("SELECT 1 FROM account WHERE token = 'rahasia'")


def test_a_page_has_one_instagram_account_and_keeps_it(state: State) -> None:
    page = accounts.of_id(state, FACEBOOK, "777")

    linked = accounts.instagram_of(state, page)

    assert accounts.instagram_of(state, page) == linked
    assert linked.office == page.office
    default = accounts.of_default(state, FACEBOOK)
    assert accounts.instagram_of(state, default).id == DEFAULTS[INSTAGRAM]


def test_an_account_is_found_by_its_name_or_id(state: State) -> None:
    made = accounts.of_id(state, INSTAGRAM, "17841400000000777")

    for name in (made.username, made.id):
        assert accounts.of_username(state, INSTAGRAM, name) == made
    assert accounts.of_username(state, FACEBOOK, made.username) is None


def test_the_default_office_is_listed_first(state: State) -> None:
    accounts.of_id(state, FACEBOOK, "777")

    offices = [each.office for each in accounts.every(state, DEFAULTS)]

    assert offices == [*[accounts.DEFAULT_OFFICE] * 3, "facebook-777"]
