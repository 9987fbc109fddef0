"""Help: at once, plain, complete."""

import subprocess
import sys

import pytest

from crossposter import cli
from crossposter.__main__ import run
from tests.support.checkout import ROOT

HEAVY = {"sqlalchemy", "requests", "tweepy", "twitter_text", "jinja2", "PIL", "uvicorn"}


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "--help")

    assert all(f"\n  {verb} " in shown for verb in cli.COMMANDS)
    assert shown == told(capsys, "-h")


@pytest.mark.parametrize("verb", cli.COMMANDS)
def test_every_verb_explains_itself(
    capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    shown = told(capsys, verb, "--help")

    assert shown.startswith(f"Usage: crossposter {verb}")
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= 80
    options = [line for line in shown.splitlines() if line.startswith("  --")]
    assert all(len(line.split()) > 2 for line in options), "an option unexplained"


def test_the_program_alone_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Commands:" in "".join(capsys.readouterr())


def test_an_unknown_verb_suggests(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["widthraw", "1"]) == 2
    assert "Did you mean 'withdraw'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (["add", "--source", "BPBD"], "--title"),
        (["add", "--title", "Siaga"], "--source"),
        (["reject", "1"], "--reason"),
        (["show"], "ID"),
        (["resolve", "--not-posted"], "DELIVERY"),
    ],
)
def test_a_missing_option_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str], missing: str
) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"Missing {'option' if missing[0] == '-' else 'argument'} '{missing}" in err


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (
            ["add"],
            ["option '--title'", "option '--source'", "'--body' or '--body-file'"],
        ),
        (["add", "--body", "B"], ["option '--title'", "option '--source'"]),
        (["add", "--title", "A"], ["option '--source'", "'--body' or '--body-file'"]),
        (["reject"], ["argument 'ID'", "option '--reason'"]),
    ],
)
def test_everything_missing_is_told_at_once(
    capsys: pytest.CaptureFixture[str], arguments: list[str], missing: list[str]
) -> None:
    assert run(arguments) == 2

    told = capsys.readouterr().err.splitlines()[-1]
    assert all(each in told for each in missing)
    assert told.count("option") + told.count("argument") == len(missing)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "satu"], "'satu' must be a whole number"),
        (["show", "1.5"], "'1.5' must be a whole number"),
        (["show", ""], "'' must be a whole number"),
        (["show", "9" * 5000], "must be a whole number, and a much smaller one"),
        (["show", "99999999999"], "no number is larger than 2,147,483,647"),
        (["retry", "x" * 300], "must be a whole number"),
        (["sandbox", "--port", "0"], "'0' must be at least 1"),
        (["sandbox", "--port", "65536"], "'65536' must be at most 65535"),
    ],
)
def test_a_wrong_value_is_told_in_our_words(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(arguments) == 2

    told = capsys.readouterr().err.splitlines()[-1]
    assert words in told
    assert len(told) < 200
    assert "nput" not in told


@pytest.mark.parametrize(
    "arguments",
    [["t" * 300], ["show", "1", *["kata"] * 300], ["show", "--" + "x" * 300]],
)
def test_what_was_typed_comes_back_shortened(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == 2

    assert max(map(len, capsys.readouterr().err.splitlines())) < 200


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--version").startswith("crossposter 0.")


@pytest.mark.parametrize("arguments", [["--help"], ["add", "--help"], ["run", "-h"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from crossposter.__main__ import run; run(sys.argv[1:]);"
        "print('\\n', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    ).stdout

    loaded = set(shown.splitlines()[-1].split())
    assert "typer" in loaded
    assert not loaded & HEAVY
