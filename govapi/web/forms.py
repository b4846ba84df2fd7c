"""What a person typed into a form: read into nested data, bound to a pydantic model, and shown again with its faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar

from litestar import Request
from litestar.datastructures import State, UploadFile
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from pydantic import BaseModel, ValidationError

from govapi.kit import held_back
from govapi.kit.errors import FieldFault, Malformed
from govapi.kit.japan.era import wareki
from govapi.kit.validation import dotted, faults, label_for, labels_of
from govapi.web.form_data import Data, form_data
from govapi.web.form_values import normalise

M = TypeVar("M", bound=BaseModel)
Pairs = list[tuple[str, str | UploadFile]]


@dataclass(frozen=True)
class Bound(Generic[M]):
    """A form with what was typed (``values``), what is wrong with it (``faults``), and, when nothing is, the model's ``value``.

    Names are dotted paths: ``information.residents``, ``changes.0.item``. The macros of ``macros/form.html`` read it.
    """

    value: M | None = None
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        value = self.values.get(path, "")
        return value if isinstance(value, str) else "、".join(value)

    def chosen(self, path: str, option: object) -> bool:
        value, wanted = self.values.get(path, ""), _text(option)
        return wanted == value if isinstance(value, str) else wanted in value

    def fault(self, path: str) -> str | None:
        return self.faults.get(path)

    def may_confirm(self, path: str) -> bool:
        """Whether the text was held back as a possible 個人番号, and its writer may say that it is none."""
        return self.faults.get(path, "").endswith(held_back.CONFIRMABLE)

    def rows(self, path: str, *, spare: int = 0) -> range:
        """Indexes of the rows under ``path`` (``changes`` for ``changes.0.item``), with ``spare`` empty ones after them."""
        indexes = {name[len(path) + 1 :].split(".")[0] for name in self.values if name.startswith(f"{path}.")}
        return range(max((int(index) + 1 for index in indexes if index.isdecimal()), default=0) + spare)

    def with_faults(self, more: Iterable[FieldFault]) -> "Bound[M]":
        """The same form refused by a use case (``refusal.errors``): shown again with those faults too."""
        return replace(self, value=None, faults={**self.faults, **{dotted(one.pointer): one.message for one in more}})


def bind(model: type[M], data: Data, labels: Mapping[str, str] | None = None) -> Bound[M]:
    """Validate ``data`` (of ``form_data``) as ``model``; never raises for bad input.

    Full-width digits and 和暦 become plain values first; ``labels`` adds to the titles of the model's fields.
    """
    names = {**labels_of(model), **(labels or {})}
    values = _flatten(data)
    plain = normalise(model, data)
    found = {".".join(map(str, path)): f"{label_for(path, names)}：{message}" for path, message in plain.faults.items()}
    value: M | None = None
    try:
        value = model.model_validate(plain.value)
    except ValidationError as exc:
        for one in faults(exc, names, data=plain.value):
            path = dotted(one.pointer)
            chosen = path in plain.choices and path not in values
            found.setdefault(path, one.message.replace("を入力してください", "を選んでください") if chosen else one.message)
    if not found:
        return Bound(value, values)
    place = {path: index for index, path in enumerate(plain.order)}
    return Bound(None, values, dict(sorted(found.items(), key=lambda item: place.get(item[0], len(place)))))


def shown(values: Mapping[str, object] | BaseModel | None = None) -> Bound[BaseModel]:
    """A form as first displayed: empty, or filled from a record; dates stand in 和暦 as clerks write them."""
    data = values.model_dump() if isinstance(values, BaseModel) else dict(values or {})
    return Bound(None, _flatten(data))


@dataclass(frozen=True)
class SubmittedForm:
    """A form as it arrived."""

    pairs: Pairs

    def data(self) -> Data:
        return form_data(self.pairs)

    def bind(self, model: type[M], labels: Mapping[str, str] | None = None) -> Bound[M]:
        held_back.start(is_none=self.text("_not_my_number") == "yes")
        return bind(model, self.data(), labels)

    def text(self, name: str) -> str:
        """The last value under ``name``, stripped; empty when absent."""
        return next((value.strip() for key, value in reversed(self.pairs) if key == name and isinstance(value, str)), "")

    def file(self, name: str) -> UploadFile | None:
        """The uploaded file under ``name``; None when none was chosen."""
        return next(
            (value for key, value in self.pairs if key == name and isinstance(value, UploadFile) and value.filename), None
        )

    def version(self) -> int:
        """``_version``: the version of the record the person was looking at. Raises Malformed."""
        typed = self.text("_version")
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 12):
            raise Malformed("画面の版番号がありません。前の画面を読み込み直してから、もう一度操作してください。")
        return int(typed)


async def submitted_form(request: Request[object, object, State]) -> SubmittedForm:
    """Dependency for sync handlers: ``dependencies={"form": Provide(submitted_form)}``. Async because the framework reads so."""
    return SubmittedForm(list((await request.form()).multi_items()))


Form = NamedDependency[SkipValidation[SubmittedForm]]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date) and not isinstance(value, datetime):
        return wareki(value)
    return "" if value is None or isinstance(value, UploadFile) else str(value)


def _flatten(data: Mapping[str, object], prefix: str = "") -> dict[str, str | tuple[str, ...]]:
    flat: dict[str, str | tuple[str, ...]] = {}
    for name, value in data.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping):
            flat.update(_flatten(value, f"{path}."))
        elif isinstance(value, list | tuple | set | frozenset):
            rows = {str(index): row for index, row in enumerate(value) if isinstance(row, Mapping)}
            flat.update(_flatten(rows, f"{path}.") if rows else {path: tuple(_text(one) for one in value)})
        elif value is not None:
            flat[path] = _text(value)
    return flat
