import pytest

from crossposter.announcements.draft import Draft
from crossposter.database.models import AnnouncementStatus as Step
from crossposter.database.models import DeliveryStatus as Status
from crossposter.errors import BadInput, CrossposterError, NotAllowed, NotFound
from crossposter.staff import Actor, Role, Staff
from tests.conftest import MakeOffice
from tests.support.newsroom import EDITOR, KABID, OPERATOR, PETUGAS, Office

STRANGER = Actor(login="tamu")


def test_an_announcement_goes_from_its_author_to_the_channels(
    office_on_either: Office,
) -> None:
    office = office_on_either

    key = office.write()
    assert office.announcement(key).status is Step.DRAFT
    office.announcements.submit(PETUGAS, key)
    assert office.announcement(key).status is Step.SUBMITTED
    office.approval.approve(KABID, key)

    approved = office.announcement(key)
    assert approved.status is Step.APPROVED
    assert (approved.author, approved.submitted_by) == ("petugas", "petugas")
    assert (approved.approved_by, approved.approved_at) == ("kabid", office.clock.now())
    assert [(each.channel, each.status) for each in office.deliveries(key)] == [
        ("facebook", Status.SCHEDULED),
        ("x", Status.SCHEDULED),
    ]
    steps = [(each.actor, each.action) for each in office.events(key)]
    assert steps == [
        ("petugas", "added"),
        ("petugas", "submitted"),
        ("kabid", "approved"),
        ("kabid", "delivery scheduled"),
        ("kabid", "delivery scheduled"),
    ]


def test_nothing_is_written_of_a_draft_that_cannot_be_taken(office: Office) -> None:
    with pytest.raises(BadInput):
        office.write(title="")
    with pytest.raises(BadInput):
        office.write(images=[("hilang.png", "")])
    with pytest.raises(BadInput, match="belongs to no text"):
        office.write(images=[(office.picture(), "\0")])
    with pytest.raises(BadInput):
        office.write(expires_at=office.clock.now())

    assert office.overview.listing() == []


def test_a_rejected_announcement_goes_back_with_the_reason(office: Office) -> None:
    key = office.submitted()

    office.announcements.reject(EDITOR, key, "  judulnya keliru ")

    rejected = office.announcement(key)
    assert (rejected.status, rejected.reason) == (Step.REJECTED, "judulnya keliru")
    office.announcements.submit(PETUGAS, key)
    again = office.announcement(key)
    assert (again.status, again.reason) == (Step.SUBMITTED, None)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_rejection_needs_a_reason(office: Office, reason: str) -> None:
    key = office.submitted()

    with pytest.raises(BadInput, match="say why with --reason"):
        office.announcements.reject(EDITOR, key, reason)

    assert office.announcement(key).status is Step.SUBMITTED


@pytest.mark.parametrize(
    "reason", ["\0", b"\xe9".decode(errors="surrogateescape")], ids=["nul", "latin-1"]
)
def test_a_reason_is_a_text(office: Office, reason: str) -> None:
    key = office.submitted()

    with pytest.raises(BadInput, match="the reason holds"):
        office.announcements.reject(EDITOR, key, reason)
    with pytest.raises(BadInput, match="the reason holds"):
        office.announcements.withdraw(KABID, key, reason)

    assert office.announcement(key).status is Step.SUBMITTED


def test_withdrawing_cancels_what_has_not_gone_out(office: Office) -> None:
    key = office.approved()
    office.run_when_due(key, "x")

    office.announcements.withdraw(KABID, key, "acara batal")

    withdrawn = office.announcement(key)
    assert (withdrawn.status, withdrawn.reason) == (Step.WITHDRAWN, "acara batal")
    assert office.delivery(key, "facebook").status is Status.CANCELLED
    assert office.delivery(key, "x").status is Status.PUBLISHED
    office.run("facebook")
    assert not office.facebook.posts


def submit_it(office: Office, actor: Actor, key: int) -> None:
    office.announcements.submit(actor, key)


def approve_it(office: Office, actor: Actor, key: int) -> None:
    office.approval.approve(actor, key)


def reject_it(office: Office, actor: Actor, key: int) -> None:
    office.announcements.reject(actor, key, "belum lengkap")


def withdraw_it(office: Office, actor: Actor, key: int) -> None:
    office.announcements.withdraw(actor, key, None)


def edit_it(office: Office, actor: Actor, key: int) -> None:
    office.announcements.edit(actor, key, Draft(title="Diubah"))


STEPS = {
    "approve": (approve_it, {KABID.login}),
    "reject": (reject_it, {EDITOR.login, KABID.login}),
    "withdraw": (withdraw_it, {KABID.login}),
    "edit": (edit_it, {PETUGAS.login, EDITOR.login, KABID.login}),
}


@pytest.mark.parametrize("actor", [PETUGAS, EDITOR, KABID, OPERATOR, STRANGER], ids=str)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_for_its_roles(office: Office, step: str, actor: Actor) -> None:
    act, may = STEPS[step]
    key = office.submitted()
    before = office.announcement(key)

    if actor.login in may:
        act(office, actor, key)
        assert office.events(key)[-1].actor == actor.login
        return
    with pytest.raises(NotAllowed):
        act(office, actor, key)
    assert office.announcement(key) == before


