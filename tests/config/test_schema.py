from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError
from sqlalchemy.engine import make_url

from crossposter.clock import SystemClock
from crossposter.config import (
    Config,
    FacebookChannel,
    InstagramChannel,
    UrlImages,
    XChannel,
    find_config,
    load,
)
from crossposter.errors import BadInput
from crossposter.factories import channel

TEXT = """\
timezone: Asia/Makassar
office: {name: Pemerintah Kabupaten}
sources:
  - {code: BPBD, name: Badan Penanggulangan Bencana, kind: badan, aliases: [Pusdalops]}
  - {code: NO, name: Kecamatan Mantewe, kind: kecamatan, aliases: [Mentewe, Batu  Licin]}
channels:
  halaman:
    platform: facebook
    page_id: 0123
    access_token: page-token
    timetable: [sat 09:00]
    settle: {reads: 5}
  x: {platform: x, access_token: x-token}
timetable: [mon-fri 07:00, sabtu/minggu 09.00]
"""


def config_of(folder: Path, text: str = TEXT) -> Config:
    folder.mkdir(exist_ok=True)
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file, {})


def test_what_is_left_out_has_the_documented_defaults(tmp_path: Path) -> None:
    config = config_of(tmp_path)

    assert config.language == "id"
    assert config.staff == ()
    assert config.approval.separate_author
    assert not config.approval.small_edits
    assert config.approval.expires == timedelta(days=14)
    assert config.publishing.retry.longest == timedelta(hours=1)
    assert config.publishing.late.then == "hold"
    assert config.publishing.blackouts == ()
    assert config.publishing.preflight == timedelta(hours=1)
    assert (config.email, config.report, config.alerts) == (None, None, None)


@pytest.mark.parametrize(
    ("written", "means"), [("off", None), ("90m", timedelta(minutes=90))]
)
def test_a_preflight_may_come_at_another_time_or_never(
    tmp_path: Path, written: str, means: timedelta | None
) -> None:
    config = config_of(tmp_path, f"{TEXT}publishing: {{preflight: {written}}}\n")

    assert config.publishing.preflight == means


def test_a_key_without_a_value_counts_as_left_out(tmp_path: Path) -> None:
    config = config_of(tmp_path, f"{TEXT}staff:\npublishing:\nemail: ~\n")

    assert config.staff == ()
    assert config.publishing.workers == 8
    assert config.email is None


