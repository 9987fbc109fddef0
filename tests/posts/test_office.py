import pytest

from crossposter.posts.office import LONGEST_SHORT, Source, unknown


@pytest.mark.parametrize(
    ("name", "given", "short"),
    [
        ("Dinas Sosial", "", "Dinas Sosial"),
        ("D" * LONGEST_SHORT, "", "D" * LONGEST_SHORT),
        ("D" * (LONGEST_SHORT + 1), "", "DINSOS"),
        ("D" * (LONGEST_SHORT + 1), "Sosial", "Sosial"),
        ("Dinas Sosial", "Sosial", "Sosial"),
    ],
)
def test_every_source_has_a_short_form(name: str, given: str, short: str) -> None:
    source = Source(code="DINSOS", name=name, kind="dinas", short=given)

    assert source.short == short


def test_a_source_is_called_by_its_code_its_name_and_its_aliases() -> None:
    source = Source(code="BPBD", name="Badan", kind="badan", aliases=("Bencana",))

    assert list(source.labels()) == ["BPBD", "Badan", "Bencana"]


def test_a_source_that_left_the_configuration_has_its_code_for_a_name() -> None:
    source = unknown("LAMA")

    assert (source.code, source.name, source.short) == ("LAMA", "LAMA", "LAMA")
    assert not source.active
