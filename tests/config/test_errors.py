import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossposter.config import ConfigError, load
from crossposter.errors import BadInput

TEXT = """\
timezone: Asia/Makassar
office: {name: Pemerintah Kabupaten}
sources:
  - {code: BPBD, name: Badan Bencana, kind: badan, aliases: [Pusdalops]}
  - {code: DLH, name: Dinas Lingkungan, kind: dinas}
channels:
  facebook:
    platform: facebook
    page_id: 123
    access_token: page-token
  x: {platform: x, access_token: x-token}
  instagram:
    platform: instagram
    user_id: 178
    access_token: page-token
    images: {host: facebook, page: facebook}
timetable: [mon-fri 07:00]
publishing: {timeout: 30s}
"""
LONG_TOKEN = "EAABwzLixnjYBO7Zk9Qd0Xc5Vt2Kp8Lm4Rs6"
FUZZED = TEXT.replace("page-token", LONG_TOKEN).replace("x-token", LONG_TOKEN)


def mistakes_in(folder: Path, text: str) -> list[str]:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file, {})
    return caught.value.mistakes


def mistakes_or_nothing(file: Path) -> list[str]:
    try:
        load(file, {})
    except ConfigError as error:
        return error.mistakes
    return []


@pytest.mark.parametrize(
    ("right", "wrong", "mistake"),
    [
        ("page_id", "page_idd", "line 9, channels.facebook.page_idd: unknown key, did you mean page_id?"),
        ("timetable:", "timetabel:", "line 17, timetabel: unknown key, did you mean timetable?"),
        ("{timeout:", "{slack: 1, timeout:", "line 18, publishing.slack: unknown key; the keys here are timeout, retry, late, spacing, blackouts, workers, preflight"),
        ("    page_id: 123\n", "", "line 7, channels.facebook.page_id: is missing"),
        ("page_id: 123", "page_id:", "line 9, channels.facebook.page_id: has no value; write one, or remove the line"),
        ("page_id: 123", "page_id: diskominfo", "line 9, channels.facebook.page_id: is the number of the account, digits only"),
        ("page_id: 123", "page_id: [1]", "line 9, channels.facebook.page_id: must be a text"),
        ("page_id: 123", "page_id: 123\n    page_id: 9", "line 10, channels.facebook.page_id: the same key is in line 9 already"),
        ("platform: facebook", "platform: facebok", "line 8, channels.facebook.platform: 'facebok' is none of facebook, x, instagram; did you mean facebook?"),
        ("    platform: facebook\n", "", "line 7, channels.facebook.platform: is missing"),
        ("  x: {platform: x, access_token: x-token}", "  x:", "line 11, channels.x: has no value; write one, or remove the line"),
        ("  x:", "  X 2:", "line 11, channels.X…: the name of a channel is short: small letters, digits, - and _"),
        ("x-token}", "x-token, consumer_key: k}", "line 11, channels.x: consumer_secret and access_token_secret must stand beside the other keys; only access_token, a user token of OAuth 2.0, can stand alone"),
        ("access_token: x-token", "access_token:x-token", "line 11, channels.x.access_token…: unknown key, did you mean access_token?"),
        ("access_token: x-token", "access_token x-token", "line 11, channels.x.access_token…: unknown key, did you mean access_token?"),
        ("x-token}", "x-token, limit: 30000}", "line 11, channels.x.limit: must be at most 25000"),
        ("x-token}", "x-token, api_url: 'http://api.x.com'}", "line 11, channels.x.api_url: must start with https://, or the token could be read on the way"),
        ("x-token}", "x-token, settle: {reads: 0}}", "line 11, channels.x.settle.reads: must be at least 1"),
        ("x-token}", "x-token, settle: {reads: two}}", "line 11, channels.x.settle.reads: must be a whole number"),
        ("x-token}", "x-token, overflow: threads}", "line 11, channels.x.overflow: 'threads' is none of shorten, thread; did you mean thread?"),
        ("x-token}", "x-token, links: no}", "line 11, channels.x.links: is none of keep, drop, reply"),
        ("x-token}", "x-token}\n  x2: {platform: x, access_token: x-token}", "line 12, channels.x2.access_token: is the account of the channel x; each post would go out twice"),
        ("page: facebook", "page: facebok", "line 16, channels.instagram.images.page: no facebook channel is called 'facebok'; did you mean facebook?"),
        ("page: facebook", "page: x", "line 16, channels.instagram.images.page: no facebook channel is called 'x'; there is facebook"),
        ("host: facebook, page: facebook", "host: url, base: https://example.go.id", "line 16, channels.instagram.images.folder: is missing"),
        ("host: facebook, page", "host: facebook, pge", "line 16, channels.instagram.images.pge: unknown key, did you mean page?"),
        ("kind: badan", "kind: badann", "line 4, sources[0].kind: 'badann' is none of badan, dinas, sekretariat, inspektorat, rumah-sakit, bagian, kecamatan, kelurahan, desa, lainnya; did you mean badan?"),
        ("code: DLH", "code: bpbd", "line 5, sources[1].code: 'bpbd' means sources[0] already"),
        ("kind: dinas", "kind: dinas, aliases: [PUSDALOPS]", "line 5, sources[1].aliases[0]: 'PUSDALOPS' means sources[0] already"),
        ("kind: dinas", "kind: dinas, active: mungkin", "line 5, sources[1].active: must be true or false"),
        ("code: DLH", "code: Lingkungan Hidup", "line 5, sources[1].code: a code is short and has no spaces: letters, digits, dots, - and _"),
        ("Asia/Makassar", "WITA", "line 1, timezone: there is no time zone 'WITA'; did you mean Asia/Makassar?"),
        ("Asia/Makassar", "GMT+8", "line 1, timezone: there is no time zone 'GMT+8'; did you mean Asia/Makassar?"),
        ("Asia/Makassar", "asia/makasar", "line 1, timezone: there is no time zone 'asia/makasar'; did you mean Asia/Makassar?"),
        ("Asia/Makassar", "Borneo", "line 1, timezone: there is no time zone 'Borneo'; in Indonesia there are Asia/Jakarta (WIB), Asia/Pontianak (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)"),
        ("[mon-fri 07:00]", "[mon-fir 07:00]", 'line 17, timetable[0]: "mon-fir 07:00": "fir" is not a day; did you mean "fri"? (right is: mon-fri 07:00 11:00)'),
        ("[mon-fri 07:00]", "mon-fri 07:00", "line 17, timetable: must be a list, in [brackets] or with a dash before each entry"),
        ("[mon-fri 07:00]", "[]", "line 17, timetable: a timetable needs a line, for example: mon-fri 07:00 11:00"),
        ("timeout: 30s", "timeout: 30", 'line 18, publishing.timeout: "30" is not a duration; write days, hours, minutes and seconds in this order, for example 14d, 2h, 1h30m or 45s'),
        ("timeout: 30s", "timeout: 0s", "line 18, publishing.timeout: must be longer than nothing, for example 30s"),
        ("timeout: 30s", "retry: {first: 2h}", "line 18, publishing.retry: longest must not be shorter than first"),
        ("timeout: 30s", "late: {then: wait}", "line 18, publishing.late.then: is none of hold, next-slot, expire"),
        ("timeout: 30s", "preflight: 5m", "line 18, publishing.preflight: is from 30m to 24h, or off"),
        ("timeout: 30s", "blackouts: [daily 22:00]", 'line 18, publishing.blackouts[0]: "daily 22:00": "22:00" needs a start and an end joined with a dash (right is: daily 22:00-05:30, or sun 00:00-24:00, or 2026-12-24..2026-12-26)'),
        ("publishing: {timeout: 30s}", "publishing: 30s", "line 18, publishing: must be a group of keys, each in a line of its own and indented"),
        ("publishing:", "database: mysql://x\npublishing:", "line 18, database: is sqlite:///FILE, or postgresql+psycopg://USER:PASSWORD@HOST/NAME for a server"),
        ("publishing:", "language: jv\npublishing:", "line 18, language: is none of id, en"),
        ("publishing:", "staff: [{login: budi, name: Humas, roles: [editr]}]\npublishing:", "line 18, staff[0].roles[0]: 'editr' is none of officer, editor, approver, operator; did you mean editor?"),
        ("publishing:", "staff: [{login: a, name: A, roles: [editor]}, {login: a, name: B, roles: [editor]}]\npublishing:", "line 18, staff[1].login: 'a' is staff[0] already"),
        ("publishing:", "alerts: {to: [a@example.go.id]}\npublishing:", "line 18, alerts: needs the section email, or no mail can be sent"),
        ("publishing:", "email: {host: mail.example, from: nobody}\npublishing:", "line 18, email.from: 'nobody' is not an e-mail address"),
        ("publishing:", 'email: {host: mail.example, from: "A <a@b.id>\\nBcc: c@d.id"}\npublishing:', "line 18, email.from: must be one line of text"),
        ("publishing:", "email: {host: mail.example, security: none, username: u, password: p, from: a@b.id}\npublishing:", "line 18, email: security: none would send the password for everyone to read; use starttls or tls"),
        ("publishing:", "email: {host: mail.example, from: a@b.id, port: 70000}\npublishing:", "line 18, email.port: must be at most 65535"),
        ("publishing:", "email: {host: mail.example, from: a@b.id}\nreport: {send: daily 08:00, to: [a@b.id]}\npublishing:", "line 19, report.send: takes one day and one time, for example mon 08:00"),
        ("publishing:", "email: {host: mail.example, from: a@b.id}\nreport: {to: []}\npublishing:", "line 19, report.to: needs at least one entry"),
        ("page-token\n", "&page-token\n", "line 10, channels.facebook.access_token: a text that starts with &, * or ! must stand in quotes"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_its_path_and_what_to_do(
    tmp_path: Path, right: str, wrong: str, mistake: str
) -> None:
    assert right in TEXT

    assert mistakes_in(tmp_path, TEXT.replace(right, wrong, 1))[0] == mistake


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "is empty; `crossposter init` in an empty folder writes a complete one"),
        ("# all\n", "is empty; `crossposter init` in an empty folder writes a complete one"),
        ("- a\n", "has no keys; `crossposter init` in an empty folder writes a complete one"),
        ("a: b: c\n", 'line 1: a text with ": " in it must stand in quotes'),
        ("a: 1\n\tb: 2\n", "line 2: indent with spaces, not tabs, and quote a text that starts with @ or %"),
        ('a: 1\nb: "open\n', "line 2: a quote that opens here is never closed"),
        ("a: 1\nb: [1, 2\n", "line 2: a bracket that opens here is never closed, or misses a comma"),
        ("a: 1\n  b: 2\n", 'line 2: a text with ": " in it must stand in quotes'),
        ("a:\n    b: 2\n  c: 3\n", "line 3: the indentation does not fit the lines above"),
        ("a: 1\nbc\nd: 1\n", 'line 2: this is no "key: value"; mind the space'),
        ("a: {{ token }}\n", "line 1: a text that starts with { or [ must stand in quotes"),
        ("a: \x00\n", "there is a character in it that no text has"),
        ("a: " + "[" * 40 + "]" * 40, "line 1: one thing is inside another too many times"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_a_file_that_is_no_yaml_is_told_in_words_of_the_office(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    mistake: str,
    loader: type,
) -> None:
    monkeypatch.setattr("crossposter.config.yaml_document._LOADER", loader)

    assert mistakes_in(tmp_path, text) == [mistake]


def test_a_second_document_is_a_mistake(tmp_path: Path) -> None:
    mistakes = mistakes_in(tmp_path, f"{TEXT}---\na: 1\n")

    assert mistakes == ["line 19: a second document starts here; remove the ---"]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        TEXT.replace("page_id", "page_idd")
        .replace("mon-fri 07:00", "mon-fri 7, someday 08:00")
        .replace("30s", "soon")
        .replace("x-token", "${X_TOKEN}")
        .replace("page: facebook", "page: fesbuk")
        .replace("code: DLH", "code: BPBD")
    )

    file = tmp_path / "config.yaml"
    file.write_text(text)

    with pytest.raises(BadInput) as caught:
        load(file, {})

    assert str(caught.value).startswith("config.yaml has 7 mistakes:\n  line 5, ")
    lines = re.findall(r"\n  line (\d+),", str(caught.value))
    assert lines == ["5", "9", "11", "16", "17", "17", "18"]


def test_a_single_mistake_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(TEXT.replace("page_id", "page"))

    with pytest.raises(
        BadInput,
        match=r"^config.yaml, line 9, channels.facebook.page: unknown key, did you mean page_id\?$",
    ):
        load(file, {})


def test_a_missing_file_leads_to_init(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"

    with pytest.raises(ConfigError) as caught:
        load(file, {})

    assert str(caught.value) == (
        f"{file}: there is no such file; `crossposter init` writes one, "
        "and --config names another"
    )


def test_a_folder_in_place_of_the_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r": cannot be read: Is a directory$"):
        load(tmp_path, {})


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_bytes(TEXT.encode() + "\n# Jum\u2019at".encode("cp1252"))

    with pytest.raises(ConfigError, match=r"line 20: .* save the file as UTF-8"):
        load(file, {})


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    at=st.integers(0, len(FUZZED)),
    cut=st.integers(0, 12),
    put=st.text("{}[]:#&*!$%@\"'-,|>?~ \n\tab0", max_size=6),
)
def test_whatever_is_typed_the_answer_is_a_config_or_its_mistakes(
    tmp_path: Path, at: int, cut: int, put: str
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(FUZZED[:at] + put + FUZZED[at + cut :], encoding="utf-8")

    told = mistakes_or_nothing(file)

    assert not any(LONG_TOKEN[5:30] in mistake for mistake in told)
    assert all(told)
