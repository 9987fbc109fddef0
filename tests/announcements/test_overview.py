"""What other programs read: the keys are a promise."""

import re
from collections.abc import Iterator

import pytest

from crossposter.announcements.serializers import previews
from crossposter.database.models import AnnouncementStatus as Step
from crossposter.errors import NotFound
from crossposter.scheduling.times import iso
from tests.conftest import MakeOffice
from tests.support.newsroom import Office, as_json, wita

SHOW = {"id", "title", "status", "deliveries"}
DELIVERY = {
    "id",
    "channel",
    "platform",
    "status",
    "due_at",
    "published_at",
    "remote_id",
    "permalink",
    "attempts",
    "error",
}
PREVIEW = {"channel", "platform", "text", "length", "limit", "media", "problems"}
PREVIEW |= {"price", "parts", "findings", "code"}
UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")


def times(values: object) -> Iterator[object]:
    """Every value whose key names a time."""
    if isinstance(values, dict):
        for key, value in values.items():
            if key.endswith("_at") or key in {"at", "since", "until"}:
                yield value
            yield from times(value)
    elif isinstance(values, list):
        for each in values:
            yield from times(each)


def are_iso_utc(values: object) -> bool:
    found = [each for each in times(values) if each is not None]
    return bool(found) and all(UTC_TIME.fullmatch(str(each)) for each in found)


def test_an_announcement_is_shown_with_everything_that_is_known(
    office_on_either: Office,
) -> None:
    office = office_on_either
    key = office.approved(images=[(office.picture(), "jembatan")], at=wita("23 09:00"))
    office.run_when_due(key)

    shown = office.overview.show(key)

    assert as_json(shown) == shown
    assert set(shown) >= SHOW
    assert are_iso_utc(shown)
    assert (shown["id"], shown["status"], shown["author"]) == (
        key,
        "approved",
        "petugas",
    )
    assert shown["images"] == [{"file": "jembatan.png", "alt": "jembatan"}]
    facebook, x = shown["deliveries"]
    assert set(facebook) >= DELIVERY | {"text"}
    assert (facebook["status"], x["status"]) == ("published", "scheduled")
    assert facebook["due_at"] == facebook["published_at"] == "2026-11-23T01:00:00Z"
    assert facebook["permalink"] == "https://fake.example/post-1"
    assert x["published_at"] is None


def test_a_listing_is_the_same_without_texts(office: Office) -> None:
    first, second = office.approved(), office.write(source="bpbd")

    listed = office.overview.listing()

    assert as_json(listed) == listed
    assert [each["id"] for each in listed] == [second, first]
    assert set(listed[1]) >= SHOW
    assert "body" not in listed[1]
    for delivery in listed[1]["deliveries"]:
        assert set(delivery) >= DELIVERY
        assert "text" not in delivery
    shown = office.overview.show(first)
    assert listed[1]["deliveries"][0].items() <= shown["deliveries"][0].items()


def test_a_listing_can_be_narrowed(office: Office) -> None:
    office.approved()
    draft = office.write(source="bpbd")

    by_source = office.overview.listing(source="BPBD")
    by_status = office.overview.listing(statuses=[Step.DRAFT])

    assert [each["id"] for each in by_source] == [draft]
    assert [each["id"] for each in by_status] == [draft]
    assert office.overview.listing(statuses=[Step.REJECTED]) == []


def test_now_is_said_as_it_was_asked_for(office: Office) -> None:
    key = office.write(at_once=True)

    assert office.overview.show(key)["at"] == "now"


def test_what_does_not_exist_is_not_shown(office: Office) -> None:
    with pytest.raises(NotFound):
        office.overview.show(7)


def test_a_preview_shows_each_channel_its_post_and_its_limits(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=("facebook", "instagram"))
    key = office.write()

    facebook, instagram = previews(office.approval.preview(key))

    assert as_json(facebook) == facebook
    assert set(facebook) == set(instagram) == PREVIEW
    assert facebook["length"] == len(facebook["text"]) > 0
    assert facebook["limit"] == 5_000
    assert (instagram["text"], instagram["length"]) == ("", 0)
    assert "takes no post without a picture" in instagram["problems"][0]


def test_a_preview_names_the_pictures_and_those_that_do_not_fit(
    office: Office,
) -> None:
    names = [office.picture(f"{number}.png") for number in range(5)]
    key = office.write(images=[(name, f"gambar {name}") for name in names])

    facebook, _ = previews(office.approval.preview(key))

    assert [each["name"] for each in facebook["media"]] == names[:4]
    assert facebook["media"][0]["alt"] == "gambar 0.png"
    assert facebook["problems"] == ["only the first 4 of 5 pictures fit"]


def test_a_moment_is_written_in_utc() -> None:
    assert iso(wita("24 08:00")) == "2026-11-24T00:00:00Z"
    assert iso(wita("24 08:00:00.250000")) == "2026-11-24T00:00:00.250000Z"
    assert iso(None) is None
