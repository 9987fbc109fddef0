"""Whatever stands in the place of a value, the mistake is told in words of the office."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic_core import core_schema

from crossposter.config import ConfigError, load
from crossposter.config.vocabulary import objection

FULL = """\
timezone: Asia/Makassar
language: id
database: sqlite:///crossposter.db
templates: templates
media: media
office:
  name: Pemerintah Kabupaten
  website: https://example.go.id
  signature: {position: Kepala Dinas, name: Siti, nip: "1", place: Batulicin}
sources:
  - code: BPBD
    name: Badan Bencana
    kind: badan
    aliases: [Pusdalops]
    quota: "3"
    active: "true"
    accounts: {x: "@bpbd"}
    short: BPBD
staff:
  - {login: siti, name: Siti, roles: [officer]}
approval: {separate_author: "true", small_edits: "false", expires: 14d}
channels:
  facebook:
    platform: facebook
    page_id: "123"
    access_token: page-token
    utm: {source: facebook}
    timetable: [mon 08:00]
    settle: {reads: "3", within: 10m}
  x:
    platform: x
    access_token: x-token
    limit: "280"
    price: {post: "0.015", link: "0.20"}
    links: keep
    overflow: shorten
    budget: "5"
  instagram:
    platform: instagram
    user_id: "178"
    access_token: page-token
    images: {host: facebook, page: facebook}
    hashtags: "5"
timetable: [mon-fri 07:00]
publishing:
  timeout: 30s
  retry: {first: 1m, longest: 1h, attempts: "8"}
  late: {grace: 2h, then: hold}
  spacing: 60s
  blackouts: [daily 22:00-05:30]
  workers: "8"
  preflight: 1h
checks: {off: [https], phones: ["0518-123456"], similar: 30d, mourning: ["2026-12-01"]}
email: {host: mail.example.go.id, port: "587", security: starttls, from: a@example.go.id}
report: {send: mon 08:00, to: [a@example.go.id], pdf: "false"}
alerts: {to: [a@example.go.id], apprise: ["ntfy://x"], backup: 7d}
metrics: {calls: "200"}
monitoring: {listen: "127.0.0.1:9464", ping: https://example.go.id}
holidays: {"2027-04-08": Hari Jadi}
"""
ODD = [
    *(
        "satu",
        "-1",
        "1.5",
        "0",
        "NaN",
        "inf",
        "1e999",
        "9" * 5000,
        "2026-13-40",
        "y" * 300,
    ),
    *([], ["satu"], [["satu"]], {}, {"satu": "dua"}, {"satu": {"dua": "tiga"}}),
]
#: Words of pydantic's own, and ours for what nobody has thought of.
FOREIGN = ("nput ", "alid ", "should", "validat", "parse", "finite", "cannot be taken")

Step = str | int


def written() -> Any:
    """Every scalar as a text, as the program reads it."""
    return yaml.load(FULL, Loader=yaml.BaseLoader)  # noqa: S506  # it makes texts only


def places(tree: Any, place: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Of every value, whole sections included."""
    if place:
        yield place
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, value in entries if isinstance(tree, dict | list) else ():
        yield from places(value, (*place, step))


def replaced(tree: Any, place: tuple[Step, ...], value: Any) -> Any:
    changed = copy.deepcopy(tree)
    around = changed
    for step in place[:-1]:
        around = around[step]
    around[place[-1]] = value
    return changed


def mistakes(file: Path, tree: Any) -> list[str]:
    file.write_text(yaml.safe_dump(tree), encoding="utf-8")
    try:
        load(file, {})
    except ConfigError as error:
        return error.mistakes
    return []


PLACES = [*places(written())]


@pytest.mark.parametrize("key", dict.fromkeys(str(place[0]) for place in PLACES))
def test_every_mistake_has_words_of_ours(tmp_path: Path, key: str) -> None:
    tree = written()
    told: list[str] = []
    assert not mistakes(tmp_path / "config.yaml", tree)

    for place in PLACES:
        if place[0] == key:
            for value in ODD:
                changed = replaced(tree, place, value)
                told += mistakes(tmp_path / "config.yaml", changed)

    assert told
    foreign = {it for it in told if any(word in it for word in FOREIGN)}
    assert not foreign
    assert max(map(len, told)) < 700, max(told, key=len)


def test_a_key_that_is_no_date_is_told_too(tmp_path: Path) -> None:
    tree = written() | {"holidays": {"Lebaran": "Idulfitri"}}

    (mistake,) = mistakes(tmp_path / "config.yaml", tree)

    assert "holidays.Lebaran: must be a date, such as 2026-12-24" in mistake


@pytest.mark.parametrize("kind", get_args(core_schema.ErrorType))
def test_every_kind_of_objection_has_a_sentence(kind: str) -> None:
    limits = dict.fromkeys(("ge", "gt", "le", "lt"), 1)

    said = objection(kind, limits)

    assert said
    assert "{" not in said
    assert "nput" not in said
