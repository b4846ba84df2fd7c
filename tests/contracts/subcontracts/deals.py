"""Contracts with sub-contracting in tests: the requests, the companies, and the assessments they hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col

from govapi.assessments.tables import Assessment
from govapi.db.session import owned
from govapi.kit.japan.numbers import corporate_check_digit
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import RESIDENTS, Life, draft

NUMBERS = RESIDENTS | {"personal_number": True}
REQUEST: Mapping[str, Any] = {
    "name": "有限会社作例印刷",
    "address": "架空県架空市例示町五丁目6番7号",
    "representative": "代表取締役　作例　進",
    "requested_on": "2026-11-24",
    "scope": "健診結果の印刷及び封入",
    "reason": "印刷設備を有しないため。",
    "period_from": "2026-12-10",
    "period_to": "2027-02-28",
    "share_percent": 20,
    "information": ["健診結果"],
    "class_code": "3C",
    "personal": True,
    "measures": "入退室管理を行う作業室で取り扱う。",
    "supervision": "月に１回、作業状況の報告を受け、現地を確認する。",
    "assessment_plan": "承諾の後１か月以内にチェックシートの回答を受ける。",
}  # fmt: skip
BELOW: Mapping[str, Any] = {
    **REQUEST,
    "name": "見本運送株式会社",
    "representative": "代表取締役　見本　運",
    "scope": "封入済みの封筒の運送",
    "period_from": "2026-12-15",
    "period_to": "2027-02-15",
}


def concluded(office: Office, *, numbers: bool = False) -> Life:
    """A concluded contract that touches personal information, or personal numbers too."""
    return draft(office, **({"answers": NUMBERS} if numbers else {})).to_concluded()


def asked(office: Office, life: Life, body: Mapping[str, Any] = REQUEST, **changes: Any) -> Any:
    """A recorded request."""
    answer = office.as_("misaki").post(f"{life.path}/subcontracts", {**body, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(office: Office, record: Any, action: str, body: Any = None, by: str = "misaki") -> Any:
    return office.as_(by).act(f"/subcontracts/{record['id']}/{action}", body)


def seen(office: Office, record: Any, by: str = "misaki") -> Any:
    answer = office.as_(by).get(f"/subcontracts/{record['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def company(office: Office, name: str = "株式会社架空封入", base: str = "099907654321") -> tuple[str, str]:
    """The id and the 法人番号 of another company of the ledger."""
    number = f"{corporate_check_digit(base)}{base}"
    body = {
        "kind": "corporation",
        "name": name,
        "kana": "カクウフウニュウ",
        "corporate_number": number,
        "address": "架空県架空市例示町八丁目1番1号",
        "representative_title": "代表取締役",
        "representative_name": "架空　封太",
    }
    answer = office.as_("shinji").post("/contractors", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"]), number


def judged(office: Office, contractor_id: str, tier: str, verdict: str = "fit") -> None:
    """The company's assessment for the tier, judged so."""
    with writes(office) as session:
        statement = owned(session, Assessment).where(col(Assessment.contractor_id) == UUID(contractor_id))
        row = session.exec(statement.where(col(Assessment.tier) == tier)).one()
        row.status, row.judged_on, row.valid_until = verdict, date(2026, 11, 24), date(2027, 11, 23)
