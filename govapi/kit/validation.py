"""From pydantic's errors to Japanese sentences that say what to do, for the API and the pages alike.

A sentence names the field by its label: ``Field(title="件名")`` on the model, collected by ``labels_of``.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from govapi.kit.errors import FieldFault
from govapi.kit.validation_sentences import FALLBACK, SENTENCES

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_CHOICES = frozenset({"enum", "literal_error", "bool_type", "bool_parsing", "union_tag_not_found"})
_STARTS_WITH_CONTEXT = re.compile(r"^[^。]*: ")


def faults(
    exc: ValidationError, labels: Mapping[str, str] | None = None, *, data: object = None, base: Sequence[str | int] = ()
) -> list[FieldFault]:
    """One fault per pydantic error, with a JSON pointer into the input.

    ``data`` is the input that was validated: with it, parts of pydantic's location that are no part of the input
    (branches of a union) are left out. ``base`` is prefixed to every pointer.
    """
    found = []
    for error in exc.errors(include_url=False):
        path = list(_path_in(data, error)) if data is not None else list(error["loc"])
        found.append(FieldFault(pointer((*base, *path)), japanese_message(error, label_for(path, labels or {}))))
    return found


def japanese_message(error: ErrorDetails, label: str = "この項目") -> str:
    """The sentence for one pydantic error (``exc.errors()[n]``); ``label`` already carries its brackets."""
    kind, context = error["type"], error.get("ctx", {})
    own = _own_sentence(error)
    if own is not None:
        return own
    if error["input"] is None and not kind.startswith("none"):
        return f"{label}を{'選んで' if kind in _CHOICES else '入力して'}ください。"
    if kind == "string_too_short" and context.get("min_length") == 1:
        return f"{label}を入力してください。"
    if kind == "string_pattern_mismatch" and "https?://" in str(context.get("pattern", "")):
        kind = "url_type"
    template = SENTENCES.get(kind, FALLBACK)
    return template.format_map(_Context({key: _written(value) for key, value in context.items()} | {"label": label}))


def label_for(path: Sequence[str | int], labels: Mapping[str, str]) -> str:
    """「件名」; within rows 2行目の「変更事項」; a field without a label is named by its key."""
    names = [part for part in path if isinstance(part, str)]
    rows = [part for part in path if isinstance(part, int)]
    if not names:
        return "入力内容"
    label = f"「{labels.get('.'.join(names), names[-1])[:60]}」"
    return f"{rows[-1] + 1}行目の{label}" if rows else label


def labels_of(model: type[BaseModel], prefix: str = "") -> dict[str, str]:
    """Dotted path → title of every field that has one, nested models and lists of them included."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        if field.title:
            found[path] = field.title
        for nested in _models_in(field.annotation):
            if nested is not model:
                found.update(labels_of(nested, f"{path}."))
    return found


def pointer(path: Sequence[str | int]) -> str:
    """RFC 6901: ``("changes", 0, "item")`` → ``/changes/0/item``."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def dotted(json_pointer: str) -> str:
    """``/changes/0/item`` → ``changes.0.item``, the name of the form field."""
    return ".".join(part.replace("~1", "/").replace("~0", "~") for part in json_pointer.split("/")[1:])


class _Context(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def _own_sentence(error: ErrorDetails) -> str | None:
    """What a validator of ours raised: it already speaks Japanese."""
    raised = error.get("ctx", {}).get("error")
    text = str(raised) if isinstance(raised, Exception) else error["msg"]
    own = isinstance(raised, Exception) or error["type"] not in SENTENCES
    return _STARTS_WITH_CONTEXT.sub("", text) if own and _JAPANESE.search(text) else None


def _written(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return value.isoformat() if isinstance(value, date) else value


def _path_in(data: object, error: ErrorDetails) -> Iterator[str | int]:
    """The parts of ``loc`` that walk through ``data``; the last one of a missing field is not in it and is kept."""
    here: Any = data
    for index, part in enumerate(error["loc"]):
        if _holds(here, part):
            here = here[part]
            yield part
        elif index == len(error["loc"]) - 1 and error["type"] == "missing":
            yield part


def _holds(data: object, part: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, Mapping) and part in data


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    inner: Callable[[Any], tuple[Any, ...]] = get_args
    for part in inner(annotation):
        yield from _models_in(part)
