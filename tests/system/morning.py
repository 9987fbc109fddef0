"""The morning: announcements are written, handed in, sent back and corrected."""

import json
import re

from tests.system.people import ADMIN, APPROVER, EDITOR, OFFICER, Day
from tests.system.texts import texts

CHANNELS = {"facebook", "x", "instagram"}


def sets_up(day: Day) -> None:
    """The administrator looks whether all is well, and starts the daemon."""
    day.tells("check of a new office", day.succeeds(ADMIN, "check"), "in order")
    day.office.start("run")


def writes(day: Day) -> None:
    """Officers bring what their offices have; what has no picture is told."""
    for text in texts(day.announcements):
        key = day.adds(*text.words)
        day.written.append(key)
        without = () if text.picture else ("--without", "instagram")
        if not text.picture and key < 9:
            day.is_refused(
                f"submit {key}, which has no picture for Instagram",
                *(OFFICER, "submit", key),
                told="instagram",
            )
        day.succeeds(OFFICER, "submit", key, *without)
        day.approved[key] = CHANNELS - set(without)


def is_stopped(day: Day) -> None:
    """What cannot go out like this is refused when it is handed in."""
    add = ("add", "--source", "BPBD", "--title")
    cases = {
        "a blank left to fill in": ("Rapat {nama} #Rapat", "Undangan.", "{nama}"),
        "deceiving characters": ("Rapat\u202e ukad", "Undangan.", "U+202E"),
        "a NIK": ("Data warga", "NIK 6310010101900001 diminta lapor.", "NIK"),
    }
    for what, (title, body, told) in cases.items():
        said = day.does(OFFICER, *add, title, "--body", body, "--json")
        if said.returncode == 0:
            key = json.loads(said.stdout)["id"]
            done = day.does(OFFICER, "submit", key, "--without", "instagram")
        else:
            done = said
        words = done.stderr + done.stdout
        right = done.returncode == 1 and told in words
        day.note(f"submit {what}", as_it_should=right, told=words)
    day.is_refused(
        "an approval by the officer",
        *(OFFICER, "approve", day.written[0]),
        told="takes the role approver",
    )


def corrects(day: Day) -> None:
    """The editor sends one back with a reason; the officer mends it."""
    key = day.written[0]
    day.succeeds(EDITOR, "reject", key, "--reason", "Sebutkan jamnya.")
    day.tells(
        "show of what was sent back",
        day.succeeds(OFFICER, "show", key),
        "Sebutkan jamnya.",
    )
    day.succeeds(OFFICER, "edit", key, "--title", "Pelatihan kader pukul 09.00 WITA")
    day.succeeds(OFFICER, "submit", key)
    said = day.succeeds(APPROVER, "list")
    day.tells("list for the head of section", said, "submitted", "Pelatihan kader")
    day.note(
        "nobody's traceback so far",
        as_it_should=not any(re.search("Traceback", each.told) for each in day.tried),
    )
