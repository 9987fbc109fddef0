"""How long `crossposter --help` takes, against importing Typer alone.

Run it with `python -m benchmarks.startup [ROUNDS]`.
"""

import statistics
import subprocess
import sys
import time

TARGET = 1.5

PROGRAM = "from crossposter.__main__ import main; main()"
CASES = {
    "import typer (floor)": ["-c", "import typer"],
    "crossposter --help": ["-c", PROGRAM, "--help"],
    "crossposter --version": ["-c", PROGRAM, "--version"],
    "crossposter add --help": ["-c", PROGRAM, "add", "--help"],
}


def main() -> None:
    """Take turns, so that a busy machine is unfair to nobody."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds):
        for name, arguments in CASES.items():
            taken[name].append(_seconds(arguments))
    floor = statistics.median(next(iter(taken.values())))
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(f"{name:<24} {middle * 1000:6.0f} ms  {middle / floor:5.2f} x floor")
    print(f"target: crossposter --help at most {TARGET} x floor")


def _seconds(arguments: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
