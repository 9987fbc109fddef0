"""Who may do what and when; every refusal says what to do next."""

import getpass
import pwd
from collections.abc import Callable

import pytest

from tests.support.desk import ADD, STAFF, Desk

BPBD = ("--source", "BPBD")


@pytest.fixture
def staffed(monday: Desk) -> Desk:
    monday.configure("staff: []\n", STAFF)
    return monday


def test_a_draft_is_submitted_before_it_is_approved(monday: Desk) -> None:
    key = monday.added()

    sentence = monday.refused("approve", str(key))

    assert f"announcement {key} is a draft and cannot be approved" in sentence
    assert f"crossposter submit {key}" in sentence


def test_nothing_is_approved_twice(monday: Desk) -> None:
    key = monday.approved()

    assert "is approved already" in monday.refused("approve", str(key))


def test_what_is_not_submitted_is_not_rejected(monday: Desk) -> None:
    key = str(monday.added())

    assert "cannot be rejected" in monday.refused("reject", key, "--reason", "Ulang")
    monday.done("submit", key)
    assert "--reason" in monday.refused("reject", key, "--reason", " ")
    assert monday("reject", key).code == 2
    monday.done("reject", key, "--reason", "Tanggal salah")
    assert monday.done("show", key, "--json").values["reason"] == "Tanggal salah"


def test_what_is_withdrawn_is_withdrawn_once(monday: Desk) -> None:
    key = str(monday.approved())
    monday.done("withdraw", key, "--reason", "Acara batal")

    assert "is already withdrawn" in monday.refused("withdraw", key)


def test_a_withdrawal_names_the_posts_that_stay_public(monday: Desk) -> None:
    key = monday.approved("--to", "facebook")
    monday.set_delivery(1, status="published", permalink="https://fb.example/1")

    told = monday.done("withdraw", str(key)).out

    assert "https://fb.example/1" in told
    assert "stay so" in told


def test_authors_do_not_approve_themselves(
    staffed: Desk, log_in: Callable[[str], None]
) -> None:
    log_in("kabid")
    key = str(staffed.submitted())

    sentence = staffed.refused("approve", key)

    assert "kabid wrote or changed this announcement" in sentence
    assert "approval.separate_author" in sentence


@pytest.mark.parametrize(
    ("body", "passes"),
    [("Warga diminta, waspada.", True), ("Warga diminta waspada 24 jam.", False)],
    ids=["a comma", "a number"],
)
def test_a_small_edit_leaves_four_eyes_where_the_office_allows_it(
    staffed: Desk, log_in: Callable[[str], None], body: str, passes: bool
) -> None:
    log_in("petugas")
    key = str(staffed.submitted())
    log_in("kabid")
    staffed.done("edit", key, "--body", body)
    staffed.done("submit", key)
    assert "kabid wrote or changed" in staffed.refused("approve", key)

    staffed.configure("staff:", "approval: {small_edits: true}\nstaff:")
    answer = staffed("approve", key)

    assert (answer.code == 0) is passes, answer.err


@pytest.mark.parametrize(
    ("login", "arguments", "words"),
    [
        ("petugas", ("approve", "1"), "takes the role approver"),
        ("petugas", ("reject", "1", "--reason", "-"), "approver or editor"),
        ("petugas", ("withdraw", "1"), "takes the role approver"),
        ("petugas", ("retry", "1"), "approver or operator"),
        ("petugas", ("resolve", "1", "--not-posted"), "approver or operator"),
        ("petugas", ("pause",), "approver or operator"),
        ("petugas", ("resume", "x"), "approver or operator"),
        ("admin", (*ADD, "--source", "BPBD"), "approver or editor or officer"),
        ("admin", ("submit", "1"), "admin may not write announcements"),
        ("tamu", ("edit", "1", "--title", "A"), "tamu is not in `staff`"),
        ("petugas", ("--as", "kabid", "approve", "1"), "petugas is no operator"),
        ("petugas", ("approve", "1", "--as", "kabid"), "petugas is no operator"),
    ],
)
def test_a_missing_role_is_named(
    staffed: Desk,
    log_in: Callable[[str], None],
    login: str,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    log_in("petugas")
    staffed.submitted()
    log_in(login)

    assert words in staffed.refused(*arguments)


def test_an_operator_may_act_for_others_before_and_after_the_verb(
    staffed: Desk, log_in: Callable[[str], None]
) -> None:
    log_in("admin")

    before = staffed.done("--as", "petugas", *ADD, *BPBD, "--json")
    after = staffed.done(*ADD, *BPBD, "--as", "humas", "--json")
    both = staffed.done("--as", "petugas", *ADD, *BPBD, "--as", "humas", "--json")

    authors = [answer.values["author"] for answer in (before, after, both)]
    assert authors == ["petugas", "humas", "humas"]


def test_the_environment_does_not_say_who_acts(
    monday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = getpass.getuser()
    for name in ("USER", "LOGNAME", "USERNAME", "SUDO_USER"):
        monkeypatch.setenv(name, "kabid")

    author = monday.done("show", str(monday.added()), "--json").values["author"]

    assert author == login


def test_an_account_without_a_name_is_kept_by_its_number(
    monday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", nobody)

    author = monday.done("show", str(monday.added()), "--json").values["author"]

    assert author.startswith("uid-")
