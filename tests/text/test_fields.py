from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from crossposter.text.fields import Code, Group, Handle, Line, Tag, Url, refusal


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """A value of the program that knows nothing of files."""

    name: Line
    website: Url | None = None
    copies: int = 2


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid")

    head: Group[Letterhead] = Letterhead(name="Pemkab")
    code: Code = "BPBD"
    tag: Tag = "social"
    account: Handle = "@bpbd"


def errors(**values: object) -> list[tuple[Any, ...]]:
    with pytest.raises(ValidationError) as caught:
        Section.model_validate(values)
    return [(*it["loc"], it["type"], it["msg"]) for it in caught.value.errors()]


def test_a_group_is_read_as_the_value_of_the_program_itself() -> None:
    section = Section.model_validate({"head": {"name": " Pemkab ", "copies": 3}})

    assert section.head == Letterhead(name="Pemkab", copies=3)


def test_a_key_without_a_value_counts_as_not_written() -> None:
    section = Section.model_validate({"head": {"name": "Pemkab", "copies": None}})

    assert section.head.copies == 2
    [(*place, kind, _)] = errors(head={"name": None})
    assert (place, kind) == (["head", "name"], "missing")


def test_a_key_that_nobody_knows_is_told_with_and_without_a_value() -> None:
    for value in (None, "x"):
        [(*place, kind, _)] = errors(head={"name": "Pemkab", "nama": value})
        assert (place, kind) == (["head", "nama"], "unexpected_keyword_argument")


def test_what_is_no_group_is_told() -> None:
    [(*place, kind, _)] = errors(head=["name"])

    assert (place, kind) == (["head"], "dataclass_type")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"head": {"name": " "}}, "is empty"),
        ({"head": {"name": "a\nb"}}, "must be one line of text"),
        ({"head": {"name": "a", "website": "example"}}, "is not an address such as"),
        (
            {"head": {"name": "a", "website": "http://a:99999"}},
            "is not an address such as",
        ),
        ({"head": {"name": "a", "website": "http://[a"}}, "is not an address such as"),
        ({"code": "B PBD"}, "a code is short and has no spaces"),
        ({"tag": ""}, "is one short word"),
        ({"account": "bpbd tanbu"}, "is the name of an account"),
    ],
)
def test_a_mistake_is_told_in_words_of_the_office(
    values: dict[str, object], words: str
) -> None:
    [(*_, kind, told)] = errors(**values)

    assert kind == "refused"
    assert told.startswith(words)


def test_the_name_of_an_account_gets_its_sign() -> None:
    assert Section.model_validate({"account": "bpbd"}).account == "@bpbd"


def test_a_reason_may_hold_braces() -> None:
    assert refusal("{a} {").message() == "{a} {"
