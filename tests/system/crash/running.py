"""Many seeds: one after another, or on both cores."""

import functools
import gc
import logging
import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict

from tests.system.crash.faults import Climate
from tests.system.crash.folder import Folder
from tests.system.crash.mutants import MUTANTS
from tests.system.crash.simulation import Simulation
from tests.system.crash.verdict import Tally

MEMORY = Path("/dev/shm")  # noqa: S108  # a disk in memory, where there is one


def simulate(
    seeds: Iterable[int],
    *,
    climate: Climate | None = None,
    workers: int = 1,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """The tally of all seeds; *progress* hears of each that is done.

    Without a *climate* each seed draws its own.
    """
    total = Tally()
    for tally in _each(list(seeds), climate, workers):
        total += tally
        progress(tally)
    return total


def _each(seeds: list[int], climate: Climate | None, workers: int) -> Iterator[Tally]:
    work = functools.partial(one_seed, climate=climate)
    if workers == 1:
        yield from map(work, seeds)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(work, seeds, chunksize=4)


def one_seed(seed: int, climate: Climate | None = None) -> Tally:
    """The same seed gives the same tally."""
    with listening() as errors:
        tally = Simulation(seed, office(), climate).run()
    tally.findings += [f"seed {seed}: error in the log: {each}" for each in errors]
    tally.others += len(errors)
    return tally


def story(seed: int) -> str:
    """What happened on a day, line by line."""
    with listening():
        day = Simulation(seed, office())
        day.run()
    return "\n".join(day.machine.story)


def hunt(name: str) -> Tally:
    """Run seeds with a safeguard broken until one of them shows it, or all are used."""
    mutant = MUTANTS[name]
    total = Tally()
    with ExitStack() as stack:
        mutant.breaks(stack)
        for seed in mutant.order:
            total += one_seed(seed, mutant.climate)
            if not total.clean:
                break
    return total


@functools.cache
def office() -> Folder:
    """One folder a process, in memory where that is possible."""
    parent = MEMORY if MEMORY.is_dir() else None
    keeper = tempfile.TemporaryDirectory(prefix="crossposter-", dir=parent)
    _keepers.append(keeper)
    folder = Folder.set_up(Path(keeper.name))
    gc.freeze()  # all that is loaded stays, and need not be looked through again
    return folder


_keepers: list[tempfile.TemporaryDirectory[str]] = []


@contextmanager
def listening() -> Iterator[list[str]]:
    """Let through only what no trouble of the world explains: errors of our own."""
    before = structlog.get_config()
    errors: list[str] = []

    def keep(_logger: Any, _name: str, event: EventDict) -> EventDict:
        reason = sys.exc_info()[1]
        errors.append(f"{event.get('event')}: {reason!r}")
        raise structlog.DropEvent

    structlog.configure(
        processors=[keep],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        cache_logger_on_first_use=False,
    )
    try:
        yield errors
    finally:
        structlog.configure(**before)
