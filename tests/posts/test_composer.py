"""A long announcement on X: as a thread, and with its link in a reply."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from crossposter.announcements.serializers import previews
from crossposter.channels import Post
from crossposter.channels.links import Linking, Utm
from crossposter.channels.pricing import Price
from crossposter.channels.twitter_text import weighted_length
from crossposter.errors import BadInput
from crossposter.posts.composer import Composed
from tests.conftest import MakeOffice
from tests.support.newsroom import Office

LINK = "https://pu.example.go.id/jembatan"
MAP = "https://peta.example.go.id/a"
PRICE = Price(post=Decimal("0.015"), link=Decimal("0.20"))
TEMPLATE = "{{ announcement.title }}\n\n{{ body }}\n\n{{ announcement.link }}\n"
REPLY = "Selengkapnya: {{ announcement.link }}\n"
REST = "Masih {{ words }} kata: {{ announcement.link or source.name }}\n"
SENTENCE = "Pasar murah digelar di halaman kantor kecamatan mulai pukul 08.00 WITA. "


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    office = make_office(channels=["x"])
    folder = office.folder / "templates" / "x"
    (folder / "default.j2").write_text(TEMPLATE)
    (folder / "_balasan.j2").write_text(REPLY)
    (folder / "_sisa.j2").write_text(REST)
    on_x(office, threads=True)
    return office


def on_x(office: Office, **values: Any) -> None:
    """Change the channel."""
    channel = office.channels["x"]
    format_ = replace(channel.format, limit=280, length=weighted_length)
    office.channels["x"] = replace(channel, format=format_, price=PRICE, **values)


def previewed(office: Office, **values: Any) -> Composed:
    [composed] = office.approval.preview(office.write(**values))
    return composed


def post(office: Office, **values: Any) -> Post:
    composed = previewed(office, **values)
    assert composed.post is not None, composed.problems
    return composed.post


def test_a_long_body_goes_on_in_replies_with_nothing_left_out(office: Office) -> None:
    composed = previewed(office, title="Pasar murah", body=SENTENCE * 8, link=LINK)

    assert composed.post is not None
    parts = composed.post.parts
    assert [part.rpartition("\n\n")[2] for part in parts] == ["1/3", "2/3", "3/3"]
    assert parts[0].startswith("Pasar murah\n\nPasar murah digelar")
    assert LINK in parts[-1]
    assert "".join(parts).count("08.00 WITA.") == 8
    assert composed.problems == ()


def test_a_short_one_stays_one_post(office: Office) -> None:
    assert post(office, body=SENTENCE, link=LINK).replies == ()


def test_without_threads_it_is_shortened(office: Office) -> None:
    on_x(office, threads=False)

    composed = previewed(office, body=SENTENCE * 8)

    assert composed.post is not None
    assert composed.post.replies == ()
    assert composed.length <= 280
    assert "body shortened" in composed.problems[0]


def test_each_part_has_its_price(office: Office) -> None:
    plain = previewed(office, body=SENTENCE * 8)
    linked = previewed(office, body=SENTENCE * 8, link=LINK)

    assert plain.price == 3 * Decimal("0.015")
    assert linked.price == 2 * Decimal("0.015") + Decimal("0.20")


def test_what_is_too_long_for_a_thread_is_shortened_and_told(office: Office) -> None:
    composed = previewed(office, body=SENTENCE * 90, link=LINK)

    assert composed.post is not None
    assert 8 <= len(composed.post.parts) <= 10
    assert LINK in composed.post.parts[-1]
    assert "a thread has 10 parts at most" in composed.problems[0]
    [missing] = re.findall(r"Masih (\d+) kata: " + LINK, composed.post.parts[-1])
    told = sum(part.count("Pasar murah digelar") for part in composed.post.parts)
    assert int(missing) == (90 - told) * 11
    assert all("WITA." in part[-30:] for part in composed.post.parts[:-1])


def test_other_programs_see_the_parts_and_what_the_checks_found(
    office: Office,
) -> None:
    key = office.write(body=SENTENCE * 8)

    [told] = previews(office.approval.preview(key))

    texts = [each["text"] for each in told["parts"]]
    assert told["text"] == "\n\n".join(texts)
    assert [each["length"] for each in told["parts"]] == [*map(weighted_length, texts)]
    assert told["length"] == max(each["length"] for each in told["parts"])
    assert told["findings"] == []


def test_a_text_by_hand_is_split_to_the_letter(office: Office) -> None:
    text = (SENTENCE * 6).strip()

    parts = post(office, texts={"x": text}).parts

    assert len(parts) == 2
    assert " ".join(part.rpartition("\n\n")[0] for part in parts) == text


def test_a_line_of_three_dashes_begins_the_next_post(office: Office) -> None:
    parts = post(office, texts={"x": "Satu.\n---\nDua.\n ---\n\nTiga – ya---ya."}).parts

    assert parts == ("Satu.\n\n1/3", "Dua.\n\n2/3", "Tiga – ya---ya.\n\n3/3")


def test_dashes_that_part_nothing_make_no_thread(office: Office) -> None:
    assert post(office, texts={"x": "---\nSatu.\n---"}).parts == ("Satu.",)


def test_dashes_mean_nothing_where_there_are_no_threads(office: Office) -> None:
    on_x(office, threads=False)

    assert post(office, texts={"x": "Satu.\n---\nDua."}).parts == ("Satu.\n---\nDua.",)


@pytest.mark.parametrize(
    ("threads", "why"),
    [(True, "more than the 10 parts"), (False, "characters and may have 280")],
)
def test_a_text_by_hand_that_is_too_long_is_refused(
    office: Office, threads: bool, why: str
) -> None:
    on_x(office, threads=threads)

    with pytest.raises(BadInput, match=why):
        office.submitted(texts={"x": SENTENCE * 45})


def test_the_link_leaves_the_post_for_a_reply(office: Office) -> None:
    utm = Utm(source="x")
    on_x(office, threads=False, linking=Linking(reply=True, utm=utm))

    composed = previewed(office, body="Ditutup.\n\nInfo: " + LINK, link=LINK)

    assert composed.post is not None
    first, second = composed.post.parts
    assert "http" not in first
    assert "Info" not in first
    assert second == f"Selengkapnya: {LINK}?utm_source=x&utm_medium=social"
    assert composed.price == Decimal("0.215")
    assert composed.problems == ()


def test_the_reply_with_the_link_has_no_number(office: Office) -> None:
    on_x(office, linking=Linking(reply=True))

    parts = post(office, body=SENTENCE * 8, link=LINK).parts

    assert parts[-2].endswith("3/3")
    assert parts[-1] == f"Selengkapnya: {LINK}"


def test_other_link_lines_go_into_the_reply_as_they_are(office: Office) -> None:
    on_x(office, linking=Linking(reply=True))

    parts = post(office, body=f"Ditutup.\nPeta: {MAP}", link=LINK).parts

    assert parts[1:] == (f"Selengkapnya: {LINK}\nPeta: {MAP}",)
    assert post(office, body=f"Ditutup.\nPeta: {MAP}").parts[1:] == (f"Peta: {MAP}",)


def test_a_link_that_was_shortened_away_goes_into_the_reply(office: Office) -> None:
    on_x(office, threads=False, linking=Linking(reply=True))

    parts = post(office, body=f"{SENTENCE * 8}Lihat {MAP} ya.").parts

    assert MAP not in parts[0]
    assert parts[1:] == (MAP,)


def test_a_link_inside_a_sentence_stays_and_is_told(office: Office) -> None:
    on_x(office, linking=Linking(reply=True))

    composed = previewed(office, body=f"Buka {LINK} lalu pilih menu.", link=LINK)

    assert composed.post is not None
    assert composed.post.replies == ()
    assert LINK in composed.post.text
    assert "a link in the body itself stays" in composed.problems[0]


def test_no_link_means_no_reply(office: Office) -> None:
    on_x(office, linking=Linking(reply=True))

    assert post(office).replies == ()


def test_with_the_money_gone_there_is_no_reply_either(office: Office) -> None:
    on_x(office, linking=Linking(reply=True), budget=Decimal("0.20"))

    composed = previewed(office, link=LINK)

    assert composed.post is not None
    assert composed.post.replies == ()
    assert composed.price == Decimal("0.015")
    assert "it is left out" in composed.problems[0]


def test_words_by_hand_keep_their_link(office: Office) -> None:
    on_x(office, linking=Linking(reply=True))

    parts = post(office, texts={"x": f"Ditutup. {LINK}"}, link=LINK).parts

    assert parts == (f"Ditutup. {LINK}",)
