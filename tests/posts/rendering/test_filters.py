"""The words templates have: dates, hashtags, the source, the office, the pictures."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crossposter.channels import Format, ImageRules
from crossposter.channels.links import Linking, Utm
from crossposter.database.models import Announcement
from crossposter.errors import BadInput
from crossposter.posts.office import Source
from crossposter.posts.rendering import Renderer

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
FORM = Format(
    limit=280,
    length=len,
    max_images=4,
    images=ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1),
)

Printer = Callable[..., str]


@pytest.fixture
def printed(tmp_path: Path) -> Printer:
    def text(
        template: str,
        *,
        language: str = "id",
        source: str = "BPBD",
        at: datetime | None = None,
        images: tuple[str, ...] = (),
    ) -> str:
        (tmp_path / "x").mkdir(exist_ok=True)
        (tmp_path / "x" / "default.j2").write_text(template, encoding="utf-8")
        renderer = Renderer(
            [tmp_path],
            zone=ZoneInfo("Asia/Makassar"),
            language=language,
            office={"name": "Diskominfo"},
            sources={
                "BPBD": Source(
                    kind="badan",
                    code="BPBD",
                    name="Badan Penanggulangan",
                    accounts={"x": "@bpbd"},
                )
            },
        )
        told = Announcement(
            title="Judul",
            body="isi",
            source=source,
            category="berita",
            at=at,
            urgent=True,
            valid_until=NOW,
            author="siti",
            created_at=NOW,
            updated_at=NOW,
        )
        return renderer.render(
            told,
            images,
            platform="x",
            format=FORM,
            moment=NOW,
            linking=Linking(utm=Utm(source="x")),
        ).text

    return text


def test_dates_are_told_as_people_write_them(printed: Printer) -> None:
    source = "{{ announcement.date | tanggal }} pukul {{ announcement.date | jam }}"
    christmas = datetime(2026, 12, 24, 23, 30, tzinfo=UTC)

    assert printed(source) == "Senin, 23 November 2026 pukul 08.00 WITA"
    assert printed(source, at=christmas) == "Jumat, 25 Desember 2026 pukul 07.30 WITA"
    assert printed(source, language="en") == "Monday, 23 November 2026 pukul 08:00 WITA"


@pytest.mark.parametrize(
    ("words", "hashtag"),
    [
        ("pasar murah", "#PasarMurah"),
        ("BPBD Tanah Bumbu", "#BPBDTanahBumbu"),
        ("KTP-el & KK 2026", "#KTPElKK2026"),
        ("2026", ""),
        ("", ""),
    ],
)
def test_tagar_makes_a_hashtag_of_words(
    printed: Printer, words: str, hashtag: str
) -> None:
    assert printed(f"{{{{ '{words}' | tagar }}}}") == hashtag


def test_everything_about_the_announcement_is_known(printed: Printer) -> None:
    text = printed(
        "{{ announcement.title }}|{{ announcement.body }}|{{ announcement.category }}|"
        "{{ announcement.urgent }}|{{ announcement.expires | jam }}|{{ platform }}"
    )

    assert text == "Judul|isi|berita|True|08.00 WITA|x"


def test_source_office_and_pictures_are_known(printed: Printer) -> None:
    template = (
        "{{ source.name }}|{{ source.code }}|{{ office.name }}|{{ images | join(',') }}"
    )

    known = printed(template, images=("tenda", "antrean"))

    assert known == "Badan Penanggulangan|BPBD|Diskominfo|tenda,antrean"
    assert printed(template, source="KUA") == "KUA|KUA|Diskominfo|"


def test_a_short_date_has_no_weekday_and_no_year(printed: Printer) -> None:
    assert printed("{{ announcement.date | tanggal('pendek') }}") == "23 Nov"
    with pytest.raises(BadInput, match="tanggal takes panjang or pendek"):
        printed("{{ announcement.date | tanggal('singkat') }}")


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Air naik. Warga mengungsi.", 99, "Air naik. Warga mengungsi."),
        ("Air naik dari subuh. Warga pergi.", 25, "Air naik dari subuh."),
        ("Daftar di https://a.go.id/daftar-posko-2026 ya", 30, "Daftar…"),
        ("Ikuti #PosKoSiagaBanjirSatui ya", 20, "Ikuti…"),
        ("Siaga 👨‍👩‍👧‍👦", 8, "Siaga…"),
        ("", 5, ""),
    ],
)
def test_ringkas_ends_at_a_sentence_and_cuts_nothing_in_two(
    printed: Printer, text: str, most: int, short: str
) -> None:
    assert printed(f"{{{{ '{text}' | ringkas({most}) }}}}") == short


@pytest.mark.parametrize("most", ["0", "-1", "'lima'"])
def test_ringkas_needs_a_number(printed: Printer, most: str) -> None:
    with pytest.raises(BadInput, match="ringkas needs a number of characters"):
        printed(f"{{{{ 'Air naik.' | ringkas({most}) }}}}")


def test_tautan_tidies_and_tags_any_link(printed: Printer) -> None:
    text = printed("{{ 'https://a.go.id/b?fbclid=1' | tautan }}")

    assert text == "https://a.go.id/b?utm_source=x&utm_medium=social"


@pytest.mark.parametrize(
    ("label", "shown"),
    [("source.name", "@bpbd"), ("source.code", "@bpbd"), ("office.name", "Diskominfo")],
)
def test_mention_is_the_account_or_else_the_name(
    printed: Printer, label: str, shown: str
) -> None:
    assert printed(f"{{{{ {label} | mention }}}}") == shown


def test_the_language_of_the_office_is_known(printed: Printer) -> None:
    assert printed("{{ language }}", language="en") == "en"
