"""What the README tells an administrator to type, word for word."""

import re

from tests.support.checkout import ROOT

README = ROOT / "README.md"


def blocks(heading: str) -> list[list[str]]:
    """The lines of each block of commands under a heading."""
    text = "\n" + README.read_text(encoding="utf-8")
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, f"the README has no heading {heading!r}"
    section = re.split(r"^#{1,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    fenced = re.compile(r"^ *```sh\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
    return [
        [line.strip() for line in block.splitlines()]
        for block in fenced.findall(section)
    ]
