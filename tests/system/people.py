"""The people of an office at their terminals, and what each of them was told."""

import getpass
import json
import subprocess
from dataclasses import dataclass, field
from typing import Any

from tests.support.office import Office
from tests.support.smtp import PostOffice

OFFICER, EDITOR, APPROVER = "petugas", "humas", "kabid"
ADMIN = getpass.getuser()  #: acts for the others, at the one terminal there is

_MORE = """\
staff:
  - {{login: {admin}, name: Admin, roles: [operator]}}
  - {{login: petugas, name: Petugas IKP, roles: [officer]}}
  - {{login: humas, name: Pranata Humas, roles: [editor]}}
  - {{login: kabid, name: Kepala Bidang, roles: [approver]}}
email: {{host: 127.0.0.1, port: {port}, security: none, from: media@example.go.id}}
report: {{send: mon 08:00, to: [kadis@example.go.id]}}
alerts: {{to: [admin@example.go.id]}}
"""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One thing that was tried, and whether it went as it should."""

    what: str
    as_it_should: bool
    told: str = ""


@dataclass
class Day:
    """An office, what was done in it, and what has to be public in the end."""

    office: Office
    letters: PostOffice
    announcements: int
    tried: list[Tried] = field(default_factory=list)
    commands: int = 0
    written: list[int] = field(default_factory=list)
    approved: dict[int, set[str]] = field(default_factory=dict)  #: channels, by number
    office_posts: list[dict[str, Any]] = field(default_factory=list)

    def set_up(self) -> "Day":
        """The administrator's part that is no command."""
        self.office.set_up()
        file = self.office.folder / "config.yaml"
        more = _MORE.format(admin=ADMIN, port=self.letters.port)
        file.write_text(file.read_text("utf-8") + more, encoding="utf-8")
        return self

    def does(self, who: str, *words: object) -> "subprocess.CompletedProcess[str]":
        """Somebody types a command."""
        self.commands += 1
        acting = [] if who == ADMIN else ["--as", who]
        return self.office.run(*acting, *(str(word) for word in words))

    def asks(self, *words: object) -> Any:
        """What a command says with --json."""
        done = self.does(ADMIN, *words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def succeeds(self, who: str, *words: object) -> str:
        """A command that has to do what it is asked for."""
        done = self.does(who, *words)
        if done.returncode != 0:
            what = " ".join(str(word) for word in (who, *words[:3]))
            self.note(what, as_it_should=False, told=done.stderr or done.stdout)
        return done.stdout

    def adds(self, *words: object) -> int:
        """An officer's draft; nothing can go on without it."""
        done = self.does(OFFICER, "add", "--source", "BPBD", *words, "--json")
        assert done.returncode == 0, done.stderr
        return int(json.loads(done.stdout)["id"])

    def is_refused(self, what: str, who: str, *words: object, told: str) -> None:
        """A command that must do nothing: one sentence with *told* in it, code 1."""
        done = self.does(who, *words)
        said = " ".join(done.stderr.split())
        right = done.returncode == 1 and told in said and "Traceback" not in said
        self.note(what, as_it_should=right, told=said or done.stdout)

    def tells(self, what: str, said: str, *parts: str) -> None:
        """Every part has to stand in what was said."""
        flat = " ".join(said.split())
        missing = [part for part in parts if part not in flat]
        told = f"{missing} not in {flat[:500]}" if missing else flat
        self.note(what, as_it_should=not missing, told=told)

    def note(self, what: str, *, as_it_should: bool, told: str = "") -> None:
        """One more line of the table."""
        self.tried.append(Tried(what=what, as_it_should=as_it_should, told=told))

    def statuses(self) -> dict[int, dict[str, str]]:
        """Of every delivery of what was approved."""
        return {key: self.office.statuses(key) for key in self.approved}