def test_text_stays_what_was_written(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    page = config.channels["halaman"]

    assert isinstance(page, FacebookChannel)
    assert page.page_id == "0123"
    assert config.sources[1].code == "NO"


def test_a_part_of_settle_leaves_the_rest_as_it_is_for_the_platform(
    tmp_path: Path,
) -> None:
    text = TEXT.replace("x-token", "x-token, settle: {reads: 3}")
    config = config_of(tmp_path, text)
    page, x = (channel(config, name, SystemClock()).settle for name in ("halaman", "x"))

    assert (page.reads, page.within) == (5, timedelta(minutes=10))
    assert (x.reads, x.within) == (3, timedelta(minutes=5))


def test_x_takes_one_token_or_four_keys(tmp_path: Path) -> None:
    keys = "consumer_key: a, consumer_secret: b, access_token_secret: c"
    text = f"{TEXT}".replace(
        "  x:", f"  y: {{platform: x, access_token: t, {keys}}}\n  x:"
    )
    channels = config_of(tmp_path, text).channels

    assert isinstance(one := channels["x"], XChannel)
    assert isinstance(four := channels["y"], XChannel)
    assert one.consumer_key is None
    assert four.consumer_key is not None


def test_pictures_for_instagram_can_come_from_our_own_server(tmp_path: Path) -> None:
    images = "{host: url, base: https://media.example.go.id/ig/, folder: public}"
    channel = (
        f"  ig: {{platform: instagram, user_id: 1, access_token: t, images: {images}}}"
    )
    config = config_of(
        tmp_path, TEXT.replace("timetable: [mon", f"{channel}\ntimetable: [mon")
    )

    assert isinstance(ig := config.channels["ig"], InstagramChannel)
    assert isinstance(ig.images, UrlImages)
    assert ig.images.base == "https://media.example.go.id/ig"
    assert config.beside(ig.images.folder) == tmp_path / "public"


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:80"])
def test_only_this_machine_is_spoken_to_without_encryption(
    tmp_path: Path, host: str
) -> None:
    text = TEXT.replace("x-token", f"x-token, api_url: 'http://{host}/x/'")

    assert config_of(tmp_path, text).channels["x"].api_url == f"http://{host}/x"


@pytest.mark.parametrize(
    "address",
    ["http://192.168.1.5", "ftp://127.0.0.1", "https://", "https://a b", "https://h:x",
     "https://u:p@h", "https://h?x=1", "127.0.0.1:80"],
)  # fmt: skip
def test_other_addresses_of_an_api_are_refused(tmp_path: Path, address: str) -> None:
    text = TEXT.replace("x-token", f"x-token, api_url: '{address}'")

    with pytest.raises(BadInput, match=r"channels\.x\.api_url: "):
        config_of(tmp_path, text)


def test_a_configuration_cannot_be_changed(tmp_path: Path) -> None:
    config = config_of(tmp_path)

    with pytest.raises(ValidationError):
        config.language = "en"  # type: ignore[misc]  # must not work


def test_paths_are_relative_to_the_file_not_to_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_of(tmp_path)
    monkeypatch.chdir(tmp_path)
    config = load(Path("config.yaml"), {})
    monkeypatch.chdir("/")

    assert config.folder == tmp_path
    assert config.templates_folder == tmp_path / "templates"
    assert config.media_folder == tmp_path / "media"
    assert config.archive_folder == tmp_path / "approved"
    assert config.database_url == f"sqlite:///{tmp_path}/crossposter.db"


@pytest.mark.parametrize("folder", ["kantor kita", "100% siap", "apa?", "a#b", "désa"])
def test_the_database_is_beside_the_file_whatever_the_folder_is_called(
    tmp_path: Path, folder: str
) -> None:
    config = config_of(
        tmp_path / folder, f"{TEXT}database: sqlite:///data/x.db?mode=rw"
    )
    url = make_url(config.database_url)

    assert url.database == str(tmp_path / folder / "data/x.db")
    assert url.query == {"mode": "rw"}


@pytest.mark.parametrize(
    "url", ["sqlite:////srv/media.db", "postgresql+psycopg://media:pw@host/media"]
)
def test_a_complete_database_address_stays_as_it_is(tmp_path: Path, url: str) -> None:
    assert config_of(tmp_path, f"{TEXT}database: {url}\n").database_url == url


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "postgresql://h/n", "crossposter.db"]
)
def test_a_database_that_would_not_last_or_work_is_refused(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(BadInput, match=r"database: is sqlite:///FILE, or postgres"):
        config_of(tmp_path, f"{TEXT}database: '{url}'\n")


@pytest.mark.parametrize(
    "label", ["BPBD", "bpbd", " Pusdalops ", "badan penanggulangan  bencana"]
)
def test_a_source_is_found_by_code_name_or_alias(tmp_path: Path, label: str) -> None:
    assert config_of(tmp_path).source(label).code == "BPBD"


def test_the_places_of_an_office_are_those_it_and_its_sources_are_named_after(
    tmp_path: Path,
) -> None:
    assert "mantewe" in config_of(tmp_path).places


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("BPDB", "did you mean BPBD? That is Badan Penanggulangan Bencana"),
        ("Mantwe", "did you mean NO? That is Kecamatan Mantewe"),
        ("kecamatan mantewa", "did you mean NO? That is Kecamatan Mantewe"),
        ("Zulu", "`crossposter sources` lists those of config.yaml"),
    ],
)
def test_an_unknown_source_comes_with_the_nearest(
    tmp_path: Path, label: str, message: str
) -> None:
    with pytest.raises(BadInput) as caught:
        config_of(tmp_path).source(label)

    assert str(caught.value).startswith(f"unknown source '{label}'; {message}")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("UTC", "UTC"),
    ],
)
def test_every_zone_of_indonesia_is_known(
    tmp_path: Path, name: str, short: str
) -> None:
    config = config_of(tmp_path, TEXT.replace("Asia/Makassar", name))

    assert config.zone == ZoneInfo(name)
    if short != "UTC":
        with pytest.raises(
            BadInput,
            match=rf"there is no time zone '{short.lower()}'; did you mean Asia/",
        ):
            config_of(tmp_path, TEXT.replace("Asia/Makassar", short.lower()))


@pytest.mark.parametrize("name", ["Asia", "../etc/passwd", "/etc/localtime", "''"])
def test_what_is_no_zone_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"timezone: there is no time zone"):
        config_of(tmp_path, TEXT.replace("Asia/Makassar", name))


def test_a_channel_follows_its_own_timetable_or_the_one_for_all(tmp_path: Path) -> None:
    config = config_of(tmp_path)

    assert config.timetable_of("halaman") == ("sat 09:00",)
    assert config.timetable_of("x") == ("mon-fri 07:00", "sabtu/minggu 09.00")


@pytest.mark.parametrize(
    ("option", "environ", "found"),
    [
        (Path("a.yaml"), {"CROSSPOSTER_CONFIG": "b.yaml"}, "a.yaml"),
        (None, {"CROSSPOSTER_CONFIG": "b.yaml"}, "b.yaml"),
        (None, {"CROSSPOSTER_CONFIG": ""}, "config.yaml"),
        (None, {}, "config.yaml"),
    ],
)
def test_the_option_comes_before_the_environment_before_this_folder(
    option: Path | None, environ: dict[str, str], found: str
) -> None:
    assert find_config(option, environ) == Path(found)
