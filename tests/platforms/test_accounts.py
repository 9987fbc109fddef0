"""Names of accounts: the same for one account, and no secret."""

from crossposter.platforms.accounts import facebook_page, instagram_account, x_account


def test_one_number_on_two_platforms_is_two_accounts() -> None:
    names = {facebook_page("1"), instagram_account("1"), x_account("1")}

    assert len(names) == 3
    assert facebook_page("1") == facebook_page("1")


def test_a_token_is_told_to_nobody() -> None:
    name = x_account("rahasia-sekali")

    assert "rahasia" not in name
    assert name == x_account("rahasia-sekali")
    assert name != x_account("rahasia-lain")
