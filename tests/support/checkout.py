"""The checkout that the tests lie in."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
