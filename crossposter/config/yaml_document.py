"""YAML with line numbers: the structure of a file, with the line of every value.

Only the structure is YAML's. A scalar stays the text that was written, and the schema
gives it its type: YAML itself would read the page id 0123 as 83, the code NO as false,
and 07:00 as 420.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from crossposter.config.errors import Mistake, Place

Tree = str | list["Tree"] | dict[str, "Tree"] | None

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = {"", "~", "null", "Null", "NULL"}
_DEEPEST = 20

# Inside brackets YAML would take the braces of a variable for its own.
_VARIABLE = re.compile(r"\$\{[^{}\"'\n]*\}")
_MARKS = "{}[],:#"
_STAND_INS = "".join(chr(0xF8E0 + number) for number in range(len(_MARKS)))
_HIDE = str.maketrans(_MARKS, _STAND_INS)
_SHOW = str.maketrans(_STAND_INS, _MARKS)

_QUOTE_IT = "a text that starts with &, * or ! must stand in quotes"
_TAB_OR_SIGN = "indent with spaces, not tabs, and quote a text that starts with @ or %"
#: Text of a parser problem, its meaning, and if its start says more.
_MEANINGS = (
    ("mapping values", 'a text with ": " in it must stand in quotes', False),
    ("cannot start any token", _TAB_OR_SIGN, False),
    ("tab character", _TAB_OR_SIGN, False),
    ("find expected ':'", 'this is no "key: value"; mind the space', True),
    ("end of stream", "a quote that opens here is never closed", True),
    ("',' or", "a bracket that opens here is never closed, or misses a comma", True),
    ("expected <block end>", "the indentation does not fit the lines above", False),
    ("expected key", "the indentation does not fit the lines above", False),
    ("expected '-'", "the indentation does not fit the lines above", False),
    ("too deep", "one thing is inside another too many times", False),
    ("complex key", "a text that starts with { or [ must stand in quotes", False),
    ("alias", _QUOTE_IT, False),
    ("tag", _QUOTE_IT, False),
    ("anchor", _QUOTE_IT, False),
)


@dataclass(frozen=True, kw_only=True)
class Document:
    """Document: its values as text, their lines, and its mistakes."""

    tree: Tree
    lines: dict[Place, int]
    mistakes: list[Mistake]


def read_document(text: str) -> Document:
    """Document from YAML text; everything after a mistake in its grammar is lost."""
    hidden = _VARIABLE.sub(lambda match: match[0].translate(_HIDE), text)
    builder = _Builder(yaml.parse(hidden, Loader=_LOADER))
    try:
        tree = builder.document()
    except yaml.YAMLError as error:
        tree = None
        builder.mistakes.append(_explain(error))
    return Document(tree=tree, lines=builder.lines, mistakes=builder.mistakes)


def value_at(tree: Tree, place: Place) -> Tree:
    """Value at a place, None if there is nothing."""
    for step in place:
        if isinstance(tree, dict):
            tree = tree.get(str(step))
        elif isinstance(tree, list) and isinstance(step, int):
            tree = tree[step]
        else:
            return None
    return tree


class _Builder:
    """Builder of the tree from the parser's events; YAML never creates an object."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self.lines: dict[Place, int] = {}
        self.mistakes: list[Mistake] = []

    def document(self) -> Tree:
        next(self._events)  # the stream starts
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        tree = self._value((), next(self._events))
        next(self._events)  # the document ends
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._mistake((), after, "a second document starts here; remove the ---")
        return tree

    def _value(self, place: Place, event: Any) -> Tree:
        self.lines.setdefault(place, _line(event))
        if len(place) > _DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="too deep", problem_mark=event.start_mark
            )
        if event.anchor or getattr(event, "tag", None):
            self._mistake(place, event, _QUOTE_IT)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        if isinstance(event, yaml.AliasEvent):
            return ""
        blank = not event.style and event.value in _NOTHING
        return None if blank else str(event.value).translate(_SHOW)

    def _sequence(self, place: Place) -> Tree:
        entries: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            entries.append(self._value((*place, len(entries)), event))
        return entries

    def _mapping(self, place: Place) -> Tree:
        entries: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            inner = (*place, key)
            if key in entries:
                first = self.lines[inner]
                self._mistake(inner, event, f"the same key is in line {first} already")
            self.lines.setdefault(inner, _line(event))
            entries.setdefault(key, self._value(inner, next(self._events)))
        return entries

    def _key(self, event: Any) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value).translate(_SHOW)
        raise yaml.MarkedYAMLError(problem="complex key", problem_mark=event.start_mark)

    def _mistake(self, place: Place, event: Any, text: str) -> None:
        self.mistakes.append(Mistake(text=text, place=place, line=_line(event)))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _explain(error: yaml.YAMLError) -> Mistake:
    # The parser's own message quotes the line, and a password may stand in it.
    if not isinstance(error, yaml.MarkedYAMLError):
        return Mistake(text="there is a character in it that no text has")
    mark = error.problem_mark
    meaning = "this is not YAML"
    for sign, words, at_start in _MEANINGS:
        if sign in str(error.problem):
            meaning = words
            mark = (error.context_mark if at_start else None) or mark
            break
    return Mistake(text=meaning, line=mark.line + 1 if mark else None)
