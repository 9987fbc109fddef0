"""Whether a post on an account is the one that was sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crossposter.channels import Receipt, SentAttempt, SeveralFound, Unreadable
from crossposter.platforms.matcher import Candidate, choose, newer_than, normalised
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)


def candidate(
    remote_id: str, *, age: timedelta = -HOUR, text: str = "Halo"
) -> Candidate:
    return Candidate(remote_id=remote_id, text=text, created=MONDAY - age)


def attempt(baseline: str | None = None) -> SentAttempt:
    return SentAttempt(started_at=MONDAY, baseline=baseline)


def newer(
    sent: SentAttempt,
    listed: list[Candidate],
    *,
    ahead: timedelta | None = timedelta(0),
) -> list[Candidate]:
    """What was posted since, on a platform whose clock is so far ahead of ours."""
    return newer_than(sent, listed, lambda: ahead)


@pytest.mark.parametrize(
    "text",
    [
        "  Rapat RKPD\n\nBatulicin ",
        "Rapat\u00a0RKPD Batulicin",
        "Rapat RK\u200bPD\u200d Batulicin\ufeff",
        "Rapat\r\nRKPD\tBatulicin",
        "Rapat RKPD Batulicin\u2060\ufe0f",
    ],
)
def test_white_space_and_invisible_signs_do_not_matter(text: str) -> None:
    assert normalised(text) == "Rapat RKPD Batulicin"


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert normalised("Cafe\u0301") == normalised("Café")


@pytest.mark.parametrize("text", ["Rapat RKPD.", "rapat RKPD", "Rapat RKPD 2027"])
def test_everything_else_matters(text: str) -> None:
    assert normalised(text) != normalised("Rapat RKPD")


def test_what_is_older_than_the_baseline_is_not_looked_at() -> None:
    listed = [candidate("3"), candidate("2"), candidate("1")]

    assert newer(attempt("2"), listed) == [listed[0]]


def test_the_baseline_counts_more_than_any_clock() -> None:
    """The machine's clock was two hours ahead when the post was sent."""
    listed = [candidate("3", age=2 * HOUR), candidate("2", age=3 * HOUR)]

    assert newer(attempt("2"), listed) == [listed[0]]


def test_without_a_baseline_older_posts_are_doubtful() -> None:
    listed = [candidate("3"), candidate("2", age=HOUR)]

    found = newer(attempt(), listed)

    assert [(each.remote_id, each.doubtful) for each in found] == [
        ("3", False),
        ("2", True),
    ]


def test_without_a_baseline_a_few_posts_are_looked_at_whatever_the_clock_says() -> None:
    """The machine's clock was days ahead when the post was sent."""
    listed = [candidate(str(number), age=90 * HOUR) for number in range(300)]

    found = newer(attempt(), listed)

    assert listed[0].remote_id == found[0].remote_id
    assert len(found) < 100


def test_an_account_without_any_post_is_read_completely() -> None:
    assert newer(attempt(), []) == []


def test_a_deleted_baseline_is_made_up_for_by_an_older_post() -> None:
    listed = [candidate("3"), candidate("1", age=HOUR)]

    found = newer(attempt("2"), listed)

    assert [each.doubtful for each in found] == [False, True]


@pytest.mark.parametrize("listed", [[], [candidate("3")]])
def test_a_listing_that_ends_too_early_proves_nothing(listed: list[Candidate]) -> None:
    with pytest.raises(Unreadable):
        newer(attempt("2"), listed)


def approved(ago: timedelta, baseline: str | None = None) -> SentAttempt:
    """An attempt that may have been made, of a post approved so long before."""
    return SentAttempt(started_at=MONDAY, baseline=baseline, not_before=MONDAY - ago)


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("baseline", [None, "deleted"])
def test_a_post_older_than_the_approval_is_nobodys_attempt(
    baseline: str | None,
) -> None:
    listed = [candidate("2", age=-HOUR), candidate("1", age=2 * HOUR)]

    found = newer(approved(MINUTE, baseline), listed)

    assert [each.remote_id for each in found] == ["2"]
    assert choose("Halo", found, taken=frozenset()) == Receipt(remote_id="2")


@pytest.mark.parametrize(
    ("ahead", "age", "stays"),
    [
        (timedelta(0), 3 * MINUTE, False),
        (timedelta(0), MINUTE, True),
        (5 * MINUTE, 6 * MINUTE, True),
        (-5 * MINUTE, 6 * MINUTE, True),
        (5 * MINUTE, 9 * MINUTE, False),
        (None, 15 * MINUTE, True),
        (None, 17 * MINUTE, False),
    ],
)
def test_clocks_that_differ_are_allowed_for(
    ahead: timedelta | None, age: timedelta, *, stays: bool
) -> None:
    listed = [candidate("1", age=age)]

    assert bool(newer(approved(MINUTE), listed, ahead=ahead)) is stays


def test_where_no_approval_can_be_relied_on_an_older_post_stays_doubtful() -> None:
    (found,) = newer(attempt(), [candidate("1", age=2 * HOUR)])

    assert found.doubtful


def test_the_one_that_fits_is_it() -> None:
    listed = [candidate("3", text="Lain"), candidate("2", text=" Halo ")]

    found = choose("Halo", listed, taken=frozenset())

    assert found == Receipt(remote_id="2")


def test_one_that_fits_in_time_counts_more_than_an_older_one() -> None:
    older = replace(candidate("1"), doubtful=True)

    assert choose("Halo", [candidate("2"), older], taken=frozenset()) == Receipt(
        remote_id="2"
    )


def test_one_that_fits_but_for_its_time_is_for_a_person() -> None:
    """It is this one if the clock was wrong, and must not be sent again then."""
    older = replace(candidate("1"), doubtful=True)

    with pytest.raises(SeveralFound) as caught:
        choose("Halo", [older], taken=frozenset())

    assert caught.value.candidates == ("1",)


def test_none_that_fits_is_none() -> None:
    assert choose("Halo", [candidate("1", text="Lain")], taken=frozenset()) is None


def test_what_belongs_to_another_delivery_does_not_fit() -> None:
    assert choose("Halo", [candidate("1")], taken=frozenset({"1"})) is None


def test_several_that_fit_are_for_a_person() -> None:
    with pytest.raises(SeveralFound) as caught:
        choose("Halo", [candidate("1"), candidate("2")], taken=frozenset())

    assert caught.value.candidates == ("1", "2")


@pytest.mark.parametrize(
    ("there", "sent", "fits"),
    [(2, 2, True), (None, 2, True), (2, None, True), (1, 2, False), (0, 1, False)],
)
def test_another_number_of_pictures_is_for_a_person(
    there: int | None, sent: int | None, *, fits: bool
) -> None:
    listed = [Candidate(remote_id="1", text="Halo", pictures=there)]

    if fits:
        assert choose("Halo", listed, taken=frozenset(), pictures=sent)
        return
    with pytest.raises(SeveralFound):
        choose("Halo", listed, taken=frozenset(), pictures=sent)
