"""Services for alerts that never come to an end."""

from datetime import timedelta

import pytest

from crossposter.monitoring.alerts import apprise as alerts
from crossposter.monitoring.alerts.apprise import Notifier, NotReached
from tests.support import evil
from tests.support.evil import saying


@pytest.mark.parametrize("name", ["body", "headers"])
def test_apprise_cannot_keep_us(name: str) -> None:
    with saying(evil.FLOODS[name]) as url, pytest.raises(NotReached, match="address 1"):
        Notifier(addresses=[url.replace("http:", "json:")]).notify(1, "Judul", "Isi")


def test_apprise_has_a_time_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "LONGEST", timedelta(seconds=3))
    with saying(evil.DRIPS["body"]) as url, pytest.raises(NotReached):
        Notifier(addresses=[url.replace("http:", "json:")]).notify(1, "Judul", "Isi")
