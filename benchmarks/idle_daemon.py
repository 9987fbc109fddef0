"""What a daemon costs that has nothing to do: memory, and its share of a core.

The floor is a process that has imported the same modules and sleeps. Linux only: the
figures come from /proc. Run it with `python -m benchmarks.idle_daemon [SECONDS]`.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.office import furnished

TARGET_MIB = 110
TARGET_PERCENT = 1.0

FLOOR = "import crossposter.cli.running, crossposter.daemon, time; time.sleep(3600)"
SETTLED_AFTER = 5  #: seconds for the start, which is not idleness


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one process took while it was watched."""

    mib: float
    percent: float


def main() -> None:
    """Watch both at the same time."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as folder:
        config = furnished(Path(folder), "http://127.0.0.1:9")
        daemon = ["-m", "crossposter", "--config", str(config), "run"]
        floor, idle = _costs([["-c", FLOOR], daemon], seconds)
    print(
        f"imports only (floor)  {floor.mib:6.1f} MiB  {floor.percent:5.2f} % of a core"
    )
    print(f"idle daemon           {idle.mib:6.1f} MiB  {idle.percent:5.2f} % of a core")
    print(f"memory: {idle.mib / floor.mib:.2f} x floor, over {seconds:.0f} seconds")
    print(f"target: less than {TARGET_MIB} MiB and {TARGET_PERCENT} % of a core")


def _costs(commands: list[list[str]], seconds: float) -> list[Cost]:
    processes = [
        subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    try:
        time.sleep(SETTLED_AFTER)
        before = [_cpu_seconds(process.pid) for process in processes]
        time.sleep(seconds)
        return [
            Cost(
                mib=_resident_mib(process.pid),
                percent=100 * (_cpu_seconds(process.pid) - began) / seconds,
            )
            for process, began in zip(processes, before, strict=True)
        ]
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _cpu_seconds(pid: int) -> float:
    # https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: utime and stime
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    resident = next(line for line in lines if line.startswith("VmRSS"))
    return int(resident.split()[1]) / 1024


if __name__ == "__main__":
    main()
