"""Secrets in a .env that is closed to this account: the rest works without them."""

from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, SecretStr

from crossposter.config import Config, ConfigError, load
from crossposter.config.channels import Channel
from crossposter.config.environment import SECRETS
from crossposter.errors import Unavailable
from tests.support.closed import modes_count

TEXT = """\
timezone: Asia/Makassar
office: {name: Pemerintah Kabupaten}
sources: [{code: BPBD, name: Badan Bencana, kind: badan}]
channels:
  facebook: {platform: facebook, page_id: 123, access_token: ${PAGE_TOKEN}}
  x: {platform: x, access_token: ${X_TOKEN}}
email: {host: m.example, username: ${USER_NAME}, password: ${PASSWORD}, from: a@b.id}
alerts: {to: [a@b.id], apprise: ["${TELEGRAM}"]}
monitoring: {ping: ${PING_URL}}
timetable: [mon-fri 07:00]
"""
SECRET = "EAABrahasia"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(TEXT)
    secrets = path.with_name(".env")
    secrets.write_text(f"PAGE_TOKEN={SECRET}\n")
    secrets.chmod(0o000)
    return path


def loaded(file: Path, **environ: str) -> Config:
    with modes_count():
        return load(file, environ)


def test_a_secret_stays_the_name_that_is_written(file: Path) -> None:
    config = loaded(file)

    tokens = [it.access_token.get_secret_value() for it in config.channels.values()]
    assert tokens == ["${PAGE_TOKEN}", "${X_TOKEN}"]
    assert config.withheld


def test_what_takes_a_secret_is_refused_with_who_may(file: Path) -> None:
    config = loaded(file)

    with pytest.raises(Unavailable, match=r"\.env are for .* alone.*sudo -u"):
        config.require_secrets()


def test_the_environment_goes_without_the_file(file: Path) -> None:
    names = ("PAGE_TOKEN", "X_TOKEN", "USER_NAME", "PASSWORD", "TELEGRAM", "PING_URL")

    config = loaded(file, **dict.fromkeys(names, "mine"))

    assert not config.withheld
    config.require_secrets()


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("name: ${OFFICE}", "office.name"),
        ("name: ${OFFICE:-Pemkab}", "office.name"),
        ("name: Pemkab, unit: 'Dinas ${UNIT}'", "office.unit"),
    ],
)
def test_what_would_change_a_post_cannot_stay_unknown(
    file: Path, written: str, place: str
) -> None:
    file.write_text(TEXT.replace("name: Pemerintah Kabupaten", written))

    with pytest.raises(ConfigError) as caught:
        loaded(file)

    [mistake] = caught.value.mistakes
    assert mistake.startswith(f"line 2, {place}: the variable ")
    assert mistake.endswith("what is no secret belongs into config.yaml itself")


@pytest.mark.parametrize("name", ["password", "ping"])
def test_a_channel_that_is_called_like_a_secret_is_none(file: Path, name: str) -> None:
    file.write_text(
        TEXT.replace(
            "  x: {platform: x, access",
            f"  {name}: {{platform: x, limit: ${{N}}, access",
        )
    )

    with pytest.raises(ConfigError, match=rf"channels\.{name}\.limit: the variable N"):
        loaded(file)


def test_the_database_is_known_or_nothing_is_begun(file: Path) -> None:
    file.write_text(f"{TEXT}database: ${{DATABASE_URL:-sqlite:///other.db}}\n")

    with pytest.raises(ConfigError, match="database: the variable DATABASE_URL may be"):
        loaded(file)


def test_a_configuration_that_is_closed_leads_to_the_administrator(file: Path) -> None:
    file.chmod(0o000)

    with pytest.raises(ConfigError, match=r"is closed to you: ask the administrator"):
        loaded(file)


def _secret_keys(model: Any) -> set[str]:
    """Of the fields that hold secrets, in a section and in all the sections under it."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        return {
            key
            for name, field in model.model_fields.items()
            for key in ({name} if _holds_secrets(field.annotation) else set())
            | _secret_keys(field.annotation)
        }
    return {key for each in get_args(model) for key in _secret_keys(each)}


def _holds_secrets(annotation: Any) -> bool:
    return annotation is SecretStr or any(map(_holds_secrets, get_args(annotation)))


def test_every_secret_of_the_configuration_may_stay_unknown_but_the_database() -> None:
    found = {key for it in (Config, Channel) for key in _secret_keys(it)}

    assert found - {"database"} == SECRETS - {"username"}
