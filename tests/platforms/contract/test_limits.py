"""A limit that is declared is kept at submit, and the platform would refuse what is not."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from crossposter.channels import (
    Format,
    ImageRules,
    NotReady,
    PublisherError,
    VideoRules,
)
from crossposter.errors import BadInput
from crossposter.posts.attachments import why_unshowable
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.limits import CASES, FORMATS, NESTED, Limit, Sample, declared, pair
from tests.support.newsroom import House, Office
from tests.support.sending import Sending

LIMITS = list(declared())
FILMS = [each for each in LIMITS if each.owner == "films"]
#: Tighter than the platform, or met by it in silence: nothing goes over the wire.
OURS = {
    "facebook-Format-max_images": "Facebook names no number for one post",
    "facebook-films-mimes": "it takes nearly every kind of film",
    "facebook-films-max_bytes": "uploads in pieces may be larger",
    "facebook-films-min_seconds": "it names none",
    "facebook-films-max_seconds": "uploads in pieces may be longer",
    "facebook-films-codecs": "it takes nearly every codec",
    "facebook-films-sounds": "it takes nearly every codec",
    "facebook-films-max_rate": "it takes any rate",
    "x-films-max_bytes": "accounts with a subscription may send more",
    "x-animations-mimes": "X shows the first picture of any other",
    "instagram-images-mimes": "the page that hosts the pictures makes JPEGs of them",
    "instagram-images-max_bytes": "the page that hosts the pictures makes them smaller",
    "instagram-images-max_width": "Instagram scales wider ones down itself",
    "instagram-images-same_ratio": "Instagram crops the others itself",
    "instagram-films-max_bytes": "a film of 300 MB is not sent in a test",
}
WIRED = [each for each in LIMITS if str(each) not in OURS]


def test_every_field_of_a_format_has_a_case() -> None:
    owners = {
        "Format": Format,
        "images": ImageRules,
        "animations": ImageRules,
        "films": VideoRules,
    }
    known = {(limit.owner, limit.name) for limit in LIMITS}
    there = {
        (name, each.name) for name, rules in owners.items() for each in fields(rules)
    }

    assert known <= CASES.keys()
    for owner, name in there - NESTED - CASES.keys():
        assert owner == "animations", f"{name} of {owner} has no case in limits.py"
    assert OURS.keys() <= set(map(str, LIMITS))


@pytest.mark.parametrize("limit", FILMS, ids=str)
def test_a_film_over_a_limit_is_refused_at_submit(limit: Limit) -> None:
    under, over = pair(limit)
    assert under.footage
    assert over.footage
    takes = FORMATS[limit.platform]

    assert why_unshowable(limit.platform, takes, [under.footage.film()]) is None
    assert why_unshowable(limit.platform, takes, [over.footage.film()]) is not None


@pytest.mark.parametrize(
    "limit", [each for each in LIMITS if each not in FILMS], ids=str
)
def test_a_post_over_a_limit_is_refused_changed_or_told_at_submit(
    limit: Limit, sqlite_url: str, tmp_path: Path
) -> None:
    office = Office(sqlite_url, tmp_path, House(channels=[limit.platform]))
    under, over = pair(limit)
    channel = office.channels[limit.platform]
    for sample, is_over in ((under, False), (over, True)):
        threads = channel.format.threads and bool(sample.replies)
        office.channels[limit.platform] = replace(
            channel, format=FORMATS[limit.platform], threads=threads
        )
        assert is_changed(office, limit.platform, sample) is is_over
    office.close()


def is_changed(office: Office, name: str, sample: Sample) -> bool:
    """Whether anything else would go out than what was given, or nothing at all."""
    files = []
    for number, picture in enumerate(sample.pictures):
        file = f"{number}.{picture.kind.lower()}"
        (office.folder / "media" / file).write_bytes(picture.data())
        files.append((file, picture.alt))
    text = "\n---\n".join([sample.text[:280], *sample.replies])
    written = {name: text if sample.replies else sample.text}
    try:
        key = office.submitted(images=files, channels=[name], texts=written)
    except BadInput:
        return True
    [composed] = office.approval.preview(key)
    assert composed.post is not None
    given = [(each.width, each.height, each.kind) for each in sample.pictures]
    shown = [
        (each.width, each.height, each.mime.removeprefix("image/").upper())
        for each in composed.post.media
    ]
    shrunk = any(
        each.size > len(media.data) > 0
        and each.size > most_bytes(office, name, each.moves)
        for each, media in zip(sample.pictures, composed.post.media, strict=False)
    )
    return shown != given or shrunk


def most_bytes(office: Office, name: str, moves: bool) -> int:
    takes = office.channels[name].format
    rules = takes.animations if moves and takes.animations else takes.images
    return rules.max_bytes


@pytest.mark.parametrize("limit", WIRED, ids=str)
def test_the_platform_refuses_what_is_over_and_takes_what_is_under(
    limit: Limit, sandbox: Sandbox, tmp_path: Path
) -> None:
    arena = SandboxArena(limit.platform, sandbox)
    under, over = pair(limit)

    with pytest.raises(PublisherError):
        sent(arena, over, tmp_path)
    assert arena.live() == []

    sent(arena, under, tmp_path)
    assert len(arena.live()) == 1


def sent(arena: SandboxArena, sample: Sample, folder: Path) -> None:
    """Straight to the platform, past everything that looks at a post before."""
    post = sample.post(folder)
    if post.replies:
        post = replace(post, text=post.text[:280], replies=())
    sending = Sending(arena, post)
    for _ in range(5):
        try:
            sending.prepare()
        except NotReady:
            continue
        break
    sending.commit()
