"""pydantic's errors as Japanese sentences."""

import re
from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, InitErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from govapi.kit.validation import dotted, faults, japanese_message, labels_of, pointer

ENGLISH_WORDS = re.compile(r"[A-Za-z]{3,}")
TECHNICAL = {"JSON", "UUID", "URL", "https", "true", "false"}


def known_errors() -> list[Any]:
    return [pytest.param(one["type"], one.get("example_context"), id=one["type"]) for one in list_all_errors()]


@pytest.mark.parametrize(("kind", "context"), known_errors())
def test_every_error_pydantic_knows_becomes_a_japanese_sentence(kind: Any, context: dict[str, Any] | None) -> None:
    details: InitErrorDetails = {"type": kind, "loc": ("title",), "input": "x", "ctx": context or {}}
    error = ValidationError.from_exception_data("Job", [details]).errors()[0]
    message = japanese_message(error, "「件名」")
    assert message.endswith("。")
    assert "「件名」" in message
    assert "{" not in message
    assert set(ENGLISH_WORDS.findall(message)) <= TECHNICAL


def even(value: int, info: ValidationInfo) -> int:
    if value % 2:
        raise ValueError("人数は偶数で入力してください。")
    return value


class Change(BaseModel):
    item: str = Field(title="変更事項", max_length=3)


class Job(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(title="件名", min_length=1)
    people: Annotated[int, AfterValidator(even)] = Field(2, title="人数", ge=0)
    place: int | date = Field(1, title="場所")
    changes: list[Change] = Field([], title="変更", max_length=2)


CASES = [
    pytest.param({}, "/title", "「件名」を入力してください。", id="missing"),
    pytest.param({"title": None}, "/title", "「件名」を入力してください。", id="null"),
    pytest.param({"title": ""}, "/title", "「件名」を入力してください。", id="empty"),
    pytest.param({"title": "a", "people": 1}, "/people", "人数は偶数で入力してください。", id="a sentence of our own validator"),
    pytest.param({"title": "a", "people": -2}, "/people", "「人数」は0以上の値を入力してください。", id="limit"),
    pytest.param(
        {"title": "a", "a/b~": 1},
        "/a~1b~0",
        "「a/b~」という項目はありません。送る内容から取り除いてください。",
        id="escaped pointer",
    ),
    pytest.param(
        {"title": "a", "changes": [{"item": "金額"}, {"item": "長い事項"}]},
        "/changes/1/item",
        "2行目の「変更事項」は3文字以内で入力してください。",
        id="row",
    ),
]


@pytest.mark.parametrize(("data", "where", "message"), CASES)
def test_faults_say_where_and_what_to_do(data: dict[str, object], where: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Job.model_validate(data)
    assert [(one.pointer, one.message) for one in faults(caught.value, labels_of(Job), data=data)] == [(where, message)]


def test_branches_of_a_union_are_no_part_of_the_pointer() -> None:
    data = {"title": "a", "place": "どこか"}
    with pytest.raises(ValidationError) as caught:
        Job.model_validate(data)
    assert {one.pointer for one in faults(caught.value, data=data)} == {"/place"}
    assert {one.pointer for one in faults(caught.value, data=data, base=("body",))} == {"/body/place"}


def test_pointers_and_form_names_say_the_same() -> None:
    assert dotted(pointer(("changes", 0, "a/b"))) == "changes.0.a/b"


def test_an_english_sentence_never_passes_through() -> None:
    error = ErrorDetails(type="value_error", loc=("x",), msg="Value error, boom", input=1, ctx={"error": ValueError("boom")})
    assert japanese_message(error, "「件名」") == "「件名」の値が正しくありません。確かめて入力してください。"
