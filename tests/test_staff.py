import pytest

from crossposter.errors import NotAllowed
from crossposter.staff import Actor, Role, Staff, Task

STAFF = Staff(roles={role.value: frozenset({role}) for role in Role})

MAY = {
    Task.WRITE: {"officer", "editor", "approver"},
    Task.REJECT: {"editor", "approver"},
    Task.APPROVE: {"approver"},
    Task.WITHDRAW: {"approver"},
    Task.CHANGE_APPROVED: {"approver"},
    Task.INTERVENE: {"approver", "operator"},
}


def allowed(staff: Staff, login: str, task: Task) -> bool:
    try:
        staff.require(Actor(login=login), task)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("task", Task)
def test_each_role_may_do_its_tasks(role: Role, task: Task) -> None:
    assert allowed(STAFF, role, task) == (role in MAY[task])


@pytest.mark.parametrize("task", Task)
def test_without_a_list_everyone_may_do_everything(task: Task) -> None:
    assert allowed(Staff(), "siapa saja", task)


@pytest.mark.parametrize("task", Task)
def test_who_is_not_on_the_list_may_do_nothing(task: Task) -> None:
    with pytest.raises(NotAllowed) as refusal:
        STAFF.require(Actor(login="tamu"), task)

    assert str(refusal.value) == (
        f"tamu is not in `staff` of config.yaml and may not {task}"
    )


def test_a_refusal_names_the_roles_that_may() -> None:
    with pytest.raises(NotAllowed) as refusal:
        STAFF.require(Actor(login="officer"), Task.INTERVENE)

    assert str(refusal.value) == (
        "officer may not retry, resolve, pause or resume: that takes the role"
        " approver or operator"
    )


def test_roles_of_one_person_add_up() -> None:
    staff = Staff(roles={"kasi": frozenset({Role.OFFICER, Role.OPERATOR})})

    assert allowed(staff, "kasi", Task.WRITE)
    assert allowed(staff, "kasi", Task.INTERVENE)
    assert not allowed(staff, "kasi", Task.APPROVE)


def test_a_person_without_roles_may_do_nothing() -> None:
    staff = Staff(roles={"magang": frozenset()})

    assert not any(allowed(staff, "magang", task) for task in Task)


def test_an_operator_acts_with_the_rights_of_the_other() -> None:
    actor = STAFF.actor("operator", acting_for="officer")

    STAFF.require(actor, Task.WRITE)
    with pytest.raises(NotAllowed, match="officer may not approve"):
        STAFF.require(actor, Task.APPROVE)
    assert (actor.login, actor.acting_for, actor.name) == (
        "operator",
        "officer",
        "officer",
    )


@pytest.mark.parametrize("login", ["officer", "editor", "approver", "tamu"])
def test_only_an_operator_acts_for_another(login: str) -> None:
    with pytest.raises(NotAllowed, match=f"{login} is no operator"):
        STAFF.actor(login, acting_for="kabid")


def test_acting_for_oneself_is_acting() -> None:
    assert STAFF.actor("officer", acting_for="officer") == Actor(login="officer")


def test_without_a_list_anyone_acts_for_anyone_and_both_are_known() -> None:
    actor = Staff().actor("siti", acting_for="kabid")

    assert (actor.login, actor.acting_for) == ("siti", "kabid")


def test_authors_do_not_approve_their_own() -> None:
    with pytest.raises(NotAllowed, match=r"somebody else must approve it"):
        STAFF.require_other(Actor(login="approver"), {"approver"})
    STAFF.require_other(Actor(login="approver"), {"officer"})


def test_acting_for_another_does_not_get_round_it() -> None:
    operator = Actor(login="operator", acting_for="approver")

    with pytest.raises(NotAllowed):
        STAFF.require_other(operator, {"approver"})


@pytest.mark.parametrize(
    "staff", [Staff(), Staff(roles=STAFF.roles, separate_author=False)]
)
def test_a_small_office_may_let_authors_approve(staff: Staff) -> None:
    staff.require_other(Actor(login="approver"), {"approver"})
