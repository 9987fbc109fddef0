"""The folder of the simulated office."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from sqlalchemy import event

from crossposter import factories as adapters
from crossposter.config import Config, load
from crossposter.database import Database
from crossposter.posts.rendering import Renderer

CONFIG = """\
timezone: Asia/Makassar
office: {name: Pemerintah Kabupaten Tanah Bumbu}
sources:
  - {code: BPBD, name: Badan Penanggulangan Bencana Daerah, kind: badan}
channels:
  facebook: {platform: facebook, page_id: "1001", access_token: token-facebook}
  x:
    platform: x
    consumer_key: consumer-key
    consumer_secret: consumer-secret
    access_token: token-x
    access_token_secret: token-x-secret
  instagram:
    platform: instagram
    user_id: "17841400000000001"
    access_token: token-instagram
    images: {host: facebook, page: facebook}
timetable: ["daily 08:00 08:20 08:40 09:00 09:30 10:00 10:30 11:00 13:00 15:00"]
checks: {off: [repeated]}  # twins are what these tests are about
publishing: {spacing: 60s, blackouts: ["daily 23:00-05:00"]}
"""


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A folder with a configuration, a picture and an empty database."""

    config: Config
    template: Path
    database: Database  #: its statements are compiled once for all seeds
    renderer: Renderer  #: likewise its templates

    @property
    def file(self) -> Path:
        """The database itself."""
        return Path(self.config.database_url.removeprefix("sqlite:///"))

    @classmethod
    def set_up(cls, folder: Path) -> "Folder":
        """Done once a process: a seed needs only a copy of the database."""
        (folder / "media").mkdir()
        (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
        Image.new("RGB", (320, 320), "teal").save(folder / "media" / "posko.jpg")
        template = folder / "template.db"
        Database(f"sqlite:///{template}").close()
        config = load(folder / "config.yaml", {})
        database = Database(config.database_url)
        event.listen(database._engine, "connect", _hurry)
        database.close()
        return cls(
            config=config,
            template=template,
            database=database,
            renderer=adapters.renderer(config),
        )


def _hurry(connection: sqlite3.Connection, _record: object) -> None:
    """No power is lost in a simulation: what is written need not reach a disk."""
    connection.execute("PRAGMA journal_mode=memory")
    connection.execute("PRAGMA synchronous=off")
