"""Samples: when each is taken, how many, and what is not asked again."""

from datetime import timedelta

import pytest

from tests.support.newsroom import Office, wita
from tests.support.samples import ages, history, like, measuring, published


def test_a_post_is_sampled_after_an_hour_a_day_and_a_week(
    office_on_either: Office,
) -> None:
    office = office_on_either
    delivery, use_case = published(office), measuring(office)

    for number, hours in enumerate((0.9, 0.2, 20, 4, 100, 42, 1.5, 400)):
        office.clock.advance(hours=hours)
        like(office, delivery, likes=number)
        use_case.sample("facebook")
        use_case.sample("facebook")

    found = [(sample.age, sample.likes) for sample in history(office, delivery)]
    assert found == [("1h", 1), ("24h", 3), ("7d", 6)]


def test_a_sample_keeps_every_figure_and_what_is_unknown(
    office_on_either: Office,
) -> None:
    office = office_on_either
    delivery = published(office)
    like(office, delivery, likes=3, comments=0, shares=1, views=90)
    office.clock.advance(hours=1)

    measuring(office).sample("facebook")

    [sample] = history(office, delivery)
    assert (sample.likes, sample.comments, sample.shares) == (3, 0, 1)
    assert (sample.views, sample.reach) == (90, None)
    assert sample.taken_at == office.clock.now()
    assert not sample.gone


@pytest.mark.parametrize(
    ("later", "taken"),
    [
        (timedelta(minutes=59), []),
        (timedelta(hours=23), ["1h"]),
        (timedelta(hours=25), ["24h"]),
        (timedelta(days=8), ["7d"]),
        (timedelta(days=15), []),
    ],
)
def test_a_sample_whose_time_has_passed_is_left_out(
    office: Office, later: timedelta, taken: list[str]
) -> None:
    delivery = published(office)
    office.clock.advance(to=office.clock.now() + later)

    measuring(office).sample("facebook")

    assert ages(office, delivery) == taken


def test_one_question_holds_as_many_posts_as_the_platform_takes(
    office: Office,
) -> None:
    deliveries = [published(office) for _ in range(3)]
    office.clock.advance(hours=1)
    use_case = measuring(office)

    use_case.sample("facebook")
    use_case.sample("facebook")
    use_case.sample("facebook")

    assert [len(ids) for ids in office.facebook.measured] == [2, 1]
    assert all(ages(office, each) == ["1h"] for each in deliveries)


def test_the_sample_that_lasts_comes_first(office: Office) -> None:
    old = published(office)
    office.clock.advance(days=7)
    young = published(office)
    office.clock.advance(hours=1)
    use_case = measuring(office, calls=1)

    use_case.sample("facebook")
    use_case.sample("facebook")

    assert (ages(office, old), ages(office, young)) == (["7d"], [])


def test_the_budget_is_of_a_channel_and_of_a_day_where_the_office_is(
    office_on_either: Office,
) -> None:
    office = office_on_either
    office.clock.advance(to=wita("23 20:00"))
    deliveries = [published(office) for _ in range(5)]
    office.clock.advance(to=wita("23 21:00"))

    for _ in range(3):  # as after a restart: nothing is remembered but the rows
        measuring(office, calls=3).sample("facebook")
    assert asked(office) == 3

    office.clock.advance(to=wita("23 23:59"))
    measuring(office, calls=3).sample("facebook")
    assert asked(office) == 3

    office.clock.advance(to=wita("24 00:00"))
    measuring(office, calls=3).sample("facebook")
    assert asked(office) == 5
    assert all(ages(office, each) == ["1h"] for each in deliveries)


def asked(office: Office) -> int:
    return sum(len(ids) for ids in office.facebook.measured)


def test_another_channel_has_a_budget_of_its_own(office: Office) -> None:
    key = office.approved(urgent=True)
    office.run("facebook")
    office.run("x")
    office.clock.advance(hours=1)
    use_case = measuring(office, calls=1)

    use_case.sample("facebook")
    use_case.sample("x")

    assert ages(office, office.delivery(key, "facebook")) == ["1h"]
    assert ages(office, office.delivery(key, "x")) == ["1h"]


def test_no_calls_mean_no_questions(office: Office) -> None:
    published(office)
    office.clock.advance(hours=1)

    measuring(office, calls=0).sample("facebook")

    assert office.facebook.measured == []


def test_what_is_not_public_is_not_asked_about(office: Office) -> None:
    office.approved()
    office.clock.advance(hours=2)

    measuring(office).sample("facebook")

    assert "measure" not in office.facebook.calls


def test_a_removed_post_is_noticed_once_and_not_asked_about_again(
    office_on_either: Office,
) -> None:
    office = office_on_either
    delivery, use_case = published(office), measuring(office)
    office.facebook.removed.add(delivery.remote_id or "")

    for hours in (1, 24, 24 * 7):
        office.clock.advance(hours=hours)
        use_case.sample("facebook")

    [sample] = history(office, delivery)
    assert sample.gone
    assert sample.likes is None
    actions = [event.action for event in office.events(delivery.announcement_id)]
    assert actions.count("post no longer there") == 1
    assert len(office.facebook.measured) == 1


def test_a_post_the_platform_says_nothing_of_is_unknown_and_not_gone(
    office: Office,
) -> None:
    delivery, use_case = published(office), measuring(office)
    office.facebook.posts.clear()
    office.clock.advance(hours=1)

    use_case.sample("facebook")
    use_case.sample("facebook")

    [sample] = history(office, delivery)
    assert (sample.gone, sample.likes, sample.views) == (False, None, None)
