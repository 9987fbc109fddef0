"""check ID, and what submit says of an announcement it takes or does not take."""

import pytest
from PIL import Image

from tests.support.desk import Desk

ONLY_X = ("--to", "x")


def a_draft(desk: Desk, body: str, *options: str) -> str:
    answer = desk.done(
        "add", "--source", "BPBD", "--title", "Rapat siaga", "--body", body,
        *ONLY_X, *options, "--json",
    )  # fmt: skip
    return str(answer.values["id"])


def test_a_draft_without_fault_is_told_so(monday: Desk) -> None:
    key = a_draft(monday, "Rapat pukul 09.00 WITA.")

    answer = monday.done("check", key)

    assert answer.out == f"Nothing to object to in announcement {key}.\n"
    assert monday.done("check", key, "--json").values == []


def test_everything_is_shown_with_the_name_that_switches_it_off(monday: Desk) -> None:
    key = a_draft(monday, "Rapat {nama} pukul 09.00 WIB.")

    answer = monday("check", key)

    assert answer.code == 1
    error, warning = answer.out.splitlines()
    assert error.startswith("error: the body still has")
    assert error.endswith("placeholder")
    assert warning.startswith("warning: ")
    assert warning.endswith("zone")
    assert f"crossposter edit {key}" in answer.err


def test_json_has_rule_level_and_sentence(monday: Desk) -> None:
    key = a_draft(monday, "Rapat pukul 09.00 WIB.")

    (finding,) = monday.done("check", key, "--json").values

    assert finding == {
        "rule": "zone",
        "level": "warning",
        "sentence": "the body gives a time in WIB, and here it is WITA",
    }


def test_submit_says_what_it_let_pass(monday: Desk) -> None:
    key = a_draft(monday, "Rapat pukul 09.00 WIB.")

    answer = monday.done("submit", key)

    assert "! the body gives a time in WIB" in answer.out


def test_submit_lists_all_that_has_to_be_mended(monday: Desk) -> None:
    key = a_draft(monday, "Rapat {nama} pada Senin, 24 November 2026.")

    answer = monday("submit", key)

    assert (answer.code, answer.out) == (1, "")
    assert "{nama}" in answer.err
    assert "2026-11-24 is a Selasa" in answer.err
    assert monday.done("show", key, "--json").values["status"] == "draft"


def test_a_rule_can_be_switched_off_and_a_number_be_the_offices(monday: Desk) -> None:
    monday.configure(
        "off: [repeated]", 'off: [repeated, zone], phones: ["0812 3456 7890"]'
    )
    key = a_draft(monday, "Pukul 09.00 WIB, WA +62 812-3456-7890.")

    assert monday.done("check", key, "--json").values == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("off: [zones]", "did you mean zone?"),
        ("phones: [rumah]", "'rumah' is no telephone number"),
        ("similar: 0s", "longer than nothing"),
    ],
)
def test_a_mistake_in_the_section_is_told(monday: Desk, wrong: str, said: str) -> None:
    monday.configure("off: [repeated]", wrong)

    assert said in monday("check").err


def test_what_the_law_wants_told_is_typed_and_shown(monday: Desk) -> None:
    key = a_draft(
        monday, "Waspada banjir.", "--classification", "serta-merta",
        "--area", "Satui", "--contact", "0518-123456",
    )  # fmt: skip

    refused = monday("submit", key)

    assert "(--valid-until)" in refused.err
    assert "--area" not in refused.err
    assert "class: serta-merta" in monday.done("show", key).out


@pytest.mark.parametrize(("width", "told"), [(159, True), (160, False)])
def test_a_picture_that_instagram_would_blur_is_told(
    monday: Desk, width: int, told: bool
) -> None:
    Image.new("RGB", (width, width), "teal").save(monday.folder / "media" / "logo.png")
    options = ("--image", "logo.png", "--alt", "Lambang", "--to", "instagram")
    key = str(monday.added(*options))

    found = monday.done("check", key, "--json").values

    assert [each["rule"] for each in found] == ["enlarged"] * told
    assert ("logo.png is 159 pixels wide" in monday.done("submit", key).out) is told


def test_a_picture_that_is_gone_is_told_and_no_traceback(monday: Desk) -> None:
    key = str(monday.added())
    (monday.folder / "media" / "posko.jpg").unlink()

    [told] = monday("check", key, "--json").values
    assert "there is no file" in told["sentence"]
    assert "there is no file" in monday.refused("submit", key)


def test_no_announcement_of_that_number(monday: Desk) -> None:
    assert "there is no announcement 99" in monday.refused("check", "99")


def test_the_end_of_a_notice_is_typed_shown_and_printed(monday: Desk) -> None:
    key = a_draft(
        monday, "Jalan ditutup.", "--category", "pengumuman",
        "--valid-until", "2026-12-05",
    )  # fmt: skip

    shown = monday.done("show", key, "--json").values
    assert (shown["valid_until"], shown["expires_at"]) == ("2026-12-05T15:59:00Z", None)
    assert "2026-12-05 23:59 WITA" in monday.done("show", key).out
    [preview] = monday.done("preview", key, "--json").values
    assert "Berlaku sampai 5 Des, 23.59 WITA" in preview["text"]
    monday.done("edit", key, "--valid-until", "")
    assert monday.done("show", key, "--json").values["valid_until"] is None
