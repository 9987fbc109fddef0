"""The daemon in numbers, in a form that the reference implementation reads."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from crossposter.app import App
from crossposter.database.models import DeliveryStatus
from crossposter.monitoring.endpoints.prometheus import Family, exposition
from tests.support.builders import stored_delivery
from tests.support.monitors import numbers


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (3.0, "3"), (True, "1"), (0.25, "0.25")]
)
def test_a_number_has_no_more_digits_than_it_needs(number: float, written: str) -> None:
    *_, line = Family(name="it", help="Any.", samples={"": number}).lines()

    assert line == f"crossposter_it {written}"


def test_an_office_that_has_just_begun_has_every_family(app: App) -> None:
    found = numbers(exposition(app))

    assert found["crossposter_deliveries", "scheduled"] == 0
    assert found["crossposter_lane_due", "x"] == 0


def test_every_family_is_typed_and_named_for_us(app: App) -> None:
    families = list(text_string_to_metric_families(exposition(app)))

    assert {family.type for family in families} == {"gauge", "counter"}
    assert all(family.name.startswith("crossposter_") for family in families)


def test_no_title_and_no_secret_is_in_the_numbers(app: App) -> None:
    with app.database.write() as session:
        stored_delivery(session, status=DeliveryStatus.FAILED, error="token EAAB123")

    text = exposition(app)

    for secret in ("EAAB123", "Jalan Raya", "sandbox-token"):
        assert secret not in text


def test_a_label_may_hold_any_letter() -> None:
    odd = 'a"b\\c\nd'
    family = Family(name="it", help="Any.", label="of", samples={odd: 1.5})

    text = "".join(f"{line}\n" for line in family.lines())

    assert numbers(text) == {("crossposter_it", odd): 1.5}
