"""Which service a row means, and what is left to be done about a use: pure tables."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from govapi.cloud_services.intake.matching.rules import Known, match
from govapi.cloud_services.intake.rules import Entry
from govapi.cloud_services.intake.storing.rules import due_on, points
from govapi.contracts.intake.matching.rules import Company
from govapi.policy.schema.cloud import Form, Outcome, Zone

NUMBER, OTHER = "5999900000012", "8999900000001"
HOME, ABROAD = uuid4(), uuid4()
CHAT = Known(HOME, "サービス-00001", "見本チャット", "株式会社見本", NUMBER, ("individual",))
SAME_NAME = Known(ABROAD, "サービス-00002", "見本チャット", "Mihon Inc.", None, ("individual",))
FIRM = Company(uuid4(), "委託先-00001", "株式会社見本", NUMBER)
TODAY = date(2026, 11, 24)


def entry(row: int = 5, **values: Any) -> Entry:
    given: dict[str, Any] = {
        "title": "連絡", "section": None, "service": "見本チャット", "provider": "", "corporate_number": "", "country": "",
        "kind": "saas", "form": Form.INDIVIDUAL, "zone": Zone.INTERNET, "class_code": "2", "learns": False,
        "starts_on": TODAY, "ends_on": None, "decided_on": None, "confirm_on": None,
    }  # fmt: skip
    return Entry(row=row, **(given | values))


@pytest.mark.parametrize(
    ("services", "values", "service", "column"),
    [
        ([CHAT], {}, HOME, None),
        ([CHAT], {"service": "見本　ﾁｬｯﾄ", "provider": "(株)見本"}, HOME, None),
        ([CHAT], {"provider": "(株)見本", "corporate_number": NUMBER}, HOME, None),
        ([CHAT, SAME_NAME], {}, None, "provider"),
        ([CHAT, SAME_NAME], {"provider": "Mihon Inc."}, ABROAD, None),
        ([CHAT, SAME_NAME], {"corporate_number": NUMBER, "provider": "株式会社見本"}, HOME, None),
        ([CHAT], {"form": Form.STANDARD_TERMS}, HOME, "form"),
        ([], {"provider": "株式会社見本"}, "new", None),  # known by its name alone, as there is one
        ([], {"provider": "株式会社別人"}, "new", "corporate_number"),
        ([], {"provider": "株式会社別人", "corporate_number": NUMBER}, "new", "provider"),
        ([], {"provider": "株式会社別人", "corporate_number": OTHER}, "new", None),
        ([CHAT], {"provider": "Mihon Inc.", "country": "架空国"}, "new", None),
        ([], {"provider": "Mihon Inc.", "country": "架空国", "kind": ""}, None, "kind"),
        ([], {"provider": "株式会社見本", "country": "日本"}, None, "corporate_number"),
        ([], {"corporate_number": None}, None, None),  # told as a cell that cannot be read
    ],
)
def test_the_service_of_a_row(
    services: list[Known], values: dict[str, Any], service: UUID | str | None, column: str | None
) -> None:
    found = match([entry(**values)], services, [FIRM])
    who = found.who.get(5)
    assert who == service or (service == "new" and isinstance(who, str) and list(found.new) == [who])
    assert [fault.key for fault in found.faults] == ([column] if column else [])


def test_rows_of_one_new_service_register_it_once_with_every_form_and_kind() -> None:
    rows = [
        entry(5, provider="Mihon Inc.", country="架空国"),
        entry(6, provider="MIHON INC.", country="架空国", form=Form.STANDARD_TERMS, kind="web_meeting"),
        entry(7, provider="株式会社見本"),
    ]
    found = match(rows, [], [FIRM])
    shared, own = found.new.values()
    assert (shared.forms, shared.kinds) == ([Form.INDIVIDUAL, Form.STANDARD_TERMS], ["saas", "web_meeting"])
    assert (shared.company, own.company, found.faults) == (None, FIRM.id, [])


def test_what_is_left_to_be_done() -> None:
    assert points([], 0, Outcome.CONDITIONS, [], blocked=False) == []
    [gap] = points([f"欄{number}" for number in range(7)], 2, Outcome.PERMITTED, [], blocked=False)
    assert "「欄4」等及び申請書の項目2件を確かめ" in gap.text and "欄5" not in gap.text
    [review] = points([], 0, Outcome.EXCEPTION, ["約款型である。"], blocked=False)
    assert "例外措置によってのみ利用できる" in review.text and review.text.endswith("約款型である。")
    assert len(points([], 0, Outcome.CONDITIONS, ["未判断である。"], blocked=True)) == 1


@pytest.mark.parametrize(
    ("days", "ends_on", "expected"),
    [
        (None, None, date(2027, 2, 22)),
        (180, None, date(2027, 5, 23)),
        (None, date(2026, 12, 31), date(2026, 12, 31)),
        (None, date(2026, 11, 1), TODAY),
    ],
)
def test_by_when(days: int | None, ends_on: date | None, expected: date) -> None:
    assert due_on(days, TODAY, ends_on) == expected
