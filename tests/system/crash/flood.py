"""A day of floods: what an office announces while its processes are killed."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from PIL import Image

from crossposter.announcements.draft import Draft
from crossposter.announcements.omissions import Choice
from tests.support.office import Office
from tests.system.crash.lab import WHO

SETTLE = "settle: {reads: 2, within: 3s}"
BODY = "Warga diminta tetap waspada."
TWIN = "Pasar murah di Pagatan"
THREAD = (
    "Air di Kecamatan Kusan Hilir naik sejak subuh dan menutup jalan ke pasar. "
    "Warga di tepi sungai diminta pindah ke gedung sekolah yang sudah disiapkan. "
) * 4
PARTS = 3  #: that X makes of it
DELIVERIES = 15 + PARTS  #: in a round, each part of the thread counted


def announce(office: Office, chance: Random) -> None:
    """Pictures and none, one urgent, two that say the same, one too long for X."""
    soon = datetime.now(UTC) + timedelta(seconds=chance.uniform(0, 2))
    poster = ("posko.jpg", "Posko siaga di Batulicin")
    _approve(office, "Peringatan dini banjir", images=[poster], urgent=True)
    both = [poster, ("peta.jpg", "Peta jalan yang ditutup")]
    _approve(office, "Jembatan ditutup", images=both, at=soon)
    _approve(office, "Rapat koordinasi", images=[], at=soon)
    _approve(office, TWIN, images=[poster], at_once=True)
    _approve(office, TWIN, images=[poster], at_once=True)
    _approve(office, "Banjir di Kusan Hilir", THREAD, images=[], at=soon)


def set_up(office: Office) -> None:
    file = office.folder / "config.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("settle: {reads: 2, within: 2s}", SETTLE)
    text = text.replace("timeout: 5s", "timeout: 3s")
    text = text.replace("platform: x\n", "platform: x\n    overflow: thread\n")
    file.write_text(text, encoding="utf-8")
    for name, colour in {"posko.jpg": "teal", "peta.jpg": "maroon"}.items():
        Image.new("RGB", (320, 320), colour).save(office.folder / "media" / name)


def _approve(office: Office, title: str, body: str = BODY, **values: Any) -> None:
    announcements = office.app.announcements
    draft = Draft(title=title, body=body, source="BPBD", **values)
    key = announcements.add(WHO, draft)
    choice = Choice(without=() if values["images"] else ["instagram"])
    announcements.submit(WHO, key, choice)
    office.app.approval.approve(WHO, key)
