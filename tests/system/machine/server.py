"""A server in a folder: its paths below a root of our own, its accounts mere numbers."""

import os
import re
import shlex
import subprocess
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path

from tests.system.machine import installation

_PATH = re.compile(r"(?<![\w/.])/(?=(?:opt|srv|var|etc|usr/local)/)")
_FIRST_NUMBER = 61_001  #: beyond what systems give to people, and to services
_PLACES = ("opt", "srv", "home", "var/backups", "var/log", "usr/local/bin")
_SETTINGS = ("etc/cron.d", "etc/profile.d", "etc/systemd/system")

Done = subprocess.CompletedProcess[str]


def done(answer: Done) -> Done:
    """A command that must succeed."""
    assert answer.returncode == 0, f"{answer.args}: {answer.stdout}{answer.stderr}"
    return answer


def _sudo(words: list[str]) -> tuple[str, list[str]]:
    return (words[1], words[2:]) if words[0] == "-u" else ("root", words)


def _ended(process: "subprocess.Popen[str]", told: str | None = None) -> Done:
    out, err = process.communicate(told, timeout=280)
    return Done(process.args, process.returncode, out, err)


@dataclass
class Server:
    """What an administrator has before the first command of the README."""

    root: Path
    python: Path
    numbers: dict[str, int] = field(default_factory=lambda: {"root": 0})
    members: dict[str, set[str]] = field(default_factory=dict)  #: groups by login
    services: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict)

    def set_up(self) -> "Server":
        """The folders that every system has."""
        for place in (*_PLACES, *_SETTINGS):
            (self.root / place).mkdir(parents=True)
        return self

    def place(self, path: str) -> Path:
        """Where a path of the README is."""
        return Path(self._here(path))

    def hire(self, login: str) -> Path:
        """Somebody gets a login of their own; returns their home."""
        self.numbers[login] = _FIRST_NUMBER + len(self.numbers)
        self.members[login] = set()
        home = self.root / "home" / login
        home.mkdir(mode=0o700)
        os.chown(home, self.numbers[login], self.numbers[login])
        return home

    def type(self, line: str, *, login: str) -> Done:
        """One line of the README, as somebody types it."""
        words = shlex.split(line)
        environment = self._environment(login)
        if words[0] == "sudo":
            login, words = _sudo(words[1:])
            environment = self._environment(login, logged_in=False)
        known = getattr(self, f"_{words[0]}", None)
        if known is not None:  # what would change the machine itself
            known(*words[1:])
            return Done(words, 0, "", "")
        return _ended(self._start(self._translated(words), login, environment))

    def run(self, *words: str, login: str, told: str = "") -> Done:
        """A command without a shell around it, told something on its input."""
        environment = self._environment(login, logged_in=False)
        process = self._start([*words], login, environment, stdin=subprocess.PIPE)
        return _ended(process, told)

    def stop(self, name: str = "crossposter") -> None:
        """As systemd does it."""
        service = self.services.pop(name)
        service.terminate()
        service.communicate(timeout=280)

    def close(self) -> None:
        """End what still runs."""
        for process in self.services.values():
            process.kill()
            process.communicate()

    def _start(
        self,
        words: list[str],
        login: str,
        environment: dict[str, str],
        **options: object,
    ) -> "subprocess.Popen[str]":
        kept: dict[str, object] = {
            "cwd": self.root / "home" / login if login in self.members else "/",
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "umask": 0o022,
            **options,
        }
        number = self.numbers[login]
        groups = [self.numbers[each] for each in sorted(self.members.get(login, ()))]
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            words,
            env=environment,
            user=number,
            group=number,
            extra_groups=groups,
            text=True,
            **kept,
        )

    def _environment(self, login: str, *, logged_in: bool = True) -> dict[str, str]:
        found = {
            "PATH": f"{self.root}/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(self.root / "home" / login),
            "LANG": "C.UTF-8",
            "NO_PROXY": "127.0.0.1",
            "LD_LIBRARY_PATH": str(self.python.parents[1] / "lib"),
        }
        if logged_in:
            for file in sorted((self.root / "etc/profile.d").iterdir()):
                settings = re.findall(
                    r"^export (\w+)=(\S+)$", file.read_text(), re.MULTILINE
                )
                found |= dict(settings)
        return found

    def _translated(self, words: list[str]) -> list[str]:
        """Paths and names of this server; pip without its network."""
        words = [self._here(word) for word in words]
        match words:
            case ["python3", "-m", "venv", place]:
                return [str(self.python), "-m", "venv", "--without-pip", place]
            case [pip, "install", "."] if pip.endswith("/bin/pip"):
                installation.install(self.python, Path(pip).parents[1])
                return ["true"]
            case ["chown", *_]:
                at = next(nr for nr, it in enumerate(words[1:], 1) if it[0] != "-")
                return [*words[:at], self._numbered(words[at]), *words[at + 1 :]]
            case ["install", *_]:
                before = ["", *words]
                return [
                    self._numbered(word) if option in {"-o", "-g"} else word
                    for option, word in zip(before, words, strict=False)
                ]
        return words

    def _numbered(self, owner: str) -> str:
        return ":".join(str(self.numbers[name]) for name in owner.split(":"))

    def _here(self, word: str) -> str:
        return _PATH.sub(f"{self.root}/", word)

    def _useradd(self, *words: str) -> None:
        """It has a group of its own, and the number is the same."""
        assert {"--system", "--user-group"} <= set(words)
        self.numbers[words[-1]] = _FIRST_NUMBER + len(self.numbers)

    def _usermod(self, *words: str) -> None:
        append, groups, group, login = words
        assert (append, groups) == ("--append", "--groups")
        self.members[login].add(group)

    def _systemctl(self, verb: str, *words: str) -> None:
        match verb:
            case "enable" if "--now" in words:
                self._serve(words[-1])
            case "start":
                self._serve(words[-1])
            case "stop":
                self.stop(words[-1])

    def _serve(self, name: str) -> None:
        unit = ConfigParser(strict=False, interpolation=None)
        unit.read(self.root / f"etc/systemd/system/{name}.service")
        service = unit["Service"]
        journal = self.root / "var/log" / name
        journal.touch(0o640)
        with journal.open("ab") as log:
            self.services[name] = self._start(
                shlex.split(service["ExecStart"].replace("%%", "%")),
                service["User"],
                self._environment(service["User"], logged_in=False),
                cwd=service["WorkingDirectory"],
                umask=int(service["UMask"], 8),
                stdout=log,
                stderr=log,
            )
