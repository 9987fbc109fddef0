"""CONTRIBUTING leads to the right place: every path it names is there."""

import re

import pytest

from tests.project.house import PACKAGE, TESTS, top_entries
from tests.support.checkout import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PLATFORMS = ("facebook", "instagram", "x")
_OF_AN_OFFICE = {"approved/"}  # beside an office's config.yaml, and in no checkout
_EXAMPLES = {"room/module.py", "tests/room/test_module.py"}
_ANSWERS = {
    "Where is X's character limit?": r"limit=280",
    "What happens when an answer is lost?": r"def settle",
    "Who writes the weekly mail?": r"class \w*(Report|Weekly)",
    "Where would a new check go?": r"Rule\(|RULES",
    "What does the sandbox share with the publishers?": r"shares no mistake",
}


def _paths() -> list[str]:
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
    quoted = re.findall(r"`([\w.<>/-]+)`", prose)
    return sorted(
        {each for each in quoted if "/" in each or re.search(r"\.(py|md|yaml)$", each)}
        - _OF_AN_OFFICE
        - _EXAMPLES
    )


def _spelled_out(path: str) -> list[str]:
    """`<name>` stands for each platform, any other blank for whatever is there."""
    named = [path.replace("<name>", each) for each in PLATFORMS]
    return sorted({re.sub(r"<\w+>", "*", each) for each in named})


def _is_there(path: str) -> bool:
    """From the top, from the package, or by a name of its own in one of the rooms."""
    pattern = path.rstrip("/")
    places = [ROOT.glob(pattern), PACKAGE.glob(pattern)]
    if "/" not in pattern:
        places += [PACKAGE.rglob(pattern), TESTS.rglob(pattern)]
    return any(any(found) for found in places)


@pytest.mark.parametrize("path", _paths())
def test_every_path_is_there(path: str) -> None:
    for each in _spelled_out(path):
        assert _is_there(each), each


def test_a_path_that_is_gone_would_be_noticed() -> None:
    assert len(_paths()) > 40
    assert not _is_there("publishing/settling.py")
    assert not all(map(_is_there, _spelled_out("platforms/<name>/listing.py")))


def _drawn() -> list[str]:
    """Paths of the picture, each below the room its column belongs to."""
    picture = TEXT.split("The way of an announcement")[1].split("```\n")[1]
    head, ruler, *rows = picture.splitlines()
    columns = [match.span() for match in re.finditer(r"-+", ruler)]
    ends = [*(start for start, _ in columns[1:]), None]
    return sorted(
        {
            f"{head[start:end].strip()}/{name}"
            for (start, _), end in zip(columns, ends, strict=True)
            for row in rows
            for name in re.findall(r"[\w<>/]+(?:\.py|/)", row[start:end])
        }
    )


@pytest.mark.parametrize("path", _drawn())
def test_every_file_of_the_picture_is_there(path: str) -> None:
    for each in _spelled_out(path):
        assert _is_there(each) or any(
            PACKAGE.glob(each.replace("/", "/*/", 1).rstrip("/"))
        ), each


def _questions() -> dict[str, tuple[str, list[str]]]:
    """A newcomer's questions: the room, and the files."""
    rows = re.findall(
        r"^\| ([A-Z][^|]+\?) \| `([^`]+)` \| (.+) \|$", TEXT, re.MULTILINE
    )
    return {asked: (room, re.findall(r"`([^`]+)`", rest)) for asked, room, rest in rows}


@pytest.mark.parametrize("question", _ANSWERS)
def test_a_question_is_answered_two_steps_from_the_tree(question: str) -> None:
    room, files = _questions()[question]

    assert room.rstrip("/") in top_entries()
    assert any(file.startswith(room) for file in files)
    found = [
        next(at for at in (ROOT / it, PACKAGE / it) if at.is_file()) for it in files
    ]
    told = "\n".join(each.read_text(encoding="utf-8") for each in found)
    assert re.search(_ANSWERS[question], told)


def test_there_is_an_answer_for_every_question_that_is_asked() -> None:
    assert list(_questions()) == list(_ANSWERS)
