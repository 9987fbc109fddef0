"""A name that is no time zone, and the one that was meant."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crossposter.config.zones import is_zone, why_no_zone

WEST, CENTRE, EAST = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
MEANT = {
    **dict.fromkeys(["GMT+7", "UTC+7", "utc +07:00", "+07:00", "WIB", "wib"], WEST),
    **dict.fromkeys(["GMT+8", "UTC+8", "gmt+08", "UTC+08:00", "+08:00"], CENTRE),
    **dict.fromkeys(["+8", "8", "+0800", "UTC8", "UTC 8", "Z+8", "WITA"], CENTRE),
    **dict.fromkeys(["wita", "WITA (UTC+8)", "Waktu WITA"], CENTRE),
    **dict.fromkeys(["GMT+9", "UTC+9", "+09:00", "WIT", "wit"], EAST),
}


@pytest.mark.parametrize(("name", "zone"), MEANT.items())
def test_the_zone_of_the_office_is_suggested(name: str, zone: str) -> None:
    assert not is_zone(name)
    assert why_no_zone(name) == (
        f"there is no time zone '{name}'; did you mean {zone}?"
    )


@pytest.mark.parametrize("name", ["GMT-8", "UTC-8", "-08:00", "UTC+5:30", "GMT+1"])
def test_no_zone_hours_away_is_suggested(name: str) -> None:
    """Names that look alike lie hours apart."""
    sentence = why_no_zone(name)

    assert "did you mean" not in sentence
    assert "Asia/Makassar (WITA)" in sentence


def test_the_zones_suggested_lie_where_they_were_asked_for() -> None:
    noon = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("UTC"))

    for hours, zone in ((7, WEST), (8, CENTRE), (9, EAST)):
        assert noon.astimezone(ZoneInfo(zone)).hour == (12 + hours) % 24
        assert noon.astimezone(ZoneInfo(f"Etc/GMT-{hours}")).hour == (12 + hours) % 24


@pytest.mark.parametrize("name", ["Etc/GMT+8", "Etc/GMT-8", "GMT+0", "UTC", EAST])
def test_a_name_that_is_a_zone_is_taken(name: str) -> None:
    """Etc/GMT+8 lies west of Greenwich: it is right for whoever writes it."""
    assert is_zone(name)