@pytest.mark.parametrize("actor", [OPERATOR, STRANGER], ids=str)
def test_only_writers_write(office: Office, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        office.announcements.add(actor, Draft(title="a", body="b", source="c"))

    assert office.overview.listing() == []


def test_an_approver_does_not_approve_an_announcement_of_their_own(
    office: Office,
) -> None:
    key = office.announcements.add(KABID, Draft(title="a", body="b", source="c"))
    office.announcements.submit(PETUGAS, key)

    with pytest.raises(NotAllowed, match="somebody else must approve it"):
        office.approval.approve(KABID, key)

    assert office.announcement(key).status is Step.SUBMITTED


def test_an_approver_does_not_approve_what_they_have_changed(office: Office) -> None:
    key = office.announcements.add(PETUGAS, Draft(title="a", body="b", source="c"))
    office.announcements.edit(KABID, key, Draft(body="something else"))
    office.announcements.submit(PETUGAS, key)

    with pytest.raises(NotAllowed, match="wrote or changed this announcement"):
        office.approval.approve(KABID, key)

    assert office.announcement(key).status is Step.SUBMITTED


def test_an_operator_who_acts_for_the_author_is_the_author(
    make_office: MakeOffice,
) -> None:
    staff = Staff(roles={"rini": frozenset({Role.APPROVER, Role.OFFICER})})
    office = make_office(staff=staff)
    by_operator = Actor(login="operator", acting_for="rini")
    key = office.announcements.add(by_operator, Draft(title="a", body="b", source="c"))
    office.announcements.submit(by_operator, key)

    with pytest.raises(NotAllowed, match="rini wrote or changed this announcement"):
        office.approval.approve(Actor(login="rini"), key)

    event = office.events(key)[0]
    assert (event.actor, event.acting_for) == ("operator", "rini")


def test_an_office_of_one_approves_its_own(make_office: MakeOffice) -> None:
    office = make_office(staff=Staff())
    key = office.submitted()

    office.approval.approve(PETUGAS, key)

    assert office.announcement(key).approved_by == "petugas"


WRONG_TURNS = [
    ("draft", "approve", "submit it first with `crossposter submit 1`"),
    ("draft", "reject", "is a draft and cannot be rejected: only what was submitted"),
    (
        "submitted",
        "submit",
        "is already submitted: it waits for `crossposter approve 1`",
    ),
    ("rejected", "approve", "submit it first with `crossposter submit 1`"),
    ("rejected", "reject", "is already rejected: its author can mend it"),
    ("approved", "approve", "announcement 1 is approved already"),
    ("approved", "submit", "is approved and cannot be submitted"),
    ("withdrawn", "approve", "is withdrawn and cannot be approved"),
    ("withdrawn", "submit", "is withdrawn and cannot be submitted"),
    ("withdrawn", "withdraw", "is already withdrawn: nothing of it goes out"),
]


def bring_to(office: Office, step: str) -> int:
    if step == "draft":
        return office.write()
    if step == "approved":
        return office.approved()
    key = office.submitted()
    if step != "submitted":
        STEPS[{"rejected": "reject", "withdrawn": "withdraw"}[step]][0](
            office, KABID, key
        )
    return key


@pytest.mark.parametrize(("before", "step", "message"), WRONG_TURNS)
def test_no_step_is_taken_twice_or_out_of_turn(
    office: Office, before: str, step: str, message: str
) -> None:
    take = {each: act for each, (act, _) in STEPS.items()} | {"submit": submit_it}
    key = bring_to(office, before)
    kept = office.announcement(key)

    with pytest.raises(NotAllowed, match=message):
        take[step](office, KABID, key)

    assert office.announcement(key) == kept


@pytest.mark.parametrize("step", [*STEPS])
def test_what_does_not_exist_is_said(office: Office, step: str) -> None:
    with pytest.raises(NotFound, match="there is no announcement 7"):
        STEPS[step][0](office, KABID, 7)


def test_a_channel_that_needs_a_picture_is_left_out_of_all_but_not_of_some(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=("facebook", "instagram"))

    key = office.approved(without=["instagram"])

    assert [each.channel for each in office.deliveries(key)] == ["facebook"]
    with pytest.raises(BadInput, match="instagram takes no post without a picture"):
        office.write(channels=["instagram"])
    with_picture = office.approved(images=[(office.picture(), "jembatan")])
    channels = [each.channel for each in office.deliveries(with_picture)]
    assert channels == ["facebook", "instagram"]


def test_a_draft_whose_picture_has_gone_is_not_submitted(office: Office) -> None:
    key = office.write(images=[(office.picture(), "jembatan")])
    (office.folder / "media/jembatan.png").unlink()

    with pytest.raises(CrossposterError, match=r"jembatan\.png"):
        office.announcements.submit(PETUGAS, key)

    assert office.announcement(key).status is Step.DRAFT
