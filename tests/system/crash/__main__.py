"""`python -m tests.system.crash`: all that was promised about crashes, tried and counted.

Prints a table in Markdown, and one of the honest limit; ends with 1 when a promise was
broken. What it plays depends on nothing but the seed, up to the moments at which
processes are killed.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import SystemRandom

import structlog
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

from tests.system.crash import grid, kills, limits, thread_grid, threads
from tests.system.crash.mutants import MUTANTS
from tests.system.crash.running import hunt, simulate
from tests.system.crash.verdict import Tally

COLUMNS = (
    "",
    "played",
    "deliveries",
    "crashes",
    "kills",
    "launches",
    "duplicates",
    "losses",
    "wrong ids",
    "other harm",
)

Row = tuple[str | int, ...]
Part = tuple[Row, list[str]]  #: a row of the table, and what was broken
Step = Callable[[], None]


def main() -> int:
    """0 when every promise was kept."""
    wanted = _arguments()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL)
    )
    parts = [
        _simulation(wanted),
        _threads(wanted),
        _grid(),
        _thread_grid(),
        _kills(wanted),
        _mutants(),
    ]
    _print(*_table(COLUMNS, [row for row, _ in parts]), "")
    _print(*_table(limits.HEADER, _limits(wanted)), "", f"Again: {_again(wanted)}")
    broken = [sentence for _, wrong in parts for sentence in wrong]
    sys.stderr.writelines(f"{sentence}\n" for sentence in broken)
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.system.crash", description=__doc__
    )
    parser.add_argument("--seeds", type=int, default=1000, help="of the simulation")
    parser.add_argument("--rounds", type=int, default=30, help="of the kill -9 loop")
    parser.add_argument("--seed", type=int, help="the first one; else a random one")
    wanted = parser.parse_args()
    if wanted.seed is None:
        wanted.seed = SystemRandom().randrange(1_000_000)
    return wanted


def _again(wanted: argparse.Namespace) -> str:
    numbers = f"--seeds {wanted.seeds} --rounds {wanted.rounds} --seed {wanted.seed}"
    return f"python -m tests.system.crash {numbers}"


def _simulation(wanted: argparse.Namespace) -> Part:
    seeds = range(wanted.seed, wanted.seed + wanted.seeds)
    with _progress("simulated days", wanted.seeds) as step:
        found = simulate(seeds, workers=os.cpu_count() or 1, progress=lambda _: step())
    return (
        "simulation, one office a seed",
        f"{found.seeds} seeds",
        found.deliveries,
        found.crashes,
        0,
        0,
        found.duplicates,
        found.losses,
        found.wrong_ids,
        found.others,
    ), found.findings


def _threads(wanted: argparse.Namespace) -> Part:
    """Posts of two to five parts, each of which is to become public once."""
    seeds = range(wanted.seed, wanted.seed + max(wanted.seeds // 10, 1))
    with _progress("days of threads", len(seeds)) as step:
        found = threads.many(seeds, progress=step)
    return (
        "threads on X, one office a seed",
        f"{found.seeds} seeds, {found.commits:,} commits",
        found.deliveries,
        found.crashes,
        0,
        0,
        found.duplicates,
        found.losses,
        found.wrong_ids,
        found.others,
    ), found.findings


def _thread_grid() -> Part:
    chosen = thread_grid.cells()
    with _progress("crash points × faults in a thread", len(chosen)) as step:
        found = thread_grid.play(chosen, progress=step)
    harm = len(found.wrong)
    return (
        "every crash point × fault in the middle of a thread",
        f"{found.cells} cells",
        found.cells,
        found.crashes,
        *(0, 0, 0, 0, 0),
        harm,
    ), found.wrong


def _grid() -> Part:
    chosen = grid.cells()
    with _progress("crash points × faults × platforms", len(chosen)) as step:
        found = grid.played(chosen, progress=step)
    return (
        "every crash point × fault × platform",
        f"{found.cells} cells",
        found.audit.deliveries,
        found.crashes,
        0,
        0,
        found.audit.duplicates,
        found.audit.losses,
        found.audit.wrong_ids,
        found.audit.altered,
    ), found.wrong


def _kills(wanted: argparse.Namespace) -> Part:
    with _progress("rounds of kill -9", wanted.rounds) as step:
        found = kills.loop(wanted.seed, wanted.rounds, progress=step)
    return (
        "kill -9 of real processes",
        f"{found.rounds} rounds",
        found.audit.deliveries,
        0,
        found.kills,
        found.launches,
        found.audit.duplicates,
        found.audit.losses,
        found.audit.wrong_ids,
        found.audit.altered,
    ), list(found.wrong)


def _mutants() -> Part:
    """Each broken safeguard must do harm that is noticed."""
    with _progress("broken safeguards", len(MUTANTS)) as step:
        found = {name: _hunted(name, step) for name in MUTANTS}
    missed = [name for name, tally in found.items() if tally.clean]
    caught = f"{len(found) - len(missed)} of {len(found)} noticed"
    total = sum(found.values(), Tally())
    return (
        "the same with a safeguard broken",
        caught,
        total.deliveries,
        total.crashes,
        0,
        0,
        total.duplicates,
        total.losses,
        total.wrong_ids,
        total.others,
    ), [f"nobody noticed the broken safeguard: {name}" for name in missed]


def _hunted(name: str, step: Step) -> Tally:
    found = hunt(name)
    step()
    return found


def _limits(wanted: argparse.Namespace) -> list[Row]:
    """What happens when settling takes less time than a request may be late."""
    seeds = range(wanted.seed, wanted.seed + min(wanted.seeds, 60))
    steps = len(seeds) * len(limits.CONDITIONS)
    with _progress("limits", steps) as step:
        found = limits.measure(
            seeds, workers=os.cpu_count() or 1, progress=lambda _: step()
        )
    return [limit.row for limit in found]


@contextmanager
def _progress(what: str, total: int) -> Iterator[Step]:
    """A bar on a terminal, nothing elsewhere."""
    screen = Console(stderr=True)
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn())
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=screen,
        disable=not screen.is_terminal,
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def _table(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    yield "|" + "|".join(f" {name} " for name in columns) + "|"
    yield "|---|---|" + "---:|" * (len(columns) - 2)
    for row in rows:
        cells = (f"{cell:,}" if isinstance(cell, int) else cell for cell in row)
        yield "|" + "|".join(f" {cell} " for cell in cells) + "|"


def _print(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
