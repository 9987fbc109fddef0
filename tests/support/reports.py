"""A made-up report as a busy office would get it; job titles, no persons."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from crossposter.posts.office import Office
from crossposter.reports.model import (
    CategoryRow,
    ChannelRow,
    Holiday,
    Period,
    PlannedRow,
    PostRow,
    Reach,
    SourceRow,
    Summary,
    TroubleRow,
    WeeklyReport,
)

ZONE = ZoneInfo("Asia/Makassar")
WEEK = Period(start=date(2026, 11, 16), zone=ZONE)
OFFICE = Office(
    name="Pemerintah Kabupaten Contoh",
    unit="Dinas Komunikasi, Informatika, Statistik dan Persandian",
    address="Jl. Merdeka No. 1, Contoh",
    website="https://diskominfo.example.go.id",
)
SUMMARY = Summary(
    approved=31,
    published=84,
    failed=2,
    held=1,
    expired=1,
    waiting=12,
    on_time=0.964,
    median_wait=timedelta(hours=3, minutes=12),
    urgent=3,
    urgent_wait=timedelta(minutes=4),
)
BEFORE = replace(
    SUMMARY,
    approved=27,
    published=77,
    failed=5,
    expired=0,
    on_time=0.931,
    median_wait=timedelta(hours=4, minutes=2),
    urgent=1,
    urgent_wait=timedelta(minutes=9),
)
NOTHING = Summary(
    approved=0,
    published=0,
    failed=0,
    held=0,
    expired=0,
    waiting=0,
    on_time=None,
    median_wait=None,
    urgent=0,
    urgent_wait=None,
)
CHANNELS = (
    ChannelRow(
        channel="facebook",
        platform="facebook",
        scheduled=32,
        published=30,
        failed=1,
        on_time=0.967,
        reach=Reach(likes=1893, comments=214, shares=377, views=41_206, reach=28_654),
        price=None,
    ),
    ChannelRow(
        channel="x",
        platform="x",
        scheduled=30,
        published=28,
        failed=1,
        on_time=0.929,
        reach=Reach(likes=156, comments=23, shares=61, views=9_871),
        price=Decimal("1.155"),
    ),
    ChannelRow(
        channel="instagram",
        platform="instagram",
        scheduled=26,
        published=26,
        failed=0,
        on_time=1.0,
        reach=Reach(likes=2_447, comments=189, reach=17_903),
        price=None,
    ),
)
_NAMES = (
    ("SETDA", "Sekretariat Daerah", "sekretariat"),
    ("INSP", "Inspektorat Daerah", "inspektorat"),
    ("DISDIK", "Dinas Pendidikan dan Kebudayaan", "dinas"),
    ("DINKES", "Dinas Kesehatan", "dinas"),
    ("DPUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", "dinas"),
    ("DISHUB", "Dinas Perhubungan", "dinas"),
    ("DISDAG", "Dinas Perdagangan dan Perindustrian", "dinas"),
    ("DLH", "Dinas Lingkungan Hidup", "dinas"),
    ("DUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", "dinas"),
    ("DISPAR", "Dinas Kepemudaan, Olahraga dan Pariwisata", "dinas"),
    ("DPMD", "Dinas Pemberdayaan Masyarakat dan Desa", "dinas"),
    ("DINSOS", "Dinas Sosial", "dinas"),
    ("BPBD", "Badan Penanggulangan Bencana Daerah", "badan"),
    ("BAPPEDA", "Badan Perencanaan Pembangunan Daerah", "badan"),
    ("BAPENDA", "Badan Pendapatan Daerah", "badan"),
    ("BKPSDM", "Badan Kepegawaian dan Pengembangan SDM", "badan"),
    ("RSUD", "Rumah Sakit Umum Daerah", "rumah-sakit"),
    ("PROKOPIM", "Bagian Protokol dan Komunikasi Pimpinan", "bagian"),
    *((f"KEC{n:02d}", f"Kecamatan Contoh {n}", "kecamatan") for n in range(1, 13)),
)
_WEEKS = (3, 0, 2, 4, 1, 1, 2, 0, 3, 1, 0, 1, 4, 0, 1, 0, 2, 3, *(1, 0, 0, 2) * 3)
SOURCES = tuple(
    SourceRow(
        code=code,
        name=name,
        kind=kind,
        week=week,
        month=week * 2 + place % 3,
        quota=0 if kind == "bagian" else 4,
    )
    for place, ((code, name, kind), week) in enumerate(zip(_NAMES, _WEEKS, strict=True))
)
CATEGORIES = (
    CategoryRow(category="kegiatan", announcements=13, posts=38),
    CategoryRow(category="layanan", announcements=8, posts=22),
    CategoryRow(category="pengumuman", announcements=6, posts=17),
    CategoryRow(category="serta-merta", announcements=3, posts=7),
)
_TITLES = (
    "Peringatan dini: hujan lebat disertai angin kencang di pesisir",
    "Pasar murah digelar tiga hari di halaman kantor kecamatan, beras Rp47.000 per 5 kg",
    "Jadwal pelayanan adminduk keliling pekan ini",
    "Imunisasi lengkap gratis di seluruh puskesmas",
    "Jembatan sungai ditutup sementara untuk perbaikan, gunakan jalur alternatif",
    "Pelatihan kader posyandu diikuti 120 peserta",
    "Hari Guru Nasional: upacara dan penghargaan guru berprestasi",
)


def _post(number: int, title: str) -> PostRow:
    name = _NAMES[number * 5 % len(_NAMES)][1]
    at = datetime(2026, 11, 15, 23, 0, tzinfo=UTC) + timedelta(hours=5 * number)
    links = {
        "facebook": f"https://www.facebook.com/123456789/posts/9876543210{number:03d}",
        "x": f"https://x.com/i/web/status/19876543210987{number:05d}",
        "instagram": f"https://www.instagram.com/p/DRx{number:03d}abcXYZ/",
    }
    return PostRow(
        at=at,
        announcement=400 + number,
        title=title,
        source=name,
        category=CATEGORIES[number % 4].category,
        links=links if number % 3 else {"facebook": links["facebook"], "x": None},
        officer="petugas.ikp",
        approver="kabid.ikp",
        urgent=not number,
        gone=frozenset({"x"}) if number == 4 else frozenset(),
    )


POSTS = tuple(_post(number, _TITLES[number % len(_TITLES)]) for number in range(31))
TROUBLES = (
    TroubleRow(
        at=datetime(2026, 11, 17, 3, 2, tzinfo=UTC),
        channel="x",
        title=_TITLES[2],
        kind="quota",
        detail="402 CreditsDepleted",
        attempts=3,
        solved=True,
    ),
    TroubleRow(
        at=datetime(2026, 11, 18, 23, 0, tzinfo=UTC),
        channel="facebook",
        title=None,
        kind="token",
        detail="190 Error validating access token: Session has expired",
        attempts=1,
        solved=False,
    ),
    TroubleRow(
        at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        channel="facebook",
        title=_TITLES[4],
        kind="undecided",
        detail=None,
        attempts=1,
        solved=False,
        delivery=412,
    ),
)
PLAN = tuple(
    PlannedRow(
        at=datetime(2026, 11, 23, 23, 0, tzinfo=UTC) + timedelta(hours=14 * number),
        title=_TITLES[number % len(_TITLES)],
        source=_NAMES[number + 3][1],
        channels=("facebook", "x", "instagram")[: 1 + number % 3],
    )
    for number in range(6)
)
HOLIDAYS = (Holiday(day=date(2026, 11, 25), name="Hari Guru Nasional"),)


def a_report(**values: Any) -> WeeklyReport:
    """The third week of November, with its ups and downs."""
    defaults: dict[str, Any] = {
        "office": OFFICE,
        "period": WEEK,
        "language": "id",
        "written_at": datetime(2026, 11, 23, 0, 0, tzinfo=UTC),
        "summary": SUMMARY,
        "before": BEFORE,
        "channels": CHANNELS,
        "sources": SOURCES,
        "categories": CATEGORIES,
        "posts": POSTS,
        "troubles": TROUBLES,
        "plan": PLAN,
        "holidays": HOLIDAYS,
        "began": datetime(2026, 9, 1, tzinfo=UTC),
    }
    return WeeklyReport(**defaults | values)


def an_empty_report(**values: Any) -> WeeklyReport:
    """The first week of an office that has set nothing up yet."""
    empty: dict[str, Any] = dict.fromkeys(
        ("channels", "sources", "categories", "posts", "troubles", "plan", "holidays"),
        (),
    )
    return a_report(**empty | {"summary": NOTHING, "before": None} | values)
