"""Messages of pydantic, reworded for the office."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from typing_extensions import is_typeddict

from crossposter.config.errors import Mistake, Place, nearest
from crossposter.config.fields import annotations_of, keys_of
from crossposter.config.schema import Config
from crossposter.config.vocabulary import objection
from crossposter.config.yaml_document import Tree, value_at

_UNKNOWN_KEY = {"extra_forbidden", "unexpected_keyword_argument"}
_CHOICES = {"literal_error", "enum", "union_tag_invalid"}


def reword(errors: Sequence[ErrorDetails], written: Tree) -> Iterator[Mistake]:
    """Mistakes in one sentence each; `written` is the text of the file.

    Values are quoted only from `written`, because those of variables can be secret.
    """
    meant: set[Place] = set()
    missing: list[Mistake] = []
    for error in errors:
        spot = _find_spot(error, written)
        if error["type"] in _UNKNOWN_KEY:
            near = nearest(str(spot.place[-1]), spot.keys)
            meant.add((*spot.place[:-1], near or ""))
            yield Mistake(text=_unknown_key(near, spot.keys), place=spot.place)
        elif error["type"] == "too_short" and spot.value:
            pass  # each of its entries has its own mistake
        elif spot.value is None:
            missing.append(_nothing_there(spot, written))
        else:
            yield Mistake(text=_words_for(error, spot.value), place=spot.place)
    # A mistyped key is one mistake; its absence under the right name is not another.
    yield from (it for it in missing if it.place not in meant)


@dataclass(frozen=True, kw_only=True)
class _Spot:
    place: Place
    keys: Sequence[str]  #: of the section around
    value: Tree


def _find_spot(error: ErrorDetails, written: Tree) -> _Spot:
    """Place of an error; pydantic's location also names the members of unions."""
    here: Any = Config
    keys: list[str] = []
    place: Place = ()
    for step in error["loc"]:
        if step == "[key]":  # the name of an entry itself is wrong
            break
        here = _bare(here)
        if get_origin(here) in {Union, UnionType}:
            here = next(it for it in get_args(here) if step in _tags(it))
        else:
            keys = _keys(here)
            place = (*place, step)
            here = _inner(here, step)
    if error["type"].startswith("union_tag"):
        place = (*place, error["ctx"]["discriminator"].strip("'"))
    return _Spot(place=place, keys=keys, value=value_at(written, place))


def _bare(annotation: Any) -> Any:
    """Type without `Annotated` and `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        members = [it for it in get_args(annotation) if it is not NoneType]
        return _bare(members[0]) if len(members) == 1 else annotation
    return annotation


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and (
        issubclass(annotation, BaseModel)
        or is_dataclass(annotation)
        or is_typeddict(annotation)
    )


def _keys(annotation: Any) -> list[str]:
    return keys_of(annotation) if _is_group(annotation) else []


def _inner(annotation: Any, step: str | int) -> Any:
    if _is_group(annotation):
        return annotations_of(annotation).get(str(step))
    arguments = get_args(annotation)
    return arguments[1 if get_origin(annotation) is dict else 0] if arguments else None


def _tags(section: type[BaseModel]) -> list[Any]:
    annotations = [field.annotation for field in section.model_fields.values()]
    return [
        tag for it in annotations if get_origin(it) is Literal for tag in get_args(it)
    ]


def _unknown_key(near: str | None, keys: Sequence[str]) -> str:
    if near:
        return f"unknown key, did you mean {near}?"
    return f"unknown key; the keys here are {', '.join(keys)}"


def _nothing_there(spot: _Spot, written: Tree) -> Mistake:
    around = value_at(written, spot.place[:-1])
    there = isinstance(around, list) or spot.place[-1] in (around or ())
    text = "has no value; write one, or remove the line" if there else "is missing"
    return Mistake(text=text, place=spot.place)


def _words_for(error: ErrorDetails, value: Tree) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _CHOICES:
        expected = context.get("expected") or context["expected_tags"]
        return _not_a_choice(str(value), expected)
    if kind == "refused":
        return error["msg"]
    return objection(kind, context)


def _not_a_choice(value: str, expected: str) -> str:
    choices = re.findall("'([^']*)'", expected)
    near = nearest(value, choices)
    # A value unlike any of them may be a token in the wrong line.
    shown = f"'{value}' is" if near else "is"
    return f"{shown} none of {', '.join(choices)}{f'; did you mean {near}?' if near else ''}"
