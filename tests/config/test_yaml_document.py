"""YAML's structure with the line of every value; a scalar stays what was written."""

import pytest

from crossposter.config.yaml_document import read_document, value_at


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: 0123", {"a": "0123"}),
        ("a: NO", {"a": "NO"}),
        ("a: 07:00", {"a": "07:00"}),
        ("a: ~", {"a": None}),
        ("a: '~'", {"a": "~"}),
        ("a:", {"a": None}),
        ("a: [1, {b: ${X}}]", {"a": ["1", {"b": "${X}"}]}),
        ("a: '${X: y}'", {"a": "${X: y}"}),
        ("", None),
        ("# only a remark", None),
    ],
)
def test_nothing_is_taken_for_more_than_it_is(text: str, tree: object) -> None:
    document = read_document(text)

    assert document.tree == tree
    assert document.mistakes == []


def test_every_place_has_its_line() -> None:
    document = read_document("a:\n  - x\n  - b: y\n\nc: z\n")

    assert document.lines[("a",)] == 1
    assert document.lines[("a", 1, "b")] == 3
    assert document.lines[("c",)] == 5


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\na: 2", 2, "the same key is in line 1"),
        ("a: &b c", 1, "must stand in quotes"),
        ("a: !!python/object:os.system x", 1, "must stand in quotes"),
        ("a: b: c", 1, 'a text with ": "'),
        ("a: 1\n---\nb: 2", 2, "a second document"),
        ("a: [1", 1, "never closed"),
        ("a: 'x", 1, "never closed"),
        ("a:\n\t- x", 2, "not tabs"),
        ("a: @x", 1, "starts with @"),
    ],
)
def test_a_mistake_has_a_line_and_words_of_ours(
    text: str, line: int, words: str
) -> None:
    mistakes = read_document(text).mistakes

    assert any(it.line == line and words in it.text for it in mistakes), mistakes


def test_no_mistake_repeats_the_line_a_password_may_stand_in() -> None:
    (mistake,) = read_document("a: rahasia: rahasia").mistakes

    assert "rahasia" not in mistake.text


def test_a_file_that_goes_down_without_end_is_refused() -> None:
    assert read_document("[" * 500 + "]" * 500).mistakes


def test_a_value_is_found_by_its_place() -> None:
    tree = read_document("a: [{b: c}]").tree

    assert value_at(tree, ("a", 0, "b")) == "c"
    assert value_at(tree, ("a", "b")) is None
    assert value_at(tree, ("x", "y")) is None
