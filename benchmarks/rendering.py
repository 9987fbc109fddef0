"""How long an announcement takes to be checked and to become the posts of three channels.

Run it with `python -m benchmarks.rendering [ROUNDS]`. The floor is X's own count of
one post of 280 characters, which any program has to make. The checks compare with a
month of an office's news.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count, cycle, islice
from random import Random
from zoneinfo import ZoneInfo

from crossposter.announcements.checks import ChannelLimits, Earlier, Subject, review
from crossposter.config.starter import templates_folder
from crossposter.database.models import Announcement, Category
from crossposter.platforms.facebook import format as facebook
from crossposter.platforms.instagram import format as instagram
from crossposter.platforms.x import format as x
from crossposter.posts.office import Source
from crossposter.posts.rendering import Renderer

TARGET = 10  # milliseconds

NEWS = 300  #: announcements of a month
ZONE = ZoneInfo("Asia/Makassar")
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)
SENTENCES = (
    (
        "Pasar murah digelar di Kec. Satui pada Senin, 23 November 2026 pukul 08.00 WITA, "
        "beras dijual Rp47.000 per 5 kg. "
    ),
    "Warga cukup membawa KTP-el dan kupon yang dibagikan ketua RT sehari sebelumnya. ",
    (
        "Selain beras tersedia minyak goreng, gula pasir, telur ayam dan cabai rawit dari "
        "kelompok tani setempat. "
    ),
    (
        "Kepala Dinas Perdagangan mengatakan kegiatan ini menekan harga menjelang akhir "
        "tahun dan akan berlanjut ke dua belas kecamatan. "
    ),
    "Pembayaran dengan QRIS didahulukan; antrean lansia dan ibu hamil dipisahkan. ",
)
SYLLABLES = [
    "ba",
    "ke",
    "la",
    "ma",
    "nga",
    "per",
    "ra",
    "sa",
    "ta",
    "ya",
    "di",
    "pe",
    "kan",
    "ten",
    "lu",
    "ri",
    "si",
    "tu",
    "war",
    "un",
]
FORMATS = {
    "facebook": facebook.FORMAT,
    "x": x.FORMAT,
    "instagram": instagram.FORMAT,
}
#: Sentences of the body; the median announcement has about 600 characters.
LENGTHS = {"short": 1, "median": 5, "long": 50}


def main() -> None:
    """Take turns, so that a busy machine is unfair to nobody."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    renderer = _renderer()
    cases: dict[str, Callable[[], object]] = {"count one post (floor)": _count()}
    earlier = _a_month_of_news()
    for name, sentences in LENGTHS.items():
        cases[f"{name}: checks and posts"] = _checked_posts(
            renderer, sentences, earlier
        )
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            taken[name].append(_seconds(case))
    floor = statistics.median(next(iter(taken.values())))
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(f"{name:<26} {middle * 1000:7.2f} ms  {middle / floor:6.1f} x floor")
    print(f"target: a median announcement in {TARGET} ms, without media")


def _renderer() -> Renderer:
    return Renderer(
        [templates_folder()],
        zone=ZONE,
        language="id",
        office={"name": "Pemerintah Kabupaten"},
        sources={
            "DISDAG": Source(kind="dinas", code="DISDAG", name="Dinas Perdagangan")
        },
    )


def _count() -> Callable[[], object]:
    turns = count()
    return lambda: x.FORMAT.length(f"{next(turns)} {''.join(SENTENCES)}"[:280])


def _checked_posts(
    renderer: Renderer, sentences: int, earlier: tuple[Earlier, ...]
) -> Callable[[], object]:
    """Every turn another category and another text: nothing is remembered."""
    turns = count()
    categories = [*Category]

    def checked_posts() -> None:
        turn = next(turns)
        category = categories[turn % len(categories)]
        told = _announcement(category, f"{turn} {_body(sentences)}")
        review(_subject(told, earlier))
        for platform, format_ in FORMATS.items():
            renderer.render(told, platform=platform, format=format_, moment=MOMENT)

    return checked_posts


def _body(sentences: int) -> str:
    return "".join(islice(cycle(SENTENCES), sentences))


def _a_month_of_news() -> tuple[Earlier, ...]:
    """From a line to a long report, as an office writes."""
    chance = Random(7)  # noqa: S311  # the same news in every run
    return tuple(
        Earlier(number=number, title=f"Kabar {number}", body=_news(chance))
        for number in range(NEWS)
    )


def _news(chance: Random) -> str:
    """Words that sound like the region's; a few of them come up again and again."""
    common = "".join(SENTENCES).split()
    length = chance.choice((20, 40, 90, 90, 150, 400))
    words = (
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(60)
    )
    return " ".join([*chance.choices(common, k=length // 3), *words])


def _subject(told: Announcement, earlier: tuple[Earlier, ...]) -> Subject:
    return Subject(
        title=told.title,
        body=told.body,
        link=told.link,
        category=told.category,
        urgent=told.urgent,
        classification=told.classification,
        area=told.area,
        contact=told.contact,
        expires_at=told.expires_at,
        now=MOMENT,
        zone=ZONE,
        outlets=tuple(
            ChannelLimits(
                channel=name, hashtags=it.max_hashtags, mentions=it.max_mentions
            )
            for name, it in FORMATS.items()
        ),
        earlier=earlier,
    )


def _announcement(category: str, body: str) -> Announcement:
    return Announcement(
        title="Pasar Murah di Satui",
        body=f"{body}\n\n#PasarMurah #Satui",
        link="https://mc.example.go.id/pasar-murah",
        source="DISDAG",
        category=category,
        expires_at=MOMENT,
        area="Kecamatan Satui",
        contact="Posko 0518-70000",
        author="",
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def _seconds(case: Callable[[], object]) -> float:
    began = time.perf_counter()
    case()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
