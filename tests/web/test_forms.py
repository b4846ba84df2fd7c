"""A form bound to a model, and shown again."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from pydantic import BaseModel, ConfigDict, Field, StrictInt

from govapi.kit.errors import FieldFault, Malformed
from govapi.web.forms import Bound, SubmittedForm, bind, shown


class Method(Enum):
    OPEN = "open"
    SMALL = "small"


class Change(BaseModel):
    item: str = Field(title="変更事項")
    on: date | None = Field(None, title="変更日")


class Job(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(title="件名", min_length=1)
    method: Method = Field(title="契約の方法")
    starts_on: Annotated[date, Field(title="初日")]
    amount: StrictInt | None = Field(None, title="契約金額")
    unit_price: Decimal | None = None
    personal: bool = Field(title="個人情報")
    zone: Literal["lgwan", "internet"] | None = None
    places: list[str] = []
    changes: list[Change] = []
    note: str = ""


GOOD = [("title", "見本業務委託"), ("method", "open"), ("starts_on", "令和8年4月1日"), ("personal", "true")]


def send(*pairs: tuple[str, str]) -> Bound[Job]:
    return SubmittedForm([*[one for one in GOOD if one[0] not in {name for name, _ in pairs}], *pairs]).bind(Job)


READINGS = [
    pytest.param(("starts_on", "Ｒ８．４．１"), "starts_on", date(2026, 4, 1), id="full-width short era date"),
    pytest.param(("starts_on", "2026-04-01"), "starts_on", date(2026, 4, 1), id="ISO date"),
    pytest.param(("amount", "１，９８０，０００円"), "amount", 1980000, id="full-width amount"),
    pytest.param(("amount", ""), "amount", None, id="blank amount"),
    pytest.param(("unit_price", "１２．５"), "unit_price", Decimal("12.5"), id="full-width decimal"),
    pytest.param(("places", "office"), "places", ["office"], id="one checkbox of several"),
    pytest.param(("places", ""), "places", [], id="no checkbox of several"),
    pytest.param(("zone", ""), "zone", None, id="no choice"),
    pytest.param(("note", ""), "note", "", id="blank text keeps its default"),
    pytest.param(("personal", "false"), "personal", False, id="no is an answer"),
    pytest.param(("changes.3.on", "R8.5.1"), "changes", "1行目の「変更事項」を入力してください。", id="a row without its item"),
]


@pytest.mark.parametrize(("pair", "field", "expected"), READINGS)
def test_typed_text_is_read_by_the_type_of_its_field(pair: tuple[str, str], field: str, expected: object) -> None:
    bound = send(pair)
    if isinstance(expected, str) and expected:
        assert bound.faults == {"changes.0.item": expected}
    else:
        assert bound.value is not None, bound.faults
        assert getattr(bound.value, field) == expected


FAULTS = [
    pytest.param(("title", "　"), "title", "「件名」を入力してください。", id="blank"),
    pytest.param(("method", ""), "method", "「契約の方法」を選んでください。", id="no choice made"),
    pytest.param(("method", "secret"), "method", "「契約の方法」は選択肢の中から選んでください。", id="unknown choice"),
    pytest.param(
        ("starts_on", "R8.2.30"),
        "starts_on",
        "「初日」：「R8.2.30」は暦にない日付です。月と日を確かめてください。",
        id="no such day",
    ),
    pytest.param(("amount", "約百万円"), "amount", "「契約金額」は整数で入力してください。", id="no number"),
    pytest.param(("amount", "9" * 5000), "amount", "「契約金額」は整数で入力してください。", id="a number too long to read"),
    pytest.param(
        ("status", "active"), "status", "「status」という項目はありません。送る内容から取り除いてください。", id="unknown field"
    ),
]


@pytest.mark.parametrize(("pair", "field", "message"), FAULTS)
def test_a_fault_names_the_field_and_what_to_do(pair: tuple[str, str], field: str, message: str) -> None:
    bound = send(pair)
    assert bound.value is None
    assert bound.faults == {field: message}
    assert bound.text(field) == pair[1].strip()


def test_faults_stand_in_the_order_of_the_form() -> None:
    assert list(bind(Job, {"starts_on": "いつか", "amount": "x"}).faults) == [
        "title",
        "method",
        "starts_on",
        "amount",
        "personal",
    ]


def test_a_refusal_of_the_use_case_is_shown_at_its_field() -> None:
    again = send().with_faults([FieldFault("/changes/0/item", "変更事項が重なっています。")])
    assert again.value is None
    assert again.fault("changes.0.item") == "変更事項が重なっています。"
    assert again.text("title") == "見本業務委託"


def test_rows_can_be_counted_for_showing() -> None:
    assert list(send(("changes.0.item", "金額"), ("changes.4.item", "期間")).rows("changes", spare=1)) == [0, 1, 2]
    assert list(shown().rows("changes", spare=1)) == [0]


@pytest.mark.parametrize("typed", ["", "-1", "x", "１", "9" * 40])
def test_a_version_no_page_sent_is_refused(typed: str) -> None:
    with pytest.raises(Malformed, match="読み込み直して"):
        SubmittedForm([("_version", typed)]).version()


JOBS = st.builds(
    Job,
    title=st.text("見本業務委託髙﨑", min_size=1),
    method=st.sampled_from(Method),
    starts_on=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    amount=st.none() | st.integers(0, 10**12),
    unit_price=st.none() | st.decimals(0, 10**6, places=2),
    personal=st.booleans(),
    zone=st.sampled_from([None, "lgwan", "internet"]),
    places=st.lists(st.sampled_from(["office", "cloud"]), unique=True),
    changes=st.lists(
        st.builds(Change, item=st.text("金額期間", min_size=1), on=st.none() | st.dates(date(2019, 5, 1), date(2090, 1, 1)))
    ),
    note=st.text("備考", max_size=9),
)


@given(JOBS)
def test_a_record_shown_in_a_form_comes_back_as_it_was(job: Job) -> None:
    pairs: list[tuple[str, str]] = [("places", "")]
    for name, value in shown(job).values.items():
        pairs += [(name, value)] if isinstance(value, str) else [(name, one) for one in value]
    assert SubmittedForm([*pairs]).bind(Job).value == job


@pytest.mark.parametrize("multipart", [True, False])
def test_both_encodings_of_a_form_reach_the_handler(client: TestClient[Litestar], multipart: bool) -> None:
    fields = {
        "_version": "3",
        "title": "見本業務委託",
        "method": "open",
        "starts_on": "R8.4.1",
        "ends_on": "令和9年3月31日",
        "information.personal": "true",
        "information.people": "５２，０００",
        "information.places": ["", "office", "cloud"],
    }
    files = {"estimate": ("", b"", "application/octet-stream")} if multipart else None
    got = client.post("/form", data=fields, files=files)
    assert got.status_code == 201, got.text
    assert got.json()["ends_on"] == "2027-03-31"
    assert got.json()["information"]["people"] == 52000
    assert got.json()["information"]["places"] == ["office", "cloud"]
