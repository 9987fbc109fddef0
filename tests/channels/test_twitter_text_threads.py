"""X's tables are read when they are first needed, whoever needs them."""

import subprocess
import sys

_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from crossposter.channels.twitter_text import weighted_length
together = Barrier(8)
def length(_):
    together.wait()
    return weighted_length("Siaga banjir")
with ThreadPoolExecutor(8) as threads:
    print(set(threads.map(length, range(8))))
"""


def test_many_threads_may_need_them_first() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _AT_ONCE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == "{12}\n", done.stderr
