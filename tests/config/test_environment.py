import json
import os
import traceback
from pathlib import Path

import pytest

from crossposter.config import ConfigError, FacebookChannel, load

TEXT = """\
timezone: Asia/Makassar
office: {name: Pemerintah Kabupaten}
sources: [{code: BPBD, name: Badan Bencana, kind: badan}]
channels: {facebook: {platform: facebook, page_id: 123, access_token: ${PAGE_TOKEN}}}
timetable: [mon-fri 07:00]
"""
TOKEN = "EAAB: #{rahasia}$$x"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(TEXT)
    return path


def page_token(file: Path, environ: dict[str, str]) -> str:
    channel = load(file, environ).channels["facebook"]
    assert isinstance(channel, FacebookChannel)
    return channel.access_token.get_secret_value()


def office_name(file: Path, written: str, environ: dict[str, str]) -> str:
    file.write_text(TEXT.replace("Pemerintah Kabupaten", written))
    return load(file, {"PAGE_TOKEN": "t", **environ}).office.name


def test_a_variable_stands_between_brackets_without_quotes(file: Path) -> None:
    assert page_token(file, {"PAGE_TOKEN": "EAAB"}) == "EAAB"


def test_what_a_variable_holds_is_no_yaml_and_no_variable(file: Path) -> None:
    token = "a:b#{c}${D}[e]&f"

    assert page_token(file, {"PAGE_TOKEN": token}) == token


def test_the_environment_wins_over_the_file_beside(file: Path) -> None:
    (file.parent / ".env").write_text("PAGE_TOKEN=beside\n")

    assert page_token(file, {}) == "beside"
    assert page_token(file, {"PAGE_TOKEN": "environment"}) == "environment"


def test_a_dollar_in_the_file_beside_means_itself(file: Path) -> None:
    (file.parent / ".env").write_text("OTHER=x\nPAGE_TOKEN='a${OTHER}b$c'\n")

    assert page_token(file, {}) == "a${OTHER}b$c"


def test_the_environment_of_the_process_stays_as_it_is(file: Path) -> None:
    (file.parent / ".env").write_text("PAGE_TOKEN=beside\n")

    page_token(file, {})

    assert "PAGE_TOKEN" not in os.environ


def test_the_file_beside_is_that_of_the_configuration_not_of_the_folder_one_is_in(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    (file.parent / ".env").write_text("PAGE_TOKEN=beside\n")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / ".env").write_text("PAGE_TOKEN=elsewhere\n")
    monkeypatch.chdir(elsewhere)

    assert page_token(file, {}) == "beside"


@pytest.mark.parametrize(
    ("written", "environ", "read"),
    [
        ("${NAME}", {"NAME": "Pemkab"}, "Pemkab"),
        ('"Kab. ${NAME} (${NAME})"', {"NAME": "Kotabaru"}, "Kab. Kotabaru (Kotabaru)"),
        ("${NAME:-Pemkab, Dinas: 1}", {}, "Pemkab, Dinas: 1"),
        ("${NAME:-Pemkab}", {"NAME": ""}, "Pemkab"),
        ("${NAME:-Pemkab}", {"NAME": "Pemprov"}, "Pemprov"),
        ("$${NAME} a$$b $5", {}, "${NAME} a$b $5"),
        ("$$$${NAME}", {}, "$${NAME}"),
    ],
)
def test_what_is_written_becomes(
    file: Path, written: str, environ: dict[str, str], read: str
) -> None:
    assert office_name(file, written, environ) == read


