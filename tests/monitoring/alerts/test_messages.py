"""What alerts say: the same in both languages, one line where one line is due."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from crossposter.config import starter
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import IncidentKind as Kind
from crossposter.monitoring import attention
from crossposter.monitoring.alerts.messages import AlertForm, News
from crossposter.monitoring.alerts.messages.sentences import Sentences
from crossposter.monitoring.alerts.messages.texts import LABELS, SENTENCES
from crossposter.text.characters import throughout
from crossposter.text.translator import translator
from tests.support.builders import a_delivery
from tests.support.fakes import MONDAY

WITA = ZoneInfo("Asia/Makassar")
VALUES: dict[str, str | int | None] = {
    "announcement": 3,
    "approver": "kabid",
    "channel": "facebook",
    "count": 4,
    "delivery": 12,
    "due_at": MONDAY.isoformat(),
    "ends_at": MONDAY.isoformat(),
    "free": 70,
    "from_at": MONDAY.isoformat(),
    "last_at": MONDAY.isoformat(),
    "least": 50,
    "link": "https://fb.example/1",
    "person": "petugas",
    "reason": "teks ditolak",
    "recipient": "kadis@example.go.id",
    "title": "Banjir",
    "until_at": MONDAY.isoformat(),
}


def form(language: str = "id", *own: Path) -> AlertForm:
    folders = [*own, starter.templates_folder()]
    return AlertForm(folders, zone=WITA, language=language, office="Pemkab Contoh")


def news(kind: Kind = Kind.FAILED, **values: Any) -> News:
    state = values.pop("state", "opened")
    return News(state=state, kind=kind, values=VALUES | values, since=MONDAY)


def in_indonesian(kind: Kind) -> Sentences:
    said: Sentences = throughout(SENTENCES[kind], translator("id"))
    return said


def commands(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_sentences_in_both_languages(kind: Kind) -> None:
    english, indonesian = SENTENCES[kind], in_indonesian(kind)

    for each in fields(english):
        said = getattr(english, each.name)
        assert (getattr(indonesian, each.name) == said) == (said == "{reason}")


def test_kinds_and_sentences_stand_in_the_same_order() -> None:
    assert list(SENTENCES) == list(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_names_a_command_and_the_same_in_both_languages(kind: Kind) -> None:
    ours = commands(in_indonesian(kind).next)

    assert any(each.startswith("crossposter ") for each in ours)
    assert ours == commands(SENTENCES[kind].next)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_value_is_missing_and_no_brace_is_left(kind: Kind, language: str) -> None:
    text = form(language).text([news(kind)], MONDAY)

    assert "–" not in text
    assert not set("{}") & set(text)


@pytest.mark.parametrize(
    ("kind", "status", "in_question"),
    [
        (Kind.FAILED, Status.FAILED, False),
        (Kind.HELD, Status.HELD, False),
        (Kind.DOUBTFUL, Status.HELD, True),
        (Kind.UNCONFIRMED, Status.UNCONFIRMED, True),
    ],
)
def test_alerts_and_status_name_the_same_commands(
    kind: Kind, status: Status, in_question: bool
) -> None:
    delivery = a_delivery(3, id=12, status=status)
    row = attention.trouble(delivery, "Banjir", in_question=in_question)

    filled = SENTENCES[kind].filled(VALUES, WITA)

    assert commands(filled.next) == commands(row["next"])


@pytest.mark.parametrize("title", ["A\r\nBcc: x@example.org", "A\u2028B", "A\x00B\tC"])
def test_a_subject_is_one_line_whatever_stands_in_a_title(title: str) -> None:
    subject = form().subject([news(title=title)])

    assert subject.isprintable()
    assert len(subject.splitlines()) == 1


def test_a_long_title_is_cut_in_the_subject_and_whole_in_the_text() -> None:
    title = "Peringatan dini cuaca ekstrem " * 20

    assert len(form().subject([news(title=title)])) <= 150
    assert title.strip() in form().text([news(title=title)], MONDAY)


def test_braces_in_a_title_are_only_braces() -> None:
    title = "{reason.__class__} {{ 7 * 7 }} {% raw %} {0}"

    text = form().text([news(title=title)], MONDAY)

    assert title in text


def test_the_subject_names_the_office_the_trouble_and_how_many_there_are() -> None:
    one, two = news(), news(Kind.REMOVED)

    assert form().subject([one]) == (
        "[Pemkab Contoh] Kiriman 12 ke facebook gagal: Banjir"
    )
    assert form().subject([one, two]) == (
        "[Pemkab Contoh] 2 pemberitahuan: Kiriman 12 ke facebook gagal: Banjir, dan 1"
        " lainnya"
    )
    assert (
        form("en")
        .subject([news(state="solved")])
        .startswith("[Pemkab Contoh] Solved: ")
    )


def test_what_is_the_same_for_many_is_said_once() -> None:
    text = form().text([news(delivery=number) for number in range(20)], MONDAY)

    assert text.count(in_indonesian(Kind.FAILED).meaning) == 1
    assert [f"`crossposter retry {n}`" in text for n in range(20)] == [True] * 20


def test_a_flood_is_counted_and_not_printed() -> None:
    text = form().text([news(delivery=number) for number in range(250)], MONDAY)

    assert "(+ 150)" in text
    assert len(text) < 40_000


def test_times_are_told_by_the_clock_of_the_office() -> None:
    text = form().text([news(Kind.TOKEN)], MONDAY)

    assert "Token facebook berakhir 2026-11-23 08:00 WITA" in text


def test_an_own_template_wins_and_one_with_a_mistake_stops_no_alert(
    tmp_path: Path,
) -> None:
    own = tmp_path / "report" / "alert.txt.j2"
    own.parent.mkdir()
    own.write_text("{{ office }}: {{ groups[0].entries[0].what }}")
    text = form("id", tmp_path).text([news()], MONDAY)
    assert text == "Pemkab Contoh: Kiriman 12 ke facebook gagal: Banjir"

    own.write_text("{{ ofice }}")
    text = form("id", tmp_path).text([news()], MONDAY)

    assert "`crossposter retry 12`" in text
    assert "baris 1: tidak ada 'ofice' di dalam templat" in text
    (problem,) = form("id", tmp_path).problems(MONDAY)
    assert problem.startswith(f"{own}, line 1: there is no 'ofice'")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_shipped_template_has_no_mistake(language: str) -> None:
    assert form(language).problems(MONDAY) == []


def test_every_state_has_a_label() -> None:
    states = get_args(News.__annotations__["state"])
    names = {field.name for field in fields(LABELS)}

    assert set(states) <= names
