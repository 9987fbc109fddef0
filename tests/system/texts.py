"""What an office has to tell on a day: announcements of every kind, none twice."""

from collections.abc import Iterator
from dataclasses import dataclass

PLACES = (
    "Batulicin",
    "Satui",
    "Kusan Hilir",
    "Angsana",
    "Sungai Loban",
    "Karang Bintang",
)
EVENTS = (
    (
        "berita",
        "Pelatihan kader posyandu",
        "Kader dari sepuluh desa belajar menimbang dan mencatat.",
    ),
    (
        "kegiatan",
        "Gotong royong",
        "Warga dan pegawai membersihkan saluran air bersama-sama.",
    ),
    (
        "layanan",
        "Perekaman KTP-el keliling",
        "Pelayanan dibuka pukul 08.00 sampai 14.00 WITA.",
    ),
    ("pengumuman", "Pemadaman listrik terencana", "Gardu diperbaiki selama tiga jam."),
    (
        "peringatan",
        "Waspada banjir rob",
        "Air laut pasang diperkirakan naik malam ini.",
    ),
    (
        "artikel",
        "Mengenal pangan lokal",
        "Sagu dan ubi kembali dilirik sebagai pangan harian.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Text:
    """One announcement as somebody brings it."""

    title: str
    body: str
    category: str
    picture: bool
    urgent: bool

    @property
    def words(self) -> list[str]:
        """The options of `add`."""
        told = ["--title", self.title, "--body", self.body]
        told += ["--category", self.category]
        if self.picture:
            told += ["--image", "media/posko.jpg", "--alt", f"Suasana {self.title}"]
        return [*told, "--urgent"] if self.urgent else [*told, "--at", "now"]


def texts(count: int) -> Iterator[Text]:
    """So many; each fourth has no picture, each sixth is urgent, some are long."""
    for number in range(count):
        category, title, body = EVENTS[number % len(EVENTS)]
        place = PLACES[number // len(EVENTS) % len(PLACES)]
        round_ = number // (len(EVENTS) * len(PLACES)) + 1
        told = f"{body} Bertempat di {place}, kelompok {round_}."
        yield Text(
            title=f"{title} di {place}, kelompok {round_}",
            body=told if number % 5 else f"{told}\n\n" + 6 * f"{body} ",
            category=category,
            picture=number % 4 != 3,
            urgent=category == "peringatan",
        )
