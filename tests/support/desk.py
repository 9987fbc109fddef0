"""A desk in an office: a folder set up for the program, and its command line."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crossposter.__main__ import run
from tests.support.checkout import ROOT

CONFIG = """\
timezone: Asia/Makassar
database: sqlite:///crossposter.db
office: {name: Pemerintah Kabupaten Tanah Bumbu}
sources:
  - {code: BPBD, name: Badan Penanggulangan Bencana Daerah, kind: badan}
  - {code: KEC-SATUI, name: Kecamatan Satui, kind: kecamatan, aliases: [Satui]}
channels:
  facebook:
    platform: facebook
    page_id: "1001"
    access_token: ${FACEBOOK_PAGE_TOKEN}
    api_url: http://127.0.0.1:1
  x:
    platform: x
    consumer_key: sandbox-key
    consumer_secret: sandbox-secret
    access_token: sandbox-token
    access_token_secret: sandbox-token-secret
    api_url: http://127.0.0.1:1
  instagram:
    platform: instagram
    user_id: "17841400000000001"
    access_token: ${FACEBOOK_PAGE_TOKEN}
    api_url: http://127.0.0.1:1
    images: {host: facebook, page: facebook}
timetable: [daily 07:00 11:00 17:00]
publishing: {timeout: 5s, spacing: 0s, blackouts: [daily 22:00-05:30]}
checks: {off: [repeated]}  # most tests tell the same news again and again
staff: []
"""
STAFF = """\
staff:
  - {login: petugas, name: Petugas IKP, roles: [officer]}
  - {login: humas, name: Pranata Humas, roles: [editor]}
  - {login: kabid, name: Kepala Bidang IKP, roles: [approver]}
  - {login: admin, name: Admin, roles: [operator]}
"""
PICTURE = ("--image", "posko.jpg", "--alt", "Posko siaga di Batulicin")
ADD = ("add", "--title", "Siaga banjir", "--body", "Warga diminta waspada.")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def values(self) -> Any:
        """Its JSON."""
        return json.loads(self.out)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Commands run in this process, in *folder*; `start` runs a real one."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def set_up(self, database: Path) -> "Desk":
        """Write configuration, secrets, one picture and an empty database."""
        (self.folder / "media").mkdir()
        (self.folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
        (self.folder / ".env").write_text("FACEBOOK_PAGE_TOKEN=sandbox-token\n")
        (self.folder / ".env").chmod(0o600)
        picture = Image.new("RGB", (1200, 900), "teal")
        picture.save(self.folder / "media" / "posko.jpg")
        shutil.copy(database, self.folder / "crossposter.db")
        return self

    def __call__(self, *arguments: str) -> Answer:
        self.capsys.readouterr()
        code = run(list(arguments))
        out, err = self.capsys.readouterr()
        return Answer(code=code, out=out, err=err)

    def done(self, *arguments: str) -> Answer:
        """A command that must succeed."""
        answer = self(*arguments)
        assert answer.code == 0, answer.err
        return answer

    def refused(self, *arguments: str) -> str:
        """The one sentence of a command that must fail and leave no trace."""
        before = self.everything()
        answer = self(*arguments)
        assert answer.code == 1, answer
        assert answer.out == ""
        assert self.everything() == before, "something was written"
        assert answer.err.startswith("crossposter: ")
        assert answer.err.count("\n") == 1, answer.err
        return answer.err.removeprefix("crossposter: ").rstrip()

    def everything(self) -> tuple[list[str], dict[Path, bytes]]:
        """The whole database and every file beside it."""
        database = self.folder / "crossposter.db"
        dump = []
        if database.is_file():
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reader:
                dump = list(reader.iterdump())
            reader.close()
        files = {
            path: path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.startswith("crossposter.db")
        }
        return dump, files

    def configure(self, old: str, new: str) -> None:
        """Change the configuration."""
        path = self.folder / "config.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def added(self, *options: str, source: str = "BPBD") -> int:
        """The number of a new draft; with a picture unless *options* say otherwise."""
        picture = () if "--to" in options else PICTURE
        answer = self.done(*ADD, "--source", source, *picture, *options, "--json")
        return int(answer.values["id"])

    def submitted(self, *options: str) -> int:
        """The number of an announcement that waits for approval."""
        key = self.added(*options)
        self.done("submit", str(key))
        return key

    def approved(self, *options: str) -> int:
        """The number of an announcement with scheduled deliveries."""
        key = self.submitted(*options)
        self.done("approve", str(key))
        return key

    def set_delivery(self, key: int, **values: Any) -> None:
        """Put a delivery into a state that takes a platform to come to."""
        names = ", ".join(f"{name} = ?" for name in values)
        with sqlite3.connect(self.folder / "crossposter.db") as writer:
            sql = f"UPDATE delivery SET {names} WHERE id = ?"  # noqa: S608  # our own
            writer.execute(sql, (*values.values(), key))
        writer.close()

    @property
    def start(self) -> "Callable[..., subprocess.Popen[str]]":
        """Begin a real process of the program; takes its arguments as one list."""
        return partial(
            subprocess.Popen,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def program(*arguments: str) -> list[str]:
    """The command line of a real process."""
    return [sys.executable, "-m", "crossposter", *arguments]
