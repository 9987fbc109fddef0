"""Values in answers: what is believed, and what is not."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crossposter.platforms import answer_values as values
from crossposter.platforms.meta.graph import regain_after, usage
from crossposter.platforms.meta.token import _moment
from crossposter.platforms.waits import retry_after
from crossposter.platforms.x.errors import reset_after
from crossposter.platforms.x.preflight import posts_left
from crossposter.platforms.x.texts import as_written
from crossposter.platforms.x.videos import Processing
from tests.support.fakes import MONDAY

A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r'{"a": "\ud83d\ude00"}', {"a": "😀"}),
        (r'{"a": "x\ud83d"}', {"a": "x\ufffd"}),
        (r'{"a\udc00": ["\u0000"]}', {"a\ufffd": ["\ufffd"]}),
        (b'{"a": "\xed\xa0\xbd"}', {"a": "\ufffd" * 1}),
        ("[" * 50 + "]" * 50, None),
        ('{"id": 9223372036854775807, "a": null, "b": true}', None),
    ],
)
def test_json_becomes_what_can_be_written(text: str | bytes, meant: Any) -> None:
    found = values.parsed(text)

    assert found == (json.loads(text) if meant is None else meant)
    json.dumps(found, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NaN",
        '{"a": -Infinity}',
        '{"a": 1e999}',
        '{"a": 9223372036854775808}',
        "9" * 5_000,
        "[" * 51 + "]" * 51,
        "[" * 100_000,
        '{"a":' * 100_000,
        b"\xff",
        '"' + "\\" * 999_999,
    ],
    ids=range(11),
)
def test_json_that_nobody_can_reckon_with_is_none(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        values.parsed(text)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("1001_42", "1001_42"),
        ("17841400000000001", "17841400000000001"),
        (42, "42"),
        ("", None),
        ("1001_42_7", None),
        ("1001/42", None),
        ("42\n", None),
        ("٤٢", None),
        ("4" * 33, None),
        (["42"], None),
        (True, None),
        (None, None),
        (-42, None),
        (42.0, None),
    ],
)
def test_an_id_of_meta_is_digits(value: object, found: str | None) -> None:
    assert values.graph_id(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("1993000000000000002", "1993000000000000002"),
        (1993000000000000001, "1993000000000000001"),
        ("1001_42", None),
        ("4" * 21, None),
        ({"id": "42"}, None),
        ("42 ", None),
    ],
)
def test_an_id_of_x_is_a_number(value: object, found: str | None) -> None:
    assert values.snowflake(value) == found


@pytest.mark.parametrize("value", ["", "a b", "a\n", "x" * 2_001, ["a"], "é", "a\x1b"])
def test_a_cursor_is_one_word(value: object) -> None:
    assert values.handle(value) is None
    assert values.handle("QVFIUj-x_1.2=") == "QVFIUj-x_1.2="


@pytest.mark.parametrize("value", [-1, 2**31, 1.5, "1", True, None, [1]])
def test_a_count_fits_every_database(value: object) -> None:
    assert values.count(value) is None
    assert values.count(2**31 - 1) == 2**31 - 1


def test_what_others_say_is_one_line_that_draws_nothing() -> None:
    said = values.words("a\x1b[2J\n\u202e b\x00" + "c" * 10_000_000)

    assert said.startswith("a [2J b c")
    assert len(said) == 300
    assert values.words(["a"]) == values.words(None) == ""


@pytest.mark.parametrize(
    "number", ["1e300", "NaN", "9" * 400, "-5", '"60"', "[" * 9999]
)
def test_usage_headers_ask_for_no_more_than_a_day(number: str) -> None:
    headers = {
        "x-app-usage": f'{{"call_count":{number},'
        f'"estimated_time_to_regain_access":{number}}}'
    }

    assert usage(headers) >= 0
    assert (regain_after(headers) or A_DAY) <= A_DAY


def test_a_century_is_a_day() -> None:
    century = 100 * 365 * 24 * 60
    headers = {"x-app-usage": f'{{"estimated_time_to_regain_access":{century}}}'}
    seconds = {"retry-after": str(century * 60)}
    date = {"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}
    reset = {"x-rate-limit-reset": "9" * 11}

    assert regain_after(headers) == A_DAY
    assert retry_after(seconds, MONDAY) == A_DAY
    assert retry_after(date, MONDAY) == A_DAY
    assert reset_after(reset, MONDAY) == A_DAY


@pytest.mark.parametrize("number", [10**18, 1e300, -5, "60", None, [60]])
def test_a_film_is_looked_at_again_within_a_day(number: object) -> None:
    told = {
        "data": {"processing_info": {"state": "pending", "check_after_secs": number}}
    }

    assert timedelta(0) < Processing.told(told).after <= A_DAY


@pytest.mark.parametrize("left", ["9" * 5_000, "²", "-1", "", "1.5"])
def test_what_is_left_of_a_day_is_a_number(left: str) -> None:
    assert posts_left({"x-app-limit-24hour-remaining": left}) is None


@pytest.mark.parametrize("seconds", [2**62, 10**11 + 1, -1, 0, "1", 1.5])
def test_a_time_that_no_calendar_has_is_none(seconds: object) -> None:
    assert _moment(seconds) is None
    assert _moment(10**9) == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)


def test_links_that_lead_to_links_do_not_fill_the_memory() -> None:
    urls = [
        {"url": f"http{a}", "expanded_url": f"http{b}" * 500}
        for a, b in ("01", "12", "23", "34", "45", "56")
    ]

    text = as_written({"text": "http0" * 5_000, "entities": {"urls": urls}})

    assert len(text) <= 30_000


def test_links_that_are_none_are_left_alone() -> None:
    urls: list[object] = [
        {"url": ["x"], "expanded_url": "y"},
        {"url": "http://t.co/1", "expanded_url": 5},
        {"url": "a", "expanded_url": "y" * 1000},
        "x",
        None,
    ]

    assert as_written({"text": "banana", "entities": {"urls": urls}}) == "banana"
