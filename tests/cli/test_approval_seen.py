"""approve: the posts that preview showed, or nothing."""

import json
from pathlib import Path

from tests.support.desk import Desk


def submitted(desk: Desk) -> str:
    key = str(desk.added())
    desk.done("submit", key)
    return key


def test_preview_tells_a_code_and_how_to_approve_by_it(desk: Desk) -> None:
    key = submitted(desk)

    [code] = {each["code"] for each in desk.done("preview", key, "--json").values}
    out = desk.done("preview", key).out
    desk.done("preview", key, "--html")

    assert f"Code of these posts: {code}" in out
    assert f"crossposter approve {key} --seen {code}" in out
    assert code in Path(f"preview-{key}.html").read_text(encoding="utf-8")
    desk.done("approve", key, "--seen", code)


def test_a_template_that_has_changed_since_is_noticed(desk: Desk) -> None:
    key = submitted(desk)
    desk.done("preview", key)
    template = desk.folder / "templates" / "facebook" / "default.j2"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text("{{ body }} TAMBAHAN")
    (template.parent / "berita.j2").write_text("{{ body }} TAMBAHAN")

    refused = desk("approve", key)

    assert refused.code == 1
    assert "not what was shown: the post for facebook would be different" in refused.err
    assert f"crossposter preview {key}" in refused.err
    assert json.loads(desk.done("show", key, "--json").out)["deliveries"] == []


def test_a_page_that_was_written_counts_as_looked_at(desk: Desk) -> None:
    key = submitted(desk)
    desk.done("preview", key, "--html")
    desk.done("edit", key, "--body", "Isi lain.")
    desk.done("submit", key)

    assert "not what was shown" in desk("approve", key).err


def test_another_code_is_refused_in_a_sentence(desk: Desk) -> None:
    key = submitted(desk)

    refused = desk("approve", key, "--seen", "ABCDEFGH")

    assert refused.code == 1
    assert "'ABCDEFGH' is not the code of announcement" in refused.err
