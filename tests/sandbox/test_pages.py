"""The pages show what was posted, safely."""

import re
from typing import Any

import pytest
import requests

HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)> {{ 7 * 7 }} \' "'


def page(api: Any, path: str) -> str:
    """Give the HTML of a page."""
    answer = requests.get(api.url + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


@pytest.fixture
def hostile(api: Any, web: Any, picture: Any) -> Any:
    api.settings(x_length=1000)
    media = api.tweet_media(picture()).json()["data"]["id"]
    described = {"id": media, "metadata": {"alt_text": {"text": HOSTILE}}}
    api.x("POST", "media/metadata", json=described)
    api.tweet(HOSTILE, media={"media_ids": [media]})
    api.photo(picture(), caption=HOSTILE, alt_text_custom=HOSTILE)
    address = web.put(picture())
    container = api.container(image_url=address, caption=HOSTILE, alt_text=HOSTILE)
    api.publish(container.json()["id"])
    return api


@pytest.mark.parametrize(
    "path", ["/facebook/1001", "/x/sandbox_pemkab", "/instagram/sandbox_pemkab"]
)
def test_a_text_full_of_html_shows_as_text(hostile: Any, path: str) -> None:
    account = page(hostile, path)
    platform = path.split("/")[1]
    (post,) = hostile.posts(platform=platform)
    single = page(hostile, post["permalink"].removeprefix(hostile.url))

    for text in (account, single):
        assert "<script" not in text
        assert "<img src=x" not in text
        assert "{{ 7 * 7 }}" in text
        assert "onerror" in text
    assert "&lt;script&gt;" in single


@pytest.mark.parametrize("path", ["/", "/facebook/1001", "/x/3001"])
def test_a_page_needs_nothing_from_elsewhere(hostile: Any, path: str) -> None:
    answer = requests.get(hostile.url + path)

    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.findall(r'(?:src|srcset)="(?!/_cdn/)', answer.text)
    assert "@import" not in answer.text
    assert "url(" not in answer.text


def test_every_picture_of_a_page_can_be_loaded(hostile: Any) -> None:
    for path in ("/facebook/1001", "/x/sandbox_pemkab", "/instagram/sandbox_pemkab"):
        (source,) = re.findall(r'<img src="([^"]+)"', page(hostile, path))
        answer = requests.get(hostile.url + source)
        assert answer.headers["content-type"] == "image/jpeg"


def test_the_three_accounts_link_to_one_another(api: Any) -> None:
    paths = ["/facebook/1001", "/x/sandbox_pemkab", "/instagram/sandbox_pemkab"]

    for path in paths:
        text = page(api, path)
        assert all(f'href="{other}"' in text for other in paths)


def test_links_and_hashtags_are_marked(api: Any) -> None:
    api.tweet("Baca https://kab.go.id/berita/jalan-baru?a=1&b=2 #Warga")

    text = page(api, "/x/sandbox_pemkab")

    assert 'href="https://kab.go.id/berita/jalan-baru?a=1&amp;b=2"' in text
    assert '<span class="tag">#Warga</span>' in text
    assert "Jalan baru" in text


def test_a_link_is_shown_as_a_card_with_its_domain(api: Any) -> None:
    link = "https://www.kab.go.id/berita/pasar-murah.html"
    api.graph("POST", "1001/feed", message="Berita", link=link)

    text = page(api, "/facebook/1001")

    assert f'class="card" href="{link}"' in text
    assert "<small>kab.go.id</small><b>Pasar murah</b>" in text


def test_times_are_in_the_zone_of_the_setting(api: Any) -> None:
    api.graph("POST", "1001/feed", message="Halo")

    assert "WITA</time>" in page(api, "/facebook/1001")
    api.settings(timezone="Asia/Jakarta")
    assert "WIB</time>" in page(api, "/facebook/1001")


def test_the_index_lists_accounts_and_the_control_interface(api: Any) -> None:
    api.graph("POST", "4242/feed", message="Halo")
    api.faults({"kind": "late"})

    text = page(api, "/")

    for part in ("/facebook/4242", "/_sandbox/faults", "kill_client_after", "x_limits"):
        assert part in text
    assert "<b>1</b> waiting faults" in text


@pytest.mark.parametrize("path", ["/favicon.ico", "/facebook/1001/", "/x/3001"])
def test_other_ways_to_a_page_work(api: Any, path: str) -> None:
    assert requests.get(api.url + path).ok


def test_a_photo_address_leads_to_its_post(api: Any, picture: Any) -> None:
    photo = api.photo(picture(), caption="Halo").json()["id"]
    address = api.graph("GET", photo, fields="link").json()["link"]

    assert "Halo" in requests.get(address).text
    assert requests.get(f"{api.url}/photo/?fbid=1").status_code == 404


def test_what_is_deleted_or_unknown_is_a_friendly_404(api: Any) -> None:
    post = api.tweet("Halo").json()["data"]["id"]
    api.x("DELETE", f"tweets/{post}")

    for path in (
        f"/x/sandbox_pemkab/status/{post}",
        "/facebook/9",
        "/instagram/a/p/b/",
    ):
        answer = requests.get(api.url + path)
        assert answer.status_code == 404
        assert "tidak ada" in answer.text
