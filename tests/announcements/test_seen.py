"""Approval of posts as they were seen: whatever happens between looking and approving."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossposter.announcements.omissions import Choice
from crossposter.errors import BadInput, CrossposterError
from crossposter.staff import Actor
from tests.support.newsroom import KABID, OPERATOR, PETUGAS, Office


def look(office: Office, key: int, person: Actor = KABID) -> str:
    """As `preview` does; returns the code it tells."""
    _, them = office.approval.look(key)
    office.approval.note_shown(person, key, them)
    return them.code


def submit(office: Office, key: int) -> None:
    office.announcements.submit(PETUGAS, key)


def frozen(office: Office, key: int) -> set[str]:
    return {each.fingerprint for each in office.deliveries(key)}


def test_what_was_looked_at_is_approved(office: Office) -> None:
    key = office.submitted()
    look(office, key)

    office.approval.approve(KABID, key)

    assert len(office.deliveries(key)) == 2


def test_other_words_than_those_seen_are_not_approved(office: Office) -> None:
    key = office.submitted()
    look(office, key)
    office.edit(key, body="Jembatan ditutup.")
    submit(office, key)

    with pytest.raises(BadInput, match="facebook, x would be different now"):
        office.approval.approve(KABID, key)

    assert office.deliveries(key) == []
    assert office.announcement(key).status == "submitted"


def test_whoever_looks_again_may_approve(office: Office) -> None:
    key = office.submitted()
    look(office, key)
    office.edit(key, body="Jembatan ditutup.")
    submit(office, key)
    look(office, key)

    office.approval.approve(KABID, key)

    assert office.deliveries(key)


def test_an_edit_that_is_taken_back_is_what_was_seen(office: Office) -> None:
    key = office.submitted()
    before = office.announcement(key).body
    look(office, key)
    office.edit(key, body="Jembatan ditutup.")
    office.edit(key, body=before)
    submit(office, key)

    office.approval.approve(KABID, key)

    assert office.deliveries(key)


def test_what_others_were_shown_does_not_count(office: Office) -> None:
    key = office.submitted()
    look(office, key)
    office.edit(key, body="Jembatan ditutup.")
    submit(office, key)
    look(office, key, OPERATOR)

    with pytest.raises(BadInput, match="not what was shown"):
        office.approval.approve(KABID, key)


def test_a_code_names_the_posts_whoever_looked_at_them(office: Office) -> None:
    key = office.submitted()
    code = look(office, key, OPERATOR)

    office.approval.approve(KABID, key, code=f" {code.lower()} ")

    assert office.deliveries(key)


@pytest.mark.parametrize("code", ["", "AAAAAAAA", "\x1b[2J"])
def test_another_code_approves_nothing(office: Office, code: str) -> None:
    key = office.submitted()
    look(office, key)

    with pytest.raises(BadInput, match="not the code of announcement 1") as refused:
        office.approval.approve(KABID, key, code=code)

    assert "\x1b" not in str(refused.value)
    assert office.deliveries(key) == []


def test_an_old_code_is_no_code(office: Office) -> None:
    key = office.submitted()
    old = look(office, key)
    office.edit(key, body="Jembatan ditutup.")
    submit(office, key)

    with pytest.raises(BadInput, match="not the code"):
        office.approval.approve(KABID, key, code=old)


def test_a_picture_of_the_same_name_is_another_one(office: Office) -> None:
    key = office.submitted(images=[(office.picture("posko.png", "teal"), "Posko")])
    look(office, key)
    office.picture("posko.png", "red")

    with pytest.raises(BadInput, match="not what was shown"):
        office.approval.approve(KABID, key)


def test_another_time_than_the_one_seen_is_not_approved(office: Office) -> None:
    key = office.submitted()
    code = look(office, key)
    office.edit(key, urgent=True, area="Satui", contact="0811")
    submit(office, key)

    with pytest.raises(BadInput, match="not what was shown"):
        office.approval.approve(KABID, key)
    assert look(office, key) != code


def test_fewer_channels_than_were_seen_may_be_approved(office: Office) -> None:
    key = office.submitted()
    code = look(office, key)

    office.approval.approve(KABID, key, Choice(without=["x"]), code=code)

    assert [each.channel for each in office.deliveries(key)] == ["facebook"]


def test_more_channels_than_were_seen_are_not_approved(office: Office) -> None:
    key = office.submitted(channels=["facebook"])
    look(office, key)
    office.edit(key, channels=None)
    submit(office, key)

    with pytest.raises(BadInput, match="the post for x would be different"):
        office.approval.approve(KABID, key)


STEPS = ("look", "other words", "back again", "other picture", "submit", "approve")
_NUMBERS = itertools.count()


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(STEPS), min_size=2, max_size=8))
def test_nothing_is_frozen_but_what_its_approver_saw_last(
    office: Office, steps: list[str]
) -> None:
    number = next(_NUMBERS)
    picture = office.picture(f"posko-{number}.png", "teal")
    key = office.submitted(
        title=f"Posko {number}",
        images=[(picture, "Posko")],
        urgent=True,  # so that no two of them wait for one another's slots
        area="Satui",
        contact="0811",
    )
    before = office.announcement(key).body
    seen: set[str] | None = None
    for step in (*steps, "submit", "approve"):
        try:
            match step:
                case "look":
                    seen = looked_at(office, key)
                case "other words":
                    office.edit(key, body="Dua.")
                case "back again":
                    office.edit(key, body=before)
                case "other picture":
                    office.picture(picture, "red")
                case "submit":
                    submit(office, key)
                case "approve":
                    office.approval.approve(KABID, key)
        except CrossposterError:
            continue
        if step == "approve" and seen is not None:
            assert frozen(office, key) == seen


def looked_at(office: Office, key: int) -> set[str]:
    """Fingerprints of what `preview` shows and notes."""
    composed, them = office.approval.look(key)
    office.approval.note_shown(KABID, key, them)
    return {each.post.fingerprint() for each in composed if each.post}
