"""The place for the signature, also where nobody is named."""

from dataclasses import replace

import pytest

from crossposter.posts.office import Signature
from crossposter.reports.output.signature import signing
from tests.support.reports import OFFICE, a_report

SIGNATURE = Signature(position="Kepala Dinas", name="Nama", nip="19", place="Batulicin")


def test_it_says_where_when_and_who() -> None:
    office = replace(OFFICE, signature=SIGNATURE)

    lines = signing(a_report(office=office))

    assert lines[:2] == ("Batulicin, 23 November 2026", "Kepala Dinas,")
    assert lines[-2:] == ("Nama", "NIP 19")
    assert lines[2:-2] == ("", "", "")


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_nobody_named_is_filled_in_by_hand(language: str) -> None:
    office = replace(OFFICE, signature=None)

    first, position, *_, name, number = signing(
        a_report(office=office, language=language)
    )

    for line in (first, name, number):
        assert "......" in line
    assert position.endswith(",")
    assert len(position) > 1
