"""Shapes at the doors: what comes in is refused when it holds anything unknown; what goes out is written out field by field."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from litestar.datastructures import UploadFile
from litestar.params import Parameter
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from govapi.kit import held_back
from govapi.kit.japan.era import FIRST_DAY, LAST_DAY, OUT_OF_REACH
from govapi.kit.text import has_control_chars, looks_like_my_number

T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Input(BaseModel):
    """Base of everything a client sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(BaseModel):
    """Base of everything a client gets; built from a row with ``model_validate(row)``."""

    # What has a default comes back all the same: the description says so.
    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class Listing(Output, Generic[T]):
    """One page of a list; ``next_cursor`` is null on the last one."""

    items: list[T]
    next_cursor: str | None = None


class IntakeIn(Input):
    """The workbook, filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


class CellFaultOut(Output):
    """A fault with its cell: ``/移行登録/B7``, and what to do."""

    pointer: str
    message: str


def _clean(text: str) -> str:
    if has_control_chars(text):
        raise ValueError("使用できない制御文字が含まれています。文字を入力し直してください。")
    return text


def _clean_lines(text: str) -> str:
    if has_control_chars(text, lines=True):
        raise ValueError("使用できない制御文字が含まれています。文字を入力し直してください。")
    return text


def _no_my_number(text: str) -> str:
    if looks_like_my_number(text):
        raise ValueError(held_back.REFUSED)
    return text


def _iso_day(value: object) -> object:
    # Pydantic would read the number 0 as 1970-01-01: only a written date is a date.
    # In a text it would read "0" and "2026-04-01T00:00" too.
    if isinstance(value, datetime) or not isinstance(value, str | date) or not _DAY.fullmatch(str(value)):
        raise ValueError("日付は「2026-04-01」の形で入力してください。")
    # All are of one length, so they compare as the days do.
    if not FIRST_DAY.isoformat() <= str(value) <= LAST_DAY.isoformat():
        raise ValueError(OUT_OF_REACH)
    return value


def _written_decimal(value: object) -> object:
    if isinstance(value, bool | float | int):
        raise ValueError("単価は「12.50」のように文字列で入力してください。")
    return value


Day = Annotated[date, BeforeValidator(_iso_day)]
Line = Annotated[
    str, StringConstraints(max_length=200, strip_whitespace=True), AfterValidator(_clean), AfterValidator(_no_my_number)
]
RequiredLine = Annotated[Line, StringConstraints(min_length=1)]
Remark = Annotated[
    str, StringConstraints(max_length=4000, strip_whitespace=True), AfterValidator(_clean_lines), AfterValidator(_no_my_number)
]
Prose = Annotated[
    str, StringConstraints(max_length=4000, strip_whitespace=True), AfterValidator(_clean_lines), AfterValidator(held_back.check)
]
Reason = Annotated[
    str, StringConstraints(max_length=2000, strip_whitespace=True), AfterValidator(_clean_lines), AfterValidator(held_back.check)
]
Identifier = Annotated[str, StringConstraints(max_length=60, strip_whitespace=True), AfterValidator(_clean)]
Yen = Annotated[int, Field(strict=True, ge=0, le=10**13, description="円（整数、税込み）")]
UnitPrice = Annotated[
    Decimal,
    Field(ge=0, max_digits=15, decimal_places=4, allow_inf_nan=False),
    BeforeValidator(_written_decimal),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,11}(\.[0-9]{1,4})?$", "examples": ["12.50"]}),
]
Flag = Annotated[bool, Field(strict=True)]

# What every list takes.
Limit = Annotated[int, Parameter(ge=1, le=200, description="1ページの件数")]
Cursor = Annotated[str | None, Parameter(max_length=2000, description="前のページの next_cursor")]
Query = Annotated[str, Parameter(max_length=200, description="検索する語（空白で区切ると、すべてを含むもの）")]