def test_variables_work_in_lists_and_for_numbers(file: Path) -> None:
    mail = "email: {host: ${HOST}, port: ${PORT:-2525}, from: media@example.go.id}\n"
    file.write_text(f"{TEXT}{mail}alerts: {{to: [${{HEAD}}, '${{HEAD}}.id']}}\n")

    config = load(
        file, {"PAGE_TOKEN": "t", "HOST": "mail.example", "HEAD": "kadis@example.go"}
    )

    assert config.alerts is not None
    assert config.alerts.to == ("kadis@example.go", "kadis@example.go.id")
    assert config.email is not None
    assert (config.email.host, config.email.port) == ("mail.example", 2525)


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "the variable PAGE_TOKEN is not set; put it into the environment or into .env beside config.yaml"),
        ({"PAGE_TOKEN": ""}, "the variable PAGE_TOKEN is empty; put it into the environment or into .env beside config.yaml"),
        ({"PAGE_TOKENS": "x"}, "the variable PAGE_TOKEN is not set; did you mean PAGE_TOKENS?"),
        ({"PAGE_TOKEN": "two words"}, "has a space or another character in it that no token has"),
        ({"PAGE_TOKEN": "line\nbreak"}, "has a space or another character in it that no token has"),
        ({"PAGE_TOKEN": "  "}, "is empty"),
    ],
)  # fmt: skip
def test_a_token_that_cannot_be_is_told_with_its_place(
    file: Path, environ: dict[str, str], reason: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(file, environ)

    assert caught.value.mistakes == [
        f"line 4, channels.facebook.access_token: {reason}"
    ]


@pytest.mark.parametrize("written", ["$NAME", '"${NAME"', "${two words}", "${}"])
def test_a_variable_written_wrongly_is_shown_the_right_way(
    file: Path, written: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        office_name(file, written, {"NAME": "x"})

    (mistake,) = caught.value.mistakes
    assert mistake == (
        "line 2, office.name: a variable is written ${LIKE_THIS}, "
        "and a dollar sign itself $$"
    )


def test_a_token_loses_the_line_break_it_was_copied_with(file: Path) -> None:
    assert page_token(file, {"PAGE_TOKEN": " EAAB\n"}) == "EAAB"


def test_a_file_beside_that_is_no_text_is_a_sentence(file: Path) -> None:
    (file.parent / ".env").write_bytes(b"PAGE_TOKEN=\xff\xfe\n")

    with pytest.raises(ConfigError, match=r"\.env: is not a text in UTF-8$"):
        load(file, {})


def test_no_secret_is_ever_shown(file: Path) -> None:
    mail = (
        "email: {host: m.example, username: u, password: ${PAGE_TOKEN}, from: a@b.id}\n"
    )
    database = "database: postgresql+psycopg://media:${PAGE_TOKEN}@host/media\n"
    file.write_text(TEXT + mail + database)

    config = load(file, {"PAGE_TOKEN": "rahasia"})

    shown = [str(config), repr(config), config.model_dump_json(), str(vars(config))]
    assert "rahasia" not in json.dumps(shown)
    assert "rahasia" in config.database_url


@pytest.mark.parametrize(
    "mistake",
    [
        "timezone: ${PAGE_TOKEN}",
        "timetable: ['${PAGE_TOKEN}']",
        "timetable: ['mon ${PAGE_TOKEN}']",
        "publishing: {timeout: ${PAGE_TOKEN}, late: {then: ${PAGE_TOKEN}}}",
        "email: {host: '${PAGE_TOKEN} x', from: ${PAGE_TOKEN}}",
        "database: mysql://${PAGE_TOKEN}@host",
        "staff: ${PAGE_TOKEN}",
        "staff: [{login: Rahasia-1, roles: [${PAGE_TOKEN}]}, {password: ${PAGE_TOKEN}}]",
        "channels: {x: {platform: x, api_url: 'http://${PAGE_TOKEN}', access_token: ${PAGE_TOKEN}, timeout: 3}}",
        "channels: {ig: {platform: instagram, user_id: ${PAGE_TOKEN}, images: {host: facebook, page: ${PAGE_TOKEN}}}}",
        "channels: {x: {platform: ${PAGE_TOKEN}}}",
        "password: !Rahasia-2026",
        "password: *Rahasia-2026",
        "password: &Rahasia-2026",
        "password: !Rahasia-2026!x",
        "password: @Rahasia-2026",
        "password: Rahasia-2026: x",
        'password: "Rahasia-2026',
        "password: [Rahasia-2026",
    ],
)  # fmt: skip
def test_no_secret_is_in_a_mistake_not_even_one_gone_astray(
    file: Path, mistake: str
) -> None:
    key = mistake.partition(":")[0]
    rest = [line for line in TEXT.splitlines() if not line.startswith(key)]
    file.write_text("\n".join([*rest, mistake, ""]))

    with pytest.raises(ConfigError) as caught:
        load(file, {"PAGE_TOKEN": "Rahasia-2026"})

    told = "".join(traceback.format_exception(caught.value))
    assert "rahasia-2026" not in told.partition("ConfigError")[2].casefold()
    assert caught.value.__context__ is None
