"""Services for alerts and signs of life that never come to an end."""

from datetime import timedelta

import pytest

from crossposter.monitoring.alerts import apprise as alerts
from crossposter.monitoring.alerts.apprise import Notifier, NotReached
from crossposter.monitoring.endpoints.heartbeat import ping
from tests.support import evil
from tests.support.evil import saying


@pytest.mark.parametrize("name", ["headers", "header", "status line"])
def test_a_ping_that_is_never_answered_did_not_get_through(name: str) -> None:
    with saying(evil.FLOODS[name]) as url, pytest.raises(NotReached) as refusal:
        ping(f"{url}/rahasia", timeout=timedelta(seconds=60))
    assert "rahasia" not in str(refusal.value)


@pytest.mark.parametrize("name", ["header", "status line", "interim answers"])
def test_a_ping_that_is_answered_byte_by_byte_did_not_get_through(name: str) -> None:
    with saying(evil.DRIPS[name]) as url, pytest.raises(NotReached):
        ping(url, timeout=timedelta(seconds=0.5))


@pytest.mark.parametrize(
    "say", [evil.FLOODS["body"], evil.DRIPS["body"]], ids=["flood", "drip"]
)
def test_of_the_answer_to_a_ping_only_the_head_is_read(say: evil.Say) -> None:
    with saying(say) as url:
        ping(url, timeout=timedelta(seconds=60))


@pytest.mark.parametrize("name", ["body", "headers"])
def test_apprise_cannot_keep_us(name: str) -> None:
    with saying(evil.FLOODS[name]) as url, pytest.raises(NotReached, match="address 1"):
        Notifier(addresses=[url.replace("http:", "json:")]).notify(1, "Judul", "Isi")


def test_apprise_has_a_time_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "LONGEST", timedelta(seconds=3))
    with saying(evil.DRIPS["body"]) as url, pytest.raises(NotReached):
        Notifier(addresses=[url.replace("http:", "json:")]).notify(1, "Judul", "Isi")
