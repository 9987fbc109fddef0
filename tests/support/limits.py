"""Each limit that a platform declares, with a post one under it and one over it."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PIL import Image

from crossposter.channels import Format, ImageRules, Media, Post, VideoRules
from crossposter.media import VideoFile
from crossposter.platforms import PLATFORMS
from tests.support.footage import film

FORMATS = {name: platform.format for name, platform in PLATFORMS.items()}
#: Made of others, whose fields are limits themselves.
NESTED = {("Format", "images"), ("Format", "films"), ("Format", "animations")}
NO_LIMIT: dict[str, Any] = {
    "animations": None,
    "films": None,
    "max_hashtags": None,
    "max_mentions": None,
    "needs_image": False,
    "threads": False,
    "same_ratio": False,
    "min_ratio": 0.0,
    "max_ratio": float("inf"),
    "min_width": 1,
    "max_width": 16_384,
    "min_rate": 1.0,
}
WIRE_CODECS = {
    "h264": "avc1",
    "hevc": "hvc1",
    "aac": "mp4a",
    "vp9": "vp09",
    "opus": "Opus",
}


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One field of what a platform declares."""

    platform: str
    owner: str  #: Format, images, films or animations
    name: str
    value: Any

    def __str__(self) -> str:
        return f"{self.platform}-{self.owner}-{self.name}"


def declared() -> Iterator[Limit]:
    """Every field of every format that limits anything."""
    for platform, format_ in FORMATS.items():
        parts: dict[str, Format | ImageRules | VideoRules | None] = {
            "Format": format_,
            "images": format_.images,
            "films": format_.films,
            "animations": format_.animations,
        }
        for owner, rules in parts.items():
            for each in fields(rules) if rules else ():
                value = getattr(rules, each.name)
                is_open = each.name in NO_LIMIT and value == NO_LIMIT[each.name]
                if not is_open and (owner, each.name) not in NESTED:
                    yield Limit(
                        platform=platform, owner=owner, name=each.name, value=value
                    )


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture to be made: *size* pads it with bytes that nobody sees."""

    width: int = 640
    height: int = 640
    kind: str = "JPEG"
    size: int = 0
    alt: str = "Jembatan"
    moves: bool = False

    def data(self) -> bytes:
        file = io.BytesIO()
        shape = (self.width, self.height)
        more: dict[str, Any] = {}
        if self.moves:
            second = Image.new("RGB", shape, "red")
            more = {"save_all": True, "append_images": [second]}
        Image.new("RGB", shape, "teal").save(file, self.kind, **more)
        return file.getvalue().ljust(self.size, b"\0")

    def media(self, number: int) -> Media:
        data = self.data()
        return Media(
            name=f"{number}.{self.kind.lower()}",
            mime=f"image/{self.kind.lower()}",
            sha256=hashlib.sha256(data).hexdigest(),
            data=data,
            alt=self.alt,
            width=self.width,
            height=self.height,
        )


@dataclass(frozen=True, kw_only=True)
class Footage:
    """A film to be made, with the names of codecs as FFmpeg has them."""

    width: int = 720
    height: int = 1280
    seconds: float = 12.0
    rate: float = 30.0
    codec: str = "h264"
    sound: str = "aac"
    mime: str = "video/mp4"
    size: int = 10_000

    def film(self) -> VideoFile:
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return VideoFile(
            name="banjir.mp4", sha256="f" * 64, file=Path("/banjir.mp4"), **values
        )

    def media(self, folder: Path) -> Media:
        coding = {
            "codec": WIRE_CODECS[self.codec],
            "sound": WIRE_CODECS[self.sound],
            "rate": self.rate,
        }
        made = film(
            folder,
            width=self.width,
            height=self.height,
            seconds=self.seconds,
            size=self.size,
            coding=coding,
        )
        return made if self.mime == "video/mp4" else _of_another_kind(made, self.mime)


def _of_another_kind(made: Media, mime: str) -> Media:
    assert made.file is not None
    made.file.write_bytes(b"\x1aE\xdf\xa3".ljust(made.size, b"\0"))
    return replace(made, mime=mime)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What one announcement would show on one channel."""

    text: str = "Jalan ditutup"
    pictures: tuple[Picture, ...] = ()
    footage: Footage | None = None
    replies: tuple[str, ...] = field(default=())

    def post(self, folder: Path) -> Post:
        media = tuple(each.media(n) for n, each in enumerate(self.pictures))
        if self.footage is not None:
            media = (self.footage.media(folder),)
        return Post(text=self.text, media=media, replies=self.replies)


Pair = tuple[Sample, Sample]  #: under, over


def pair(limit: Limit) -> Pair:
    """One post under the limit and one over it; a field without a case fails here."""
    return CASES[limit.owner, limit.name](limit)


def _text(limit: Limit, under: str, over: str) -> Pair:
    shown = (Picture(),) if FORMATS[limit.platform].needs_image else ()
    return Sample(text=under, pictures=shown), Sample(text=over, pictures=shown)


def _pictures(under: Picture, over: Picture) -> Pair:
    return Sample(pictures=(under,)), Sample(pictures=(over,))


