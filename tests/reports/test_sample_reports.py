"""Samples bring out what a template of the report must bear."""

from crossposter.reports.sample_reports import samples


def test_each_language_has_an_empty_and_a_full_report() -> None:
    found = list(samples())

    assert [(it.language, it.has_begun) for it in found] == [
        ("id", False),
        ("id", True),
        ("en", False),
        ("en", True),
    ]


def test_a_full_one_has_something_of_everything() -> None:
    full = [each for each in samples() if each.has_begun]

    for report in full:
        for name, value in vars(report).items():
            assert value not in ((), None), name
        assert {row.solved for row in report.troubles} == {True, False}
        assert {row.channel is None for row in report.troubles} == {True, False}
        assert {row.price is None for row in report.channels} == {True, False}
        assert None in report.posts[0].links.values()


def test_an_empty_one_has_nothing_but_its_office() -> None:
    for report in samples():
        if not report.has_begun:
            assert not any((report.channels, report.posts, report.troubles))
            assert report.before is None
            assert report.price is None
