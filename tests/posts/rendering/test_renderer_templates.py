"""Templates: who wins, what they may not do, and how their mistakes are told."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crossposter.channels import Format, ImageRules
from crossposter.database.models import Announcement
from crossposter.errors import BadInput
from crossposter.posts.rendering import Renderer, TemplateProblem

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
FORM = Format(
    limit=280,
    length=len,
    max_images=4,
    images=ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1),
)


def renderer(*folders: Path) -> Renderer:
    return Renderer(
        folders,
        zone=ZoneInfo("Asia/Makassar"),
        language="id",
        office={"name": "Diskominfo", "address": "Batulicin"},
        sources={},
    )


def text(made: Renderer, category: str = "berita") -> str:
    told = Announcement(
        title="Judul",
        body="Isi",
        source="BPBD",
        category=category,
        author="siti",
        created_at=NOW,
        updated_at=NOW,
    )
    return made.render(told, platform="x", format=FORM, moment=NOW).text


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, source: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        return path

    return written


Write = Callable[[str, str], Path]


def test_the_operators_templates_overlay_the_shipped_ones_file_by_file(
    tmp_path: Path, write: Write
) -> None:
    write("shipped/x/default.j2", "bawaan")
    write("shipped/x/berita.j2", "berita bawaan")
    write("own/x/default.j2", "sendiri")
    made = renderer(tmp_path / "own", tmp_path / "shipped")

    assert text(made, "layanan") == "sendiri"
    assert text(made, "berita") == "berita bawaan"


def test_a_template_is_read_again_when_it_changes(tmp_path: Path, write: Write) -> None:
    write("shipped/x/default.j2", "bawaan")
    (tmp_path / "own").mkdir()
    made = renderer(tmp_path / "own", tmp_path / "shipped")
    before = text(made)

    own = write("own/x/default.j2", "sendiri")
    overlaid = text(made)
    own.unlink()

    assert (before, overlaid, text(made)) == ("bawaan", "sendiri", "bawaan")


def test_a_template_may_be_made_of_parts(tmp_path: Path, write: Write) -> None:
    write("x/default.j2", "{{ body }} {% include 'x/_kaki.j2' %}")
    write("x/_kaki.j2", "{{ office.name }}")

    assert text(renderer(tmp_path)) == "Isi Diskominfo"


def test_without_any_template_the_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        BadInput, match=r"no template x/default.j2 in .*own or .*shipped"
    ):
        text(renderer(tmp_path / "own", tmp_path / "shipped"))


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\n{{ announcment.title }}", 2, "no 'announcment' in a template; did you mean 'announcement'?"),
        ("a\n\n{{ announcement.titel }}", 3, "no 'titel' here; did you mean 'title'?"),
        ("{{ office.adress }}", 1, "no 'adress' here; did you mean 'address'?"),
        ("{{ office.telepon }}", 1, "no 'telepon' here; there are name, address"),
        ("{{ source.name.panjang }}", 1, "no 'panjang' here"),
        ("{% if body %}a", 1, "Unexpected end of template"),
        ("a\n{{ body | tangal }}", 2, "No filter named 'tangal'; did you mean 'tanggal'?"),
        ("a\n{{ body | tanggal }}", 2, "tanggal needs a date, not ''"),
        ("a\n{{ body | jam }}", 2, "jam needs a date with its time"),
        ("a\n{{ 1 / 0 }}", 2, "division by zero"),
        ("a\n{% include 'x/kaki.j2' %}", 2, "there is no template x/kaki.j2"),
        ("a\n{% include 'x/default.j2' %}", 2, "it includes itself without end"),
        ("{% macro f(a) %}\n{{ a.b }}{% endmacro %}\n{{ f(source) }}", 2, "no 'b' here"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, write: Write, source: str, line: int, message: str
) -> None:
    path = write("x/default.j2", source)

    with pytest.raises(TemplateProblem) as caught:
        text(renderer(tmp_path))

    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ announcement.__init__.__globals__ }}",
        "{{ announcement['__class__'] }}",
        "{{ body.__class__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ self._TemplateReference__context }}",
        "{{ images.append('a') }}",
        "{{ office.clear() }}",
        "{{ '{0.__class__}'.format(body) }}",
        "{% include '../rahasia.txt' %}",
        "{% include 'x/../../rahasia.txt' %}",
        "{% include 'x/tautan.j2' %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 1000000000 }}",
        "{% for a in range(1000000000) %}{% endfor %}",
        "{% for a in range(999) %}{% for b in range(999) %}abc{% endfor %}{% endfor %}",
    ],
)
def test_a_template_cannot_reach_out_or_run_away(
    tmp_path: Path, write: Write, source: str
) -> None:
    secret = write("rahasia.txt", "rahasia")
    write("templates/x/default.j2", source)
    (tmp_path / "templates/x/tautan.j2").symlink_to(secret)

    with pytest.raises(TemplateProblem):
        text(renderer(tmp_path / "templates"))


def test_a_template_that_is_no_utf8_is_named(tmp_path: Path, write: Write) -> None:
    path = write("x/default.j2", "")
    path.write_bytes(b"caf\xe9")

    with pytest.raises(TemplateProblem, match=r"default\.j2: this is not UTF-8 text"):
        text(renderer(tmp_path))


def test_markup_of_the_announcement_is_not_run(tmp_path: Path, write: Write) -> None:
    write("x/default.j2", "{{ body }}")
    told = Announcement(
        title="",
        body="{{ office.name }} {% raw %} <nama> & 'kutip'",
        source="BPBD",
        category="berita",
        author="siti",
        created_at=NOW,
        updated_at=NOW,
    )

    rendered = renderer(tmp_path).render(told, platform="x", format=FORM, moment=NOW)

    assert rendered.text == told.body


def test_check_tries_every_template_of_every_folder(
    tmp_path: Path, write: Write
) -> None:
    write("shipped/x/default.j2", "{{ body }}")
    write("shipped/x/layanan.j2", "{{ boddy }}")
    write("shipped/x/_kaki.j2", "{{ tidak_dicoba }}")
    write("own/x/peringatan.j2", "{% if %}")
    write("own/x/ucapan.j2", "kaki " * 60)
    write("own/facebook/default.j2", "{{ announcement.title }}\n{{ body }}")
    made = renderer(tmp_path / "own", tmp_path / "shipped")

    problems = made.check({"x": FORM, "facebook": FORM, "instagram": FORM})

    assert [problem.split(": ")[0].split("/")[-1] for problem in problems] == [
        "layanan.j2, line 1",
        "peringatan.j2, line 1",
        "without the body the post has 299 characters already and X allows 280",
        f"default.j2 in {tmp_path}/own or {tmp_path}/shipped".split("/")[-1],
    ]


def test_check_finds_a_mistake_only_some_announcements_bring_out(
    tmp_path: Path, write: Write
) -> None:
    write("x/default.j2", "{{ body }}{% if not announcement.link %}{{ x }}{% endif %}")

    assert len(renderer(tmp_path).check({"x": FORM})) == 1


def test_check_tries_the_reply_with_the_link(tmp_path: Path, write: Write) -> None:
    write("x/default.j2", "{{ body }} {{ announcement.link }}")
    path = write("x/_balasan.j2", "Baca: {{ announcement.tautan }}")

    [mistake] = renderer(tmp_path).check({"x": FORM})

    assert mistake.startswith(f"{path}, line 1: there is no 'tautan' here")
