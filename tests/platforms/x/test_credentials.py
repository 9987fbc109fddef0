"""Four keys or one token, and everything that must not be seen."""

from crossposter.platforms.x.credentials import Keys


def test_four_keys_sign_and_a_token_alone_does_not() -> None:
    four = Keys(
        access_token="a", access_token_secret="b", consumer_key="c", consumer_secret="d"
    )
    alone = Keys(access_token="a")

    assert (four.signs, alone.signs) == (True, False)
    assert four.secrets == ["a", "b", "c", "d"]
    assert alone.secrets == ["a"]


def test_what_is_empty_is_no_secret_to_look_for() -> None:
    assert Keys(access_token="a", consumer_secret="").secrets == ["a"]
