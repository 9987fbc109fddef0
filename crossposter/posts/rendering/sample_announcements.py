"""Sample announcements for template checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from crossposter.database.models import Announcement

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)

_TITLE = "Pasar murah di halaman kantor kecamatan"
_SENTENCE = (
    "Pasar murah digelar di halaman kantor kecamatan pada Senin, 23 November 2026 "
    "pukul 08.00 WITA dengan harga beras Rp47.000 per 5 kilogram. "
)
_LINK = "https://mc.example.go.id/pasar-murah-2026/"
_HASHTAGS = " ".join(f"#InfoWarga{number}" for number in range(1, 31))


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Sample announcement, and the alternative texts of its images."""

    announcement: Announcement
    images: tuple[str, ...] = ()


def samples(category: str, limit: int) -> Iterator[Sample]:
    """Samples short and longer than *limit*, with and without link, images, tags."""
    too_much = limit // len(_SENTENCE) + 2
    picture = ("Warga mengantre di depan tenda pasar murah",)
    yield Sample(announcement=_announcement(category, _SENTENCE, _LINK), images=picture)
    yield Sample(announcement=_announcement(category, _SENTENCE, None))
    yield Sample(
        announcement=_announcement(category, _SENTENCE * too_much, _LINK),
        images=picture * 4,
    )
    yield Sample(
        announcement=_announcement(category, f"{_SENTENCE * 9}\n{_HASHTAGS}", _LINK)
    )


def _announcement(category: str, body: str, link: str | None) -> Announcement:
    return Announcement(
        title=_TITLE,
        body=body,
        link=link,
        source="CONTOH",
        category=category,
        urgent=link is None,
        valid_until=MOMENT if link else None,
        area="Kecamatan Satui" if link else None,
        contact="Posko 0518-70000" if link else None,
        author="",
        created_at=MOMENT,
        updated_at=MOMENT,
    )
