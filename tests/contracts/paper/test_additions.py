"""Papers that bring clauses into a contract in force: 変更契約書, and 覚書 for what a migrated contract lacks."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col

from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned
from govapi.documents.content_controls import clauses_in
from govapi.edge.transaction import writing
from tests.contracts.paper.jobs import CLEANING, concluded, drafted
from tests.contracts.paper.test_generation import file_of, made
from tests.support import app


def keys_in(office: app.Office, document: dict[str, Any]) -> set[str]:
    return {one.key for one in clauses_in(file_of(office, document)) if not one.key.startswith("standing_")}


def with_amendment(office: app.Office, path: str, applied_on: date | None) -> None:
    with writing(office.database, app.CODE, office.clock) as session:
        contract = find(session, Contract, UUID(path.rsplit("/", 1)[1]))
        session.add(
            Amendment(
                number=f"{contract.number}-変1", status="decided" if applied_on else "draft", contract_id=contract.id,
                organ_id=contract.organ_id, department_id=contract.department_id, department_path=contract.department_path,
                reason="取り扱う情報が増えるため。", effective_on=date(2027, 1, 1), resumes="active", applied_on=applied_on,
                changes={"amount": {"before": 1_980_000, "after": 2_200_000}, "ends_on": {"before": "2027-03-31", "after": "2027-06-30"},
                         "class_reason": {"before": "", "after": "内部の事情"}},
                clauses={"info_access": {}}, class_after="2",
            )
        )  # fmt: skip
        if applied_on is not None:
            row = ContractClause(
                contract_id=contract.id, key="info_access", clause_version=1, position=3, title="情報へのアクセス", state="included",
                document="security_spec", parameters={},
            )  # fmt: skip
            session.add(row)


def test_an_amendment_carries_what_it_changes_and_the_clauses_it_brings_in(office: app.Office) -> None:
    path = drafted(office, CLEANING)
    concluded(office, path)
    assert office.as_("misaki").post(f"{path}/documents", {"template": "amendment"}).json()["code"] == "paper_not_needed"
    with_amendment(office, path, None)
    document = made(office, path, "amendment")
    assert keys_in(office, document) == {"info_access"}
    facts = office.as_("misaki").get(f"/documents/{document['id']}").json()["facts"]["amendment"]
    assert facts["number"] == 1
    assert [(row["item"], row["before"], row["after"]) for row in facts["changes"]] == [
        ("契約金額（税込み）", "金１，９８０，０００円", "金２，２００，０００円"),
        ("履行期間の終期", "令和９年３月３１日", "令和９年６月３０日"),
    ]


def test_a_clause_stands_in_the_amendment_that_brought_it_in_and_nowhere_else(office: app.Office) -> None:
    path = drafted(office, CLEANING)
    concluded(office, path)
    with_amendment(office, path, date(2027, 1, 1))
    assert "info_access" not in keys_in(office, made(office, path, "security_spec"))
    rows = {row["key"]: row for row in office.as_("misaki").get(f"{path}/clauses").json()["items"]}
    assert (rows["info_access"]["document"], rows["info_access"]["article"]) == ("amendment", "（第1回変更）第１条")


def test_a_memorandum_brings_in_exactly_what_a_migrated_contract_lacks(office: app.Office) -> None:
    path = drafted(office, CLEANING)
    concluded(office, path, migrated=True, status="active")
    lacking = {"confidentiality", "reporting"}
    with writing(office.database, app.CODE, office.clock) as session:
        contract_id = UUID(path.rsplit("/", 1)[1])
        statement = owned(session, ContractClause).where(col(ContractClause.contract_id) == contract_id)
        for row in session.exec(statement):
            row.state = "unconfirmed" if row.key in lacking else "included"
    papers = {paper["key"]: paper for paper in office.as_("misaki").get(f"{path}/documents").json()["papers"]}
    assert papers["memorandum"]["needed"] is True
    assert keys_in(office, made(office, path, "memorandum")) == lacking
    rows = {row["key"]: row for row in office.as_("misaki").get(f"{path}/clauses").json()["items"]}
    assert all(rows[key]["article"] == "" for key in lacking)
