"""Typed text → plain values, by the types of the model: 「１，９８０円」 for an int, 「令和8年4月1日」 for a date."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from govapi.kit.japan.era import parse_date_ja
from govapi.web.form_data import Data, Value
from govapi.web.reading import plain_number

Path: TypeAlias = tuple[str | int, ...]
_LISTS = (list, tuple, set, frozenset)


@dataclass
class Normalised:
    """Data ready for the model; faults found while reading; the dotted paths in the model's order; those answered by choosing."""

    value: dict[str, Any] = field(default_factory=dict)
    faults: dict[Path, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    choices: set[str] = field(default_factory=set)


def normalise(model: type[BaseModel], data: Data) -> Normalised:
    """``data`` with every leaf read as its field's type wants it. What cannot be read stays as typed, for the model to refuse."""
    result = Normalised()
    result.value = _model(model, data, (), result)
    return result


def _model(model: type[BaseModel], data: Mapping[str, Value], at: Path, result: Normalised) -> dict[str, Any]:
    read: dict[str, Any] = {name: value for name, value in data.items() if name not in model.model_fields}
    for name, info in model.model_fields.items():
        kind, nullable = _kind(info.annotation)
        path = ".".join(map(str, (*at, name)))
        result.order.append(path)
        if _is_choice(kind):
            result.choices.add(path)
        if name not in data:
            continue
        value = _value(kind, data[name], (*at, name), result)
        if value is not None or nullable:
            read[name] = value
    return read


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The type behind Annotated, aliases and Optional, and whether None is allowed."""
    while get_origin(annotation) is Annotated or hasattr(annotation, "__value__"):
        annotation = annotation.__value__ if hasattr(annotation, "__value__") else get_args(annotation)[0]
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation, annotation in (None, type(None), Any)
    members = [one for one in get_args(annotation) if one is not type(None)]
    nullable = len(members) < len(get_args(annotation))
    return (_kind(members[0])[0] if len(members) == 1 else None), nullable


def _is_choice(kind: Any) -> bool:
    return kind is bool or get_origin(kind) in (Literal, *_LISTS) or (isinstance(kind, type) and issubclass(kind, Enum))


def _value(kind: Any, value: Value, at: Path, result: Normalised) -> Any:
    if get_origin(kind) in _LISTS or kind in _LISTS:
        return _list(get_args(kind), value, at, result)
    if isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(value, dict):
        return _model(kind, value, at, result)
    if get_origin(kind) is dict and isinstance(value, dict):
        inner = _kind(get_args(kind)[1])[0]
        return {name: _value(inner, one, (*at, name), result) for name, one in value.items()}
    if isinstance(value, str):
        return _scalar(kind, value, at, result)
    return value


def _list(arguments: tuple[Any, ...], value: Value, at: Path, result: Normalised) -> Any:
    inner = _kind(arguments[0])[0] if arguments else None
    many = [] if value is None else value if isinstance(value, list) else [value]
    return [_value(inner, one, (*at, index), result) for index, one in enumerate(many)]


def _scalar(kind: Any, text: str, at: Path, result: Normalised) -> object:
    if kind is date:
        try:
            return parse_date_ja(text).isoformat()
        except ValueError as exc:
            result.faults[at] = str(exc)
            return text
    reader = _READERS.get(kind)
    return text if reader is None else reader(text)


def _whole(text: str) -> int | str:
    plain = plain_number(text)
    # Longer than any number of ours: left as text, for the model to refuse, before int() spends time on it.
    return int(plain) if plain is not None and "." not in plain and len(plain) <= 30 else text


def _decimal(text: str) -> str:
    return plain_number(text) or text


def _moment(text: str) -> str:
    """``<input type="datetime-local">`` sends no seconds and no offset: it means Japan time."""
    return f"{text}:00+09:00" if len(text) == len("2026-04-01T09:00") and "T" in text else text


def _truth(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text, text)


_READERS: dict[Any, Callable[[str], object]] = {
    bool: _truth,
    int: _whole,
    Decimal: _decimal,
    float: _decimal,
    datetime: _moment,
}
