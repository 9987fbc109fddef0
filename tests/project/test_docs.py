"""The documents say what is so: commands, keys, words, tree and diagram."""

import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
import typer.main
from pydantic import BaseModel

from crossposter.cli import COMMANDS, app
from crossposter.config import schema
from crossposter.config.channels import Channel, FacebookImages, UrlImages
from crossposter.database.models import AnnouncementStatus, DeliveryStatus
from crossposter.database.models.delivery_states import MOVES
from tests.support.checkout import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STARTER = (ROOT / "config.yaml").read_text(encoding="utf-8")
SET_UP = "python3 -m venv .venv && .venv/bin/pip install "
_NOT_IN_CODE = {"operator", "confirm"}  # a role, and what `find` and settling do


def _code_blocks(text: str) -> list[str]:
    return re.findall(r"^ *```sh\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)


def _commands() -> list[list[str]]:
    """Every call of crossposter in the README, in blocks and in the running text."""
    lines = [
        part.strip()
        for block in _code_blocks(README)
        for line in block.splitlines()
        for part in line.split("&&")
    ]
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    lines += re.findall(r"`(crossposter [^`]+)`", prose)
    known = [_without_sudo(shlex.split(line)) for line in dict.fromkeys(lines)]
    return [each[1:] for each in known if Path(each[0]).name == "crossposter"]


def _without_sudo(words: list[str]) -> list[str]:
    if words[:2] == ["sudo", "-u"]:
        return words[3:]
    return words[1:] if words[0] == "sudo" else words


def _command(name: str) -> Any:
    group = typer.main.get_group(
        import_module(f"crossposter.cli.{COMMANDS[name][0]}").app
    )
    return group.commands[name]


def _options(command: Any) -> set[str]:
    given = {
        option for it in command.params for option in (*it.opts, *it.secondary_opts)
    }
    return given | {"--help"}


@pytest.mark.parametrize("words", _commands(), ids=" ".join)
def test_every_command_in_the_readme_can_be_typed(words: list[str]) -> None:
    root = _options(typer.main.get_command(app))
    while words[0].startswith("--"):
        assert words[0] in root
        words = words[2:]
    if words[0] == "COMMAND":
        return
    command = _command(words[0])
    for word in words[1:]:
        assert not word.startswith("--") or word in _options(command)
    if "ID" not in " ".join(words) and "--help" not in words:
        command.make_context(words[0], [w.replace("DELIVERY", "1") for w in words[1:]])


def test_the_readme_has_exactly_two_commands_to_set_up() -> None:
    first_lines = [block.splitlines()[0] for block in _code_blocks(README)]

    assert [line for line in first_lines if "-m venv" in line] == [
        f"{SET_UP}. && .venv/bin/crossposter demo",
        f"{SET_UP}-e '.[test]' && .venv/bin/pytest",
    ]


def test_the_readme_has_a_line_for_every_command_with_options_that_exist() -> None:
    section = README.split("## Every command")[1].split("###")[0]
    rows = dict(re.findall(r"^\| `(\w+)([^`]*)` \|", section, re.MULTILINE))

    assert list(rows) == list(COMMANDS)
    for verb, rest in rows.items():
        assert set(re.findall(r"--[\w-]+", rest)) <= _options(_command(verb))


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_help_of_all_says_what_the_help_of_a_verb_begins_with(verb: str) -> None:
    said = COMMANDS[verb][1].rstrip(".")
    own = " ".join((_command(verb).help or "").split("\n\n")[0].split())

    assert own.startswith(said), own


def _models(model: Any) -> list[type[BaseModel]]:
    """A section of the configuration and all the sections under it."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        below = [it.annotation for it in model.model_fields.values()]
        return [model, *(found for it in below for found in _models(it))]
    return [found for it in get_args(model) for found in _models(it)]


def _config_keys() -> set[str]:
    sections = [schema.Config, FacebookImages, UrlImages]
    models = [found for it in (*sections, Channel) for found in _models(it)]
    return {
        field.alias or name
        for model in models
        for name, field in model.model_fields.items()
    }


@pytest.mark.parametrize("key", sorted(_config_keys()))
def test_every_key_of_the_configuration_is_shown_in_the_starter(key: str) -> None:
    assert re.search(rf"(^|[\s{{#]){key}:", STARTER, re.MULTILINE)


def _glossary() -> list[str]:
    table = CONTRIBUTING.split("## Words")[1].split("## ")[0]
    words: list[str] = re.findall(r"^\| (\w+) \|", table, re.MULTILINE)
    return words[1:]


@pytest.mark.parametrize("word", sorted(set(_glossary()) - _NOT_IN_CODE))
def test_every_word_of_the_glossary_is_a_name_in_the_code(word: str) -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "crossposter").rglob("*.py")
    )

    assert re.search(rf"\b(class|def|\w+:|import) ?\w*{word}", code, re.IGNORECASE)


def test_the_tree_in_contributing_is_the_real_one() -> None:
    tree = CONTRIBUTING.split("```\ncrossposter/\n")[1].split("```")[0]
    told = re.findall(r"^  ([\w./]+?)/? ", tree, re.MULTILINE)
    real = {
        path.name
        for path in (ROOT / "crossposter").iterdir()
        if path.name not in {"__init__.py", "__pycache__", "py.typed"}
    }
    beside = [line.split() for line in tree.splitlines() if line[:1] != " "]

    assert sorted(told) == sorted(real)
    for name in ["templates/", "config.yaml", *beside[-1]]:
        assert (ROOT / name).exists(), name


def test_the_diagram_shows_exactly_the_moves_of_a_delivery() -> None:
    drawn = re.findall(r"^    (\w+) --> (\w+)$", CONTRIBUTING, re.MULTILINE)
    allowed = [(a.value, b.value) for a, targets in MOVES.items() for b in targets]

    assert sorted(drawn) == sorted(allowed)


def test_every_status_is_named_in_the_readme() -> None:
    section = README.split("### `--json`")[1].split("## ")[0]

    for status in (*AnnouncementStatus, *DeliveryStatus):
        assert f"`{status.value}`" in section


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_inside_the_project_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).is_file(), target
    for anchor in re.findall(r"\]\(#([^)]+)\)", text):
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        assert anchor in {heading.lower().replace(" ", "-") for heading in headings}
