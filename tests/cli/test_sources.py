"""sources, and what is suggested for a source that nobody knows."""

import pytest

from tests.support.desk import ADD, Desk

MORE = """sources:
  - {code: DINKES, name: Dinas Kesehatan, kind: dinas}
  - {code: DISKAN, name: Dinas Perikanan, kind: dinas, aliases: [Ikan], quota: 3}
  - {code: DISBUN, name: Dinas Perkebunan, kind: dinas, active: false}
"""


def test_all_are_listed_with_everything_they_are_called(monday: Desk) -> None:
    lines = monday.done("sources").out.splitlines()

    assert lines[1].split(maxsplit=1) == [
        "BPBD",
        "Badan Penanggulangan Bencana Daerah  –",
    ]
    assert lines[2].split() == ["KEC-SATUI", "Kecamatan", "Satui", "Satui"]


def test_other_programs_get_the_same(monday: Desk) -> None:
    monday.configure("sources:\n", MORE)

    (fish,) = monday.done("sources", "dinas", "ikan", "--json").values

    assert fish == {
        "code": "DISKAN",
        "name": "Dinas Perikanan",
        "kind": "dinas",
        "aliases": ["Ikan"],
        "quota": 3,
        "active": True,
    }


def test_a_source_that_is_no_more_is_marked(monday: Desk) -> None:
    monday.configure("sources:\n", MORE)

    assert "Dinas Perkebunan (sends no more)" in monday.done("sources").out


def test_a_word_in_no_name_is_told(monday: Desk) -> None:
    assert "No source is called so" in monday.done("sources", "pajak").out
    assert monday.done("sources", "pajak", "--json").values == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("BPDB", "did you mean BPBD? That is Badan Penanggulangan Bencana Daerah"),
        ("Dinas Kesehatn", "did you mean DINKES? That is Dinas Kesehatan"),
        ("bencana", "did you mean BPBD? That is"),
        ("dinas", "did you mean one of DINKES (Dinas Kesehatan), DISKAN (Dinas"),
        ("Perkebunan", "`crossposter sources` lists those of config.yaml"),
        ("Kantor Pajak", "`crossposter sources` lists those of config.yaml"),
        ("  ", "`crossposter sources` lists those of config.yaml"),
    ],
)
def test_a_source_is_suggested_by_its_name(monday: Desk, typed: str, said: str) -> None:
    monday.configure("sources:\n", MORE)

    assert said in monday.refused(*ADD, "--source", typed)