def _films(under: Footage, over: Footage) -> Pair:
    return Sample(footage=under), Sample(footage=over)


def _weighed(limit: Limit) -> Pair:
    """By the platform's own units, which are no characters on X."""
    most = FORMATS[limit.platform].limit
    sign = "水" if limit.platform == "x" else "a"
    most //= 2 if limit.platform == "x" else 1
    return _text(limit, sign * most, sign * (most + 1))


def _shaped(ratio: float, beyond: float) -> tuple[Picture, Picture]:
    height = 700
    return (
        Picture(width=round(height * ratio), height=height),
        Picture(width=round(height * (ratio + beyond)), height=height),
    )


def _gif(**values: Any) -> Picture:
    return Picture(kind="GIF", moves=True, **values)


def _ratio_of_film(ratio: float, beyond: float) -> tuple[Footage, Footage]:
    height = 1280 if ratio < 1 else 100
    if ratio < 0.1:
        height = 12_800
    return (
        Footage(width=round(height * ratio) + (ratio < 1), height=height),
        Footage(width=max(round(height * (ratio + beyond)), 1), height=height),
    )


def _one_more(limit: Limit, one: Callable[[int], str]) -> Pair:
    under = " ".join(one(n) for n in range(limit.value))
    return _text(limit, under, f"{under} {one(limit.value)}")


CASES: dict[tuple[str, str], Callable[[Limit], Pair]] = {
    ("Format", "limit"): lambda it: _text(it, "a" * it.value, "a" * (it.value + 1)),
    ("Format", "length"): _weighed,
    ("Format", "max_images"): lambda it: (
        Sample(pictures=(Picture(),) * it.value),
        Sample(pictures=(Picture(),) * (it.value + 1)),
    ),
    ("Format", "max_hashtags"): lambda it: _one_more(it, lambda n: f"#banjir{n}"),
    ("Format", "max_mentions"): lambda it: _one_more(it, lambda n: f"@dinas{n}"),
    ("Format", "needs_image"): lambda _: (Sample(pictures=(Picture(),)), Sample()),
    ("Format", "alt_limit"): lambda it: _pictures(
        Picture(alt="a" * it.value), Picture(alt="a" * (it.value + 1))
    ),
    ("Format", "threads"): lambda _: (
        Sample(text="a" * 281, replies=("b",)),
        Sample(text="a" * 281),
    ),
    ("images", "mimes"): lambda it: _pictures(
        Picture(), Picture(kind="TIFF" if it.platform != "facebook" else "WEBP")
    ),
    ("images", "max_bytes"): lambda it: _pictures(
        Picture(size=it.value), Picture(size=it.value + 1)
    ),
    ("images", "min_ratio"): lambda it: _pictures(*_shaped(it.value, -0.02)),
    ("images", "max_ratio"): lambda it: _pictures(*_shaped(it.value, 0.02)),
    ("images", "min_width"): lambda it: _pictures(
        Picture(width=it.value, height=320), Picture(width=it.value - 1, height=320)
    ),
    ("images", "max_width"): lambda it: _pictures(
        Picture(width=it.value, height=1000), Picture(width=it.value + 1, height=1000)
    ),
    ("images", "same_ratio"): lambda _: (
        Sample(pictures=(Picture(), Picture())),
        Sample(pictures=(Picture(), Picture(width=800))),
    ),
    ("animations", "mimes"): lambda _: _pictures(
        _gif(), Picture(kind="WEBP", moves=True)
    ),
    ("animations", "max_bytes"): lambda it: _pictures(
        _gif(size=it.value), _gif(size=it.value + 1)
    ),
    ("animations", "max_width"): lambda it: _pictures(
        _gif(width=it.value), _gif(width=it.value + 1)
    ),
    ("films", "mimes"): lambda _: _films(Footage(), Footage(mime="video/webm")),
    ("films", "max_bytes"): lambda it: _films(
        Footage(size=it.value), Footage(size=it.value + 1)
    ),
    ("films", "min_seconds"): lambda it: _films(
        Footage(seconds=it.value), Footage(seconds=it.value - 0.1)
    ),
    ("films", "max_seconds"): lambda it: _films(
        Footage(seconds=it.value), Footage(seconds=it.value + 1)
    ),
    ("films", "codecs"): lambda _: _films(Footage(), Footage(codec="vp9")),
    ("films", "sounds"): lambda _: _films(Footage(), Footage(sound="opus")),
    ("films", "min_ratio"): lambda it: _films(*_ratio_of_film(it.value, -0.005)),
    ("films", "max_ratio"): lambda it: _films(*_ratio_of_film(it.value, 0.02)),
    ("films", "min_width"): lambda it: _films(
        Footage(width=it.value, height=40), Footage(width=it.value - 1, height=40)
    ),
    ("films", "max_width"): lambda it: _films(
        Footage(width=it.value, height=1080), Footage(width=it.value + 1, height=1080)
    ),
    ("films", "min_rate"): lambda it: _films(
        Footage(rate=it.value), Footage(rate=it.value - 1)
    ),
    ("films", "max_rate"): lambda it: _films(
        Footage(rate=it.value), Footage(rate=it.value + 1)
    ),
}
