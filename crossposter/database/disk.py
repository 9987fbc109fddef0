"""Disk: minimum free space for the database."""

LEAST_ROOM = 50_000_000  #: bytes free on the disk; with less nothing is begun
