"""What was approved is what goes out."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import col, update

from crossposter.channels import Post
from crossposter.database.models import Announcement, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.media import Archive
from tests.support.newsroom import KABID, PETUGAS, Office


@pytest.fixture
def key(office: Office) -> int:
    """Approved with a link and a picture."""
    return office.approved(
        link="https://tanahbumbukab.go.id/jalan",
        images=[(office.picture(), "jembatan ditutup")],
    )


def change_the_template(office: Office, key: int) -> None:
    (office.folder / "templates/facebook/default.j2").write_text("Diubah diam-diam")


def change_the_picture(office: Office, key: int) -> None:
    office.picture(colour="red")


def remove_the_picture(office: Office, key: int) -> None:
    (office.folder / "media/jembatan.png").unlink()


def change_the_announcement(office: Office, key: int) -> None:
    with office.database.write() as session:
        session.exec(
            update(Announcement)
            .where(col(Announcement.id) == key)
            .values(title="Diubah", body="Diubah", link=None)
        )


CHANGES: list[Callable[[Office, int], None]] = [
    change_the_template,
    change_the_picture,
    remove_the_picture,
    change_the_announcement,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_that_changes_later_changes_the_post(
    office: Office, key: int, change: Callable[[Office, int], None]
) -> None:
    approved = office.approval.preview(key)[0].post

    change(office, key)
    assert office.run_when_due(key).status is Status.PUBLISHED

    (live,) = office.facebook.posts
    assert live.post == approved  # text, link, alternative text and bytes
    assert approved is not None
    assert live.post.fingerprint() == office.delivery(key).fingerprint


def frozen_picture(office: Office, key: int) -> Path:
    digest = office.delivery(key).media[0]["sha256"]
    return next((office.folder / "archive").rglob(f"{digest}*"))


def alter_the_archive(office: Office, key: int) -> None:
    path = frozen_picture(office, key)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"\0")


def lose_the_archive(office: Office, key: int) -> None:
    frozen_picture(office, key).unlink()


def alter_the_row(**values: object) -> Callable[[Office, int], None]:
    def alter(office: Office, key: int) -> None:
        with office.database.write() as session:
            session.exec(
                update(Delivery)
                .where(col(Delivery.announcement_id) == key)
                .values(**values)
            )

    return alter


PICTURE = {"name": "a.png", "mime": "image/png", "width": 1, "height": 1, "alt": ""}
ALTERATIONS = {
    "another picture in the archive": alter_the_archive,
    "a picture gone from the archive": lose_the_archive,
    "another text": alter_the_row(text="Diubah di basis data"),
    "a space more": alter_the_row(text="Jalan Raya Batulicin ditutup sementara "),
    "another link": alter_the_row(link="https://example.com"),
    "no picture": alter_the_row(media=[]),
    "a hash that is none": alter_the_row(media=[PICTURE | {"sha256": "../../x"}]),
    "a picture without a hash": alter_the_row(media=[PICTURE]),
    "something else than pictures": alter_the_row(media=["a.png"]),
}


@pytest.mark.parametrize("alter", ALTERATIONS.values(), ids=ALTERATIONS.keys())
def test_what_was_altered_after_approval_is_held_and_never_sent(
    office: Office, key: int, alter: Callable[[Office, int], None]
) -> None:
    alter(office, key)

    held = office.run_when_due(key)

    assert held.status is Status.HELD
    assert held.error
    assert not office.facebook.calls


def test_an_altered_delivery_does_not_stop_the_others(office: Office, key: int) -> None:
    other = office.approved(title="Pasar murah di Kecamatan Satui")
    alter_the_row(media=["a.png"])(office, key)

    office.run_for(days=2)

    assert office.delivery(key).status is Status.HELD
    assert office.delivery(other).status is Status.PUBLISHED


def test_an_archive_that_was_put_back_lets_the_post_go(
    office: Office, key: int
) -> None:
    content = frozen_picture(office, key).read_bytes()
    path = frozen_picture(office, key)
    path.unlink()
    held = office.run_when_due(key)
    path.write_bytes(content)

    office.interventions.retry(KABID, held.id or 0)
    office.run(at=office.delivery(key).next_at)

    assert office.delivery(key).status is Status.PUBLISHED


def test_the_preview_is_what_approval_freezes(office: Office) -> None:
    key = office.submitted(images=[(office.picture(), "jembatan")])
    shown = {each.channel.name: each.post for each in office.approval.preview(key)}

    office.approval.approve(KABID, key)

    for delivery in office.deliveries(key):
        post = shown[delivery.channel]
        assert post is not None
        assert (delivery.text, delivery.fingerprint) == (post.text, post.fingerprint())


def test_a_fingerprint_covers_everything_the_public_sees(office: Office) -> None:
    key = office.write(images=[(office.picture(), "jembatan")])
    seen: set[str] = set()

    for change in (
        {"title": "Judul lain"},
        {"body": "Isi lain yang cukup panjang."},
        {"link": "https://tanahbumbukab.go.id"},
        {"images": [("jembatan.png", "teks alternatif lain")]},
        {"images": [(office.picture("lain.png", "red"), "teks alternatif lain")]},
        {"images": [("lain.png", "a"), ("jembatan.png", "b")]},
        {"images": [("jembatan.png", "b"), ("lain.png", "a")]},
    ):
        office.edit(key, **change)
        post = office.approval.preview(key)[0].post
        assert post is not None
        seen.add(post.fingerprint())

    assert len(seen) == 7


def test_an_approval_that_fails_halfway_leaves_no_delivery(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.submitted()
    taken = iter([list[datetime]()])
    monkeypatch.setattr(
        "crossposter.database.queries.deliveries.taken_moments",
        lambda *_, **__: next(taken),
    )

    with pytest.raises(StopIteration):  # at the second channel
        office.approval.approve(KABID, key)

    assert office.announcement(key).approved_by is None
    assert not office.deliveries(key)


def test_an_edit_between_reading_and_approving_is_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.submitted()
    archive_put = office.archive.put
    picture = office.picture()
    office.edit(key, images=[(picture, "jembatan")])
    office.announcements.submit(PETUGAS, key)

    def put(_: Archive, data: bytes, *, suffix: str) -> str:
        monkeypatch.undo()
        office.edit(key, title="Diubah pada saat terakhir")
        return archive_put(data, suffix=suffix)

    monkeypatch.setattr(Archive, "put", put)

    with pytest.raises(Exception, match="changed by somebody else just now"):
        office.approval.approve(KABID, key)

    assert office.announcement(key).approved_by is None
    assert not office.deliveries(key)


def test_a_post_is_equal_only_to_itself() -> None:
    assert (
        Post(text="a", link=None).fingerprint() != Post(text="", link="a").fingerprint()
    )
