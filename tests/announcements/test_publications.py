"""Posts that stand as they were approved, whatever becomes of the announcement."""

from pathlib import Path

import pytest

from crossposter.announcements.publications import (
    as_approved,
    left_out,
    shown,
    standing,
    stays,
)
from crossposter.channels import Rejected
from tests.support.newsroom import Office


def test_what_is_public_stays_and_what_waits_does_not(office: Office) -> None:
    key = office.approved()
    office.run_when_due(key, "facebook")

    with office.database.read() as session:
        assert stays(session, office.delivery(key, "facebook"))
        assert not stays(session, office.delivery(key, "x"))


def test_what_may_be_public_stays_as_well(office: Office) -> None:
    office.facebook.drops_after()
    key = office.approved()
    office.run_when_due(key)

    with office.database.read() as session:
        assert stays(session, office.delivery(key))


def test_what_a_platform_refused_is_sent_anew(office: Office) -> None:
    office.facebook.refuses(Rejected("tidak"))
    key = office.approved()
    office.run_when_due(key)

    with office.database.read() as session:
        assert not stays(session, office.delivery(key))


def test_an_edit_keeps_only_what_stays(office: Office) -> None:
    key = office.approved()
    office.run_when_due(key, "facebook")

    def standing_now() -> list[str]:
        with office.database.read() as session:
            announcement = office.announcement(key)
            return [each.channel for each in standing(session, announcement)]

    assert standing_now() == ["facebook", "x"]
    office.edit(key, body="Jembatan dibuka kembali.")
    assert standing_now() == ["facebook"]


def test_a_post_with_a_lost_picture_is_shown_with_what_is_wrong(
    office: Office, tmp_path: Path
) -> None:
    key = office.approved(images=[(office.picture(), "Jembatan")])
    delivery = office.delivery(key)
    whole, nothing = as_approved(delivery, office.archive)
    for file in (tmp_path / "archive").rglob("*.png"):
        file.unlink()

    post, problems = as_approved(delivery, office.archive)

    assert (len(whole.media), nothing) == (1, ())
    assert (post.text, post.media) == (whole.text, ())
    assert len(problems) == 1


def test_the_error_of_a_delivery_is_told_beside_its_post(office: Office) -> None:
    office.facebook.refuses(Rejected("terlalu panjang"))
    key = office.approved()
    delivery = office.run_when_due(key)

    composed = shown(delivery, office.channels["facebook"], office.archive)

    assert composed.frozen
    assert composed.post is not None
    assert any("terlalu panjang" in each for each in composed.problems)


@pytest.mark.parametrize("channel", ["x", "dihapus"])
def test_only_channels_that_are_still_there_are_told_as_left_out(
    office: Office, channel: str
) -> None:
    told = left_out({channel: "tanpa gambar"}, office.channels)

    assert [(it.channel.name, it.post, it.problems) for it in told] == (
        [("x", None, ("tanpa gambar",))] if channel == "x" else []
    )
