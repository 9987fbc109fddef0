"""A file becomes a configuration, or every mistake with its line."""

from pathlib import Path

import pytest

from crossposter.config import ConfigError, find_config, load

RIGHT = """\
timezone: Asia/Makassar
office: {name: Pemkab}
sources: [{code: BPBD, name: Badan, kind: badan}]
channels: {x: {platform: x, access_token: "${TOKEN}"}}
timetable: [mon-fri 07:00]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def mistakes(file: Path, text: str | bytes) -> list[str]:
    content = text if isinstance(text, bytes) else text.encode()
    file.write_bytes(content)
    with pytest.raises(ConfigError) as refused:
        load(file, {"TOKEN": "rahasia"})
    return refused.value.mistakes


def test_a_right_file_is_a_configuration_with_or_without_a_mark(file: Path) -> None:
    for begin in (b"", b"\xef\xbb\xbf"):
        file.write_bytes(begin + RIGHT.encode())
        assert load(file, {"TOKEN": "rahasia"}).office.name == "Pemkab"


def test_mistakes_of_every_kind_come_at_once_in_the_order_of_lines(file: Path) -> None:
    text = RIGHT.replace("Asia/Makassar", "WITA").replace("TOKEN", "LUPA")
    text = text.replace("07:00", "7").replace("kind: badan", "kind: badann")

    found = mistakes(file, text)

    assert [each.partition(",")[0] for each in found] == [
        "line 1",
        "line 3",
        "line 4",
        "line 5",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty; `crossposter init`"),
        ("teks saja", "has no keys"),
        (b"a: 1\nb: \xff", "line 2: has letters in another encoding"),
        ("a: [1", "never closed"),
    ],
)
def test_a_file_without_keys_leads_to_one_with_them(
    file: Path, content: str | bytes, words: str
) -> None:
    assert words in mistakes(file, content)[0]


def test_a_value_of_a_variable_is_in_no_mistake(file: Path) -> None:
    found = mistakes(file, RIGHT.replace("Asia/Makassar", '"${TOKEN}"'))

    assert found
    assert "rahasia" not in str(found)


def test_the_option_comes_before_the_environment() -> None:
    environ = {"CROSSPOSTER_CONFIG": "b.yaml"}

    assert find_config(Path("a.yaml"), environ) == Path("a.yaml")
    assert find_config(None, environ) == Path("b.yaml")
    assert find_config(None, {"CROSSPOSTER_CONFIG": ""}) == Path("config.yaml")
