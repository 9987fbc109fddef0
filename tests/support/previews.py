"""Sheets to draw: the cases a page of a preview has to hold."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

from crossposter.announcements.preview import (
    Due,
    Length,
    MediaView,
    PageRenderer,
    PostView,
    PreviewPage,
    Remark,
    Reply,
)
from crossposter.media import thumbnail
from crossposter.platforms import PLATFORMS

THREE = ("facebook", "x", "instagram")
NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Makassar")
PAGE = PageRenderer(zone=ZONE, language="id", office="Pemkab Tanah Bumbu")
TEXT = "Jalan ditutup. Info: https://tanahbumbukab.go.id/jalan #TanahBumbu @pemkab"
LONG = f"{'Pelayanan dibuka setiap hari kerja pukul 08.00 WITA. ' * 14}\n\n{TEXT}"
JAWI = "سلامت هاري رايا\n\nSelamat Hari Raya 🇮🇩 👨‍👩‍👧‍👦 #IdulFitri"
WORD = "Antidisestablishmentarianisme" * 12
HTML = "<script>alert(1)</script> & <img src=x onerror=alert(2)> \"'</details></style>"
_SIZES = ((120, 90), (90, 120), (100, 100), (160, 50))


def a_shot(number: int = 0, **values: Any) -> MediaView:
    width, height = _SIZES[number % len(_SIZES)]
    file = BytesIO()
    Image.new("RGB", (width, height), (20 * number % 256, 90, 120)).save(file, "PNG")
    data = file.getvalue()
    defaults: dict[str, Any] = {
        "name": f"foto-{number}.png",
        "sha256": f"{number:064x}",
        "alt": f"Warga di jembatan {number}",
        "width": width * 10,
        "height": height * 10,
        "large": thumbnail(data, width=100),
        "small": thumbnail(data, width=20),
    }
    return MediaView(**defaults | values)


def a_view(platform: str, **values: Any) -> PostView:
    text = values.get("text", TEXT)
    defaults: dict[str, Any] = {
        "channel": platform,
        "platform": platform,
        "title": PLATFORMS[platform].title,
        "look": PLATFORMS[platform].look,
        "text": text,
        "length": Length(used=len(text or ""), limit=280),
        "due": Due(how="slot", at=NOW),
    }
    return PostView(**defaults | values)


def a_sheet(*, images: int = 0, **values: Any) -> PreviewPage:
    """One post on every platform; *values* are those of all three."""
    shots = tuple(map(a_shot, range(images)))
    sheet = {
        name: values.pop(name)
        for name in ("title", "status", "approved_by", "approved_at", "remarks")
        if name in values
    }
    views = tuple(a_view(name, **{"shots": shots} | values) for name in THREE)
    defaults: dict[str, Any] = {
        "number": 1,
        "title": "Jalan ditutup",
        "status": "draft",
        "views": views,
        "drawn_at": NOW,
    }
    return PreviewPage(**defaults | sheet)


def a_thread(**values: Any) -> PostView:
    """Three posts on X, one below the other."""
    return a_view(
        "x",
        text=f"{LONG[:260]}\n\n1/3",
        length=Length(used=265, limit=280),
        replies=(
            Reply(text=f"{TEXT}\n\n2/3", length=Length(used=81, limit=280)),
            Reply(text=f"{JAWI}\n\n3/3", length=Length(used=279, limit=280)),
        ),
        **values,
    )


def with_everything() -> PreviewPage:
    """Every kind of box there is on a page, in three times three channels."""
    public = {"status": "published", "published_at": NOW, "frozen": True}
    views = [
        *(a_view(name, shots=tuple(map(a_shot, range(10)))) for name in THREE),
        a_thread(channel="x-thread", shots=(a_shot(),)),
        *(a_view(name, text=LONG, link="https://a.id/x", **public) for name in THREE),
        *(
            a_view(
                name,
                text=None if name == "instagram" else WORD,
                channel=f"{name}-{WORD[:40]}",
                status="failed",
                problems=(f"Tidak dapat diterbitkan: {WORD}",),
                shots=(
                    a_shot(alt="", seconds=3725.0),
                    a_shot(2, large=None, small=None),
                ),
                due=Due(how="approval"),
            )
            for name in THREE
        ),
    ]
    return PreviewPage(
        number=1,
        title=WORD,
        status="approved",
        views=tuple(views),
        drawn_at=NOW,
        approved_by="kabid",
        approved_at=NOW,
        remarks=(Remark(sentence=WORD, grave=True), Remark(sentence=TEXT, grave=False)),
    )
