"""Pictures by address: one answer, no redirect, and no more than a bound."""

from typing import Any

import pytest

from crossposter.sandbox.image_fetch import AGENT, NotFetched, fetch


def test_a_file_is_fetched_under_the_crawlers_name(web: Any) -> None:
    assert fetch(web.put(b"gambar"), 100) == b"gambar"
    assert web.agents == [AGENT]


def test_one_byte_too_many_is_any_number(web: Any) -> None:
    address = web.put(b"x" * 100)

    assert len(fetch(address, 100)) == 100
    assert len(fetch(address, 99)) == 100
    assert len(fetch(address, 10)) == 11


def test_redirects_and_refusals_are_not_followed(web: Any) -> None:
    there = web.put(b"gambar")

    for address in (
        web.put(b"", 302, {"Location": there}),
        web.put(b"", 404),
        web.put(b"gambar", 206),
        "http://127.0.0.1:9/",
        "no address",
        "file:///etc/hostname",
    ):
        with pytest.raises(NotFetched):
            fetch(address, 100)
