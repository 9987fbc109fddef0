"""The starter configuration is the documentation of its options."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from crossposter.config import Config, ConfigError, InstagramChannel, UrlImages, load
from crossposter.config.yaml_document import read_document
from crossposter.platforms import PLATFORMS
from tests.support.checkout import ROOT

STARTER = ROOT / "config.yaml"
TOKENS = dict.fromkeys(
    [
        "FACEBOOK_PAGE_TOKEN",
        "X_CONSUMER_KEY",
        "X_CONSUMER_SECRET",
        "X_ACCESS_TOKEN",
        "X_ACCESS_TOKEN_SECRET",
    ],
    "a-token",
)
MAIL = {
    "SMTP_USERNAME": "media",
    "SMTP_PASSWORD": "rahasia",
    "ALERTS_TELEGRAM": "tgram://token/chat",
    "PING_URL": "https://hc-ping.com/uuid",
}
#: Given in the starter as an example, not with the default.
EXAMPLES = {
    "signature",
    "nip",
    "place",
    "unit",
    "address",
    "website",
    "aliases",
    "quota",
    "blackouts",
    "staff",
}
EXAMPLES |= {
    "timetable",
    "username",
    "password",
    "email",
    "report",
    "alerts",
    "publishing",
}
EXAMPLES |= {"signature", "name", "nip", "place"}
EXAMPLES |= {"utm", "campaign", "budget", "accounts", "x", "instagram", "short"}
EXAMPLES |= {"ca", "apprise", "monitoring", "listen", "ping"}
EXAMPLES |= {"consumer_key", "consumer_secret", "access_token_secret"}
EXAMPLES |= {"settle", "reads", "within"}  # of the platform, as it describes itself


#: A section, and the same as it is written.
Section = tuple[Any, dict[str, Any]]


@pytest.fixture
def text() -> str:
    """The starter with every option switched on."""
    return re.sub(r"(?m)^( *)#(?=[^ #\n])", r"\1", STARTER.read_text(encoding="utf-8"))


@pytest.fixture
def complete(tmp_path: Path, text: str) -> Config:
    file = tmp_path / "config.yaml"
    file.write_text(text)
    return load(file, TOKENS | MAIL)


@pytest.fixture
def sections(complete: Config, text: str) -> list[Section]:
    return list(every_section(complete, read_document(text).tree))


def every_section(value: Any, written: Any) -> Iterator[Section]:
    if isinstance(value, BaseModel) or is_dataclass(value):
        yield value, written
        for key, (name, _) in options(value).items():
            if key in written:
                yield from every_section(getattr(value, name), written[key])
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from every_section(entry, written.get(key))
    elif isinstance(value, tuple):
        for entry, line in zip(value, written, strict=True):
            yield from every_section(entry, line)


def options(section: Any) -> dict[str, tuple[str, Any]]:
    """The name and the default of each key."""
    if isinstance(section, BaseModel):
        known = type(section).model_fields.items()
        return {field.alias or name: (name, field.default) for name, field in known}
    return {field.name: (field.name, field.default) for field in fields(section)}


def test_it_loads_with_nothing_but_the_tokens() -> None:
    config = load(STARTER, TOKENS)

    assert list(config.channels) == ["facebook", "x", "instagram"]
    assert config.timezone == "Asia/Makassar"
    assert config.timetable == ("mon-fri 07:00 11:00 17:00", "sat-sun 09:00 16:00")
    assert config.publishing.blackouts == ("daily 22:00-05:30",)
    assert config.staff == ()
    assert (config.email, config.report, config.alerts) == (None, None, None)


def test_a_newcomer_is_told_every_variable_and_finds_it_in_the_comments() -> None:
    with pytest.raises(ConfigError) as caught:
        load(STARTER, {})

    missing = set(re.findall(r"variable (\w+) is not set", str(caught.value)))
    assert missing == set(TOKENS)
    assert len(caught.value.mistakes) == 6
    for name in TOKENS | MAIL:
        assert re.search(rf"(?m)^#     {name}=", STARTER.read_text(encoding="utf-8"))


def test_every_option_stands_in_it_and_can_be_switched_on(
    sections: list[Section],
) -> None:
    known: dict[str, set[str]] = {}
    shown: dict[str, set[str]] = {}
    for section, written in sections:
        name = type(section).__name__
        known.setdefault(name, set()).update(options(section))
        shown.setdefault(name, set()).update(written)

    assert shown == known
    assert set(known) >= {
        "Alerts", "ApprovalSection", "Config", "Email", "FacebookChannel", "FacebookImages",
        "InstagramChannel", "Late", "Metrics", "Monitoring", "Office", "Person", "Price", "PublishingSection",
        "Report", "Retry", "Settle", "Signature", "Source", "Utm", "XChannel",
    }  # fmt: skip


def test_the_other_way_for_pictures_works_as_its_comment_says(tmp_path: Path) -> None:
    text = STARTER.read_text(encoding="utf-8")
    example = re.search(r"#    (images: \{host: url.*\})", text)
    assert example is not None
    file = tmp_path / "config.yaml"
    file.write_text(
        text.replace("images: {host: facebook, page: facebook}", example[1])
    )

    channel = load(file, TOKENS).channels["instagram"]

    assert isinstance(channel, InstagramChannel)
    assert isinstance(channel.images, UrlImages)


def test_it_shows_the_defaults_the_program_has(sections: list[Section]) -> None:
    wrong = [
        f"{type(section).__name__}.{name}"
        for section, _ in sections
        for name, default in options(section).values()
        if default not in {PydanticUndefined, MISSING}
        and name not in EXAMPLES
        and getattr(section, name) != default
    ]

    assert wrong == []


def test_it_shows_how_each_platform_settles(complete: Config) -> None:
    for channel in complete.channels.values():
        usual = PLATFORMS[channel.platform].settle
        assert channel.settle.reads == usual.reads
        assert channel.settle.within == usual.within


def test_the_lists_of_choices_in_the_comments_are_complete() -> None:
    prose = " ".join(re.findall(r"# ?(.*)", STARTER.read_text(encoding="utf-8")))
    kinds = Config.model_json_schema()["$defs"]["Source"]["properties"]["kind"]["enum"]

    for word in [*kinds, "officer", "editor", "approver", "operator", "next-slot",
                 "hold", "expire", "starttls", "tls", "none"]:  # fmt: skip
        assert re.search(rf"\b{word}\b", prose), word


def test_it_has_the_skpd_and_the_twelve_kecamatan_of_tanah_bumbu() -> None:
    config = load(STARTER, TOKENS)
    kinds = Counter(source.kind for source in config.sources)

    assert kinds == {
        "badan": 6, "dinas": 19, "inspektorat": 1, "rumah-sakit": 1, "sekretariat": 2,
        "bagian": 9, "kecamatan": 12, "kelurahan": 5,
    }  # fmt: skip
    assert {
        source.quota for source in config.sources if source.kind in {"badan", "dinas"}
    } == {3}
    assert all(source.active for source in config.sources)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Mentewe", "KEC-MANTEWE"),
        ("batu licin", "KEC-BATULICIN"),
        ("Satui", "KEC-SATUI"),
        ("Diskominfo", "DISKOMINFOSP"),
        ("Disdukcapil", "DUKCAPIL"),
        ("Satpol PP", "SATPOLPP"),
    ],
)
def test_people_find_their_office_under_the_name_they_use(
    label: str, code: str
) -> None:
    assert load(STARTER, TOKENS).source(label).code == code
