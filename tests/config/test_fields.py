"""Kinds of values: what is taken, and why the rest is not."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr, TypeAdapter, ValidationError

from crossposter.config import fields
from crossposter.config.fields import Section, is_loopback, keys_of
from crossposter.scheduling import durations
from crossposter.text import fields as text


def taken(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value", "becomes"),
    [
        (text.Line, "  Pemkab  ", "Pemkab"),
        (text.Handle, "dinkes_contoh", "@dinkes_contoh"),
        (text.Handle, "@dinkes", "@dinkes"),
        (durations.Duration, "1h30m", timedelta(minutes=90)),
        (fields.Lead, "off", None),
        (fields.Lead, "24h", timedelta(hours=24)),
        (fields.ApiUrl, "https://graph.facebook.com/", "https://graph.facebook.com"),
        (fields.ApiUrl, "http://127.0.0.1:8800", "http://127.0.0.1:8800"),
        (fields.Listen, "[::1]:9464", "[::1]:9464"),
        (fields.Sender, "Humas <a@b.id>", "Humas <a@b.id>"),
        (fields.WeeklyMoment, "mon 08:00", "mon 08:00"),
    ],
)
def test_a_value_is_taken(kind: Any, value: str, becomes: object) -> None:
    assert taken(kind, value) == becomes


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        (text.Line, " ", "is empty"),
        (text.Line, "a\nb", "one line"),
        (durations.LongDuration, "0s", "longer than nothing"),
        (fields.Lead, "29m", "from 30m to 24h"),
        (fields.Lead, "25h", "from 30m to 24h"),
        (fields.ApiUrl, "http://api.x.com", "must start with https"),
        (fields.ApiUrl, "https://a.id/?x=1", "without"),
        (fields.ApiUrl, "https://u@a.id", "without"),
        (text.Url, "https://a.id/a b", "is not an address"),
        (fields.Listen, "0.0.0.0:9464", "on this machine only"),
        (fields.Listen, "127.0.0.1", "on this machine only"),
        (fields.Mailbox, "a@b", "is not an e-mail address"),
        (fields.Mailbox, "a b@c.id", "is not an e-mail address"),
        (fields.Sender, "a@b.id, c@d.id", "is not an e-mail address"),
        (fields.Version, "26.0", "looks like v26.0"),
        (fields.ChannelName, "X", "small letters"),
        (fields.ChannelName, "a" * 31, "short"),
        (fields.WeeklyMoment, "mon-tue 08:00", "one day and one time"),
        (fields.WeeklyMoment, "mon 08:00 09:00", "one day and one time"),
        (fields.TimetableLines, ["mno 08:00"], "did you mean"),
        (fields.BlackoutLines, ["daily 22:00"], "start and an end"),
    ],
)
def test_a_mistake_is_told_in_words(kind: Any, value: object, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        taken(kind, value)

    assert why in str(refused.value)


@pytest.mark.parametrize("secret", ["", " ", "a b", "a\u200bb", "tökén"])
def test_a_token_that_cannot_be_is_refused_and_never_shown(secret: str) -> None:
    with pytest.raises(ValidationError) as refused:
        taken(fields.Token, SecretStr(secret))

    assert "tökén" not in str(refused.value)


def test_a_token_loses_the_break_it_was_copied_with_and_a_password_does_not() -> None:
    assert taken(fields.Token, SecretStr("abc\n")).get_secret_value() == "abc"
    assert taken(fields.Password, SecretStr(" a b ")).get_secret_value() == " a b "
    with pytest.raises(ValidationError):
        taken(fields.Password, SecretStr("a\n"))


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("127.9.9.9", True), ("::1", True), ("10.0.0.1", False)],
)
def test_this_machine_is_known_by_its_addresses(host: str, *, here: bool) -> None:
    assert is_loopback(host) is here
    assert not is_loopback(None)
    assert not is_loopback("localhost.example")


class Sample(Section):
    name: text.Line = "bawaan"


def test_a_key_without_a_value_counts_as_not_written_but_only_a_known_one() -> None:
    assert Sample.model_validate({"name": None}).name == "bawaan"
    assert keys_of(Sample) == ["name"]
    with pytest.raises(ValidationError):
        Sample.model_validate({"nmae": None})
