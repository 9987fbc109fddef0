"""What the checks found, as people and programs read it."""

from collections.abc import Sequence
from typing import Any

from crossposter.checks import Finding, Level
from crossposter.cli.output import say


def values(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Plain values with stable keys."""
    return [
        {"rule": each.rule, "level": each.level.value, "sentence": each.sentence}
        for each in found
    ]


def say_all(found: Sequence[Finding]) -> None:
    """Errors before warnings, each with the name by which it is switched off."""
    for each in sorted(found, key=lambda it: it.level is not Level.ERROR):
        colour = "red" if each.level is Level.ERROR else "yellow"
        say((f"{each.level.value}: ", colour), each.sentence, (f"  {each.rule}", "dim"))


def say_warnings(found: Sequence[Finding]) -> None:
    """What did not stop an announcement and is worth a look."""
    for each in found:
        say((f"! {each.sentence}", "yellow"), (f"  {each.rule}", "dim"))
