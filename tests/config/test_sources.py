"""Sources, found by whatever people call them."""

import pytest

from crossposter.config.sources import active_code, find_source, holding, name_of, same
from crossposter.errors import BadInput
from crossposter.posts.office import Source

BPBD = Source(
    code="BPBD", name="Badan Penanggulangan Bencana Daerah", kind="badan",
    aliases=("Pusdalops",),
)  # fmt: skip
SATUI = Source(code="KEC-SATUI", name="Kecamatan Satui", kind="kecamatan")
ANGSANA = Source(code="KEC-ANGSANA", name="Kecamatan Angsana", kind="kecamatan")
LAMA = Source(code="LAMA", name="Dinas Lama", kind="dinas", active=False)
ALL = (BPBD, SATUI, ANGSANA, LAMA)


@pytest.mark.parametrize(
    "label", ["bpbd", " Pusdalops ", "badan  penanggulangan BENCANA daerah"]
)
def test_capitals_and_blanks_do_not_matter(label: str) -> None:
    assert find_source(ALL, label) == BPBD


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("satui", "did you mean KEC-SATUI? That is Kecamatan Satui"),
        ("bpdb", "did you mean BPBD"),
        ("kecamatan", "one of KEC-SATUI (Kecamatan Satui), KEC-ANGSANA"),
        ("dinas lamaa", "crossposter sources"),
        ("", "crossposter sources"),
    ],
)
def test_an_unknown_one_comes_with_those_that_may_be_meant(
    label: str, hint: str
) -> None:
    with pytest.raises(BadInput) as unknown:
        find_source(ALL, label)

    assert hint in str(unknown.value)


def test_an_inactive_source_is_found_and_not_suggested() -> None:
    assert find_source(ALL, "lama") == LAMA


def test_every_word_has_to_stand_in_one_label() -> None:
    assert holding(ALL, "satui kecamatan") == [SATUI]
    assert holding(ALL, "pusdalops daerah") == []
    assert same(" A  b ") == same("a B")


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
