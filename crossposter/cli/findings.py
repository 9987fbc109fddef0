"""Findings of checks, printed for people and for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crossposter.announcements.checks import Finding, Level
from crossposter.cli.output import say, tell

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crossposter.monitoring.health.preflight import PreflightResult


def values(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """JSON values of findings, with stable keys."""
    return [
        {"rule": each.rule, "level": each.level.value, "sentence": each.sentence}
        for each in found
    ]


def of_trials(trials: "Sequence[PreflightResult]", zone: "ZoneInfo") -> list[Finding]:
    """Findings of preflights of coming posts; an outage may be over by then."""
    return [
        Finding(
            rule="preflight",
            level=Level.WARNING if fault.kind == "unreachable" else Level.ERROR,
            sentence=f"{_post(each, zone)}: {fault.sentence}",
        )
        for each in trials
        for fault in each.faults
    ]


def say_ready(trials: "Sequence[PreflightResult]", zone: "ZoneInfo") -> None:
    """Print the posts that are ready."""
    for each in trials:
        if not each.faults:
            say(f"{_post(each, zone)}: ready")


def _post(trial: "PreflightResult", zone: "ZoneInfo") -> str:
    from crossposter.scheduling.times import show_moment

    due = show_moment(trial.delivery.due_at, zone)
    return f"{trial.delivery.channel}, due {due}"


def say_all(found: Sequence[Finding]) -> None:
    """Print errors before warnings, each with the name that switches its check off."""
    for each in sorted(found, key=lambda it: it.level is not Level.ERROR):
        colour = "red" if each.level is Level.ERROR else "yellow"
        tell(
            (f"{each.level.value}: ", colour), each.sentence, (f"  {each.rule}", "dim")
        )


def say_warnings(found: Sequence[Finding]) -> None:
    """Print warnings: they did not stop an announcement but should be checked."""
    for each in found:
        tell((f"! {each.sentence}", "yellow"), (f"  {each.rule}", "dim"))
