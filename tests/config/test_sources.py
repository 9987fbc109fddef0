import pytest

from crossposter.config.sources import active_code, name_of
from crossposter.errors import BadInput
from crossposter.posts.office import Source

SOURCES = (
    Source(code="BPBD", name="Badan Penanggulangan", kind="badan"),
    Source(code="PASAR", name="Dinas Pasar", kind="dinas", active=False),
)


def test_a_source_that_sends_is_found_by_what_people_call_it() -> None:
    assert active_code(SOURCES, " badan  penanggulangan") == "BPBD"


def test_a_source_that_sends_no_more_is_told() -> None:
    with pytest.raises(BadInput, match="Dinas Pasar sends no announcements any more"):
        active_code(SOURCES, "pasar")


def test_a_source_has_its_name_also_when_it_sends_no_more() -> None:
    assert name_of(SOURCES, "PASAR") == "Dinas Pasar"
    assert name_of(SOURCES, "LAMA") == "LAMA"
