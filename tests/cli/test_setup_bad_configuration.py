"""A configuration or template that cannot work is told before anything happens."""

from pathlib import Path

import pytest

from tests.support.desk import Desk

BROKEN = "{{ announcement.titel }}\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("spacing: 0s", "spcing: 0s", ["line 27", "spcing", "did you mean spacing?"]),
        (
            "${FACEBOOK_PAGE_TOKEN}\n    api",
            "${FB}\n    api",
            ["FB is not set", ".env"],
        ),
        ("[daily 07:00 11:00", "[dayly 07:00 11:00", ["timetable", "dayly"]),
        ("[daily 22:00-05:30]", "[daily 22:00]", ["publishing.blackouts"]),
        ("Asia/Makassar", "Asia/Makasar", ["timezone", "Asia/Makassar"]),
    ],
)
def test_a_mistake_is_told_with_its_line_by_every_verb(
    monday: Desk, old: str, new: str, words: list[str]
) -> None:
    monday.configure(old, new)

    for verb in (["check"], ["list"], ["run", "--once"], ["status", "--json"]):
        sentences = monday(*verb)
        assert sentences.code == 1
        assert sentences.out == ""
        assert sentences.err.startswith("crossposter: config.yaml")
        assert all(word in sentences.err for word in words), sentences.err


def test_all_mistakes_are_told_at_once(monday: Desk) -> None:
    monday.configure("spacing: 0s", "spcing: 0s")
    monday.configure("Asia/Makassar", "Mars/Base")

    told = monday("check")

    assert told.code == 1
    assert "config.yaml has 2 mistakes:" in told.err


def test_a_missing_configuration_leads_to_init(monday: Desk) -> None:
    (monday.folder / "config.yaml").unlink()

    sentence = monday.refused("list")

    assert "config.yaml: there is no such file" in sentence
    assert "crossposter init" in sentence
    assert "--config" in sentence


def test_a_folder_is_no_configuration(monday: Desk) -> None:
    sentence = monday.refused("--config", "media", "list")

    assert sentence == "media: cannot be read: Is a directory"


def test_the_option_comes_before_the_variable_and_the_variable_before_the_folder(
    monday: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CROSSPOSTER_CONFIG", str(tmp_path / "variable.yaml"))

    assert "variable.yaml" in monday.refused("list")
    assert "option.yaml" in monday.refused("--config", "option.yaml", "list")
    monkeypatch.setenv("CROSSPOSTER_CONFIG", "")
    monday.done("list")


def test_paths_in_the_configuration_are_relative_to_it(
    monday: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = monday.added()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    answer = monday.done("--config", "../config.yaml", "show", str(key), "--json")

    assert answer.values["images"][0]["file"] == "posko.jpg"


@pytest.fixture
def broken_template(monday: Desk) -> Path:
    path = monday.folder / "templates" / "x" / "default.j2"
    path.parent.mkdir(parents=True)
    path.write_text("Kabar\n" + BROKEN, encoding="utf-8")
    return path


@pytest.mark.parametrize("verb", ["preview", "submit"])
def test_a_broken_template_is_told_with_file_and_line(
    monday: Desk, broken_template: Path, verb: str
) -> None:
    sentence = monday.refused(verb, str(monday.added()))

    assert f"{broken_template}, line 2" in sentence
    assert "did you mean 'title'?" in sentence


def test_check_tries_every_template(monday: Desk, broken_template: Path) -> None:
    assert f"{broken_template}, line 2" in monday.refused("check")

    broken_template.write_text("{{ body", encoding="utf-8")
    assert f"{broken_template}, line 1" in monday.refused("check")


def test_a_template_that_broke_after_submission_stops_the_approval(
    monday: Desk,
) -> None:
    key = monday.submitted()
    path = monday.folder / "templates" / "x" / "default.j2"
    path.parent.mkdir(parents=True)
    path.write_text(BROKEN, encoding="utf-8")

    assert f"{path}, line 1" in monday.refused("approve", str(key))

    path.unlink()
    monday.done("approve", str(key))


def test_two_channels_of_a_platform_are_both_tried(monday: Desk) -> None:
    premium = """\
  premium: {platform: x, consumer_key: a, consumer_secret: b, access_token: c,
    access_token_secret: d, limit: 4000}
timetable:"""
    monday.configure("timetable:", premium)
    path = monday.folder / "templates" / "x" / "layanan.j2"
    path.parent.mkdir(parents=True)
    path.write_text("{{ body }}\n" + "Pengumuman penting! " * 20, encoding="utf-8")

    sentence = monday.refused("check")

    assert "280" in sentence
    assert "4,000" not in sentence
