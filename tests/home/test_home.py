"""The first page: my own drafts, ends that come near in my section, what migration left open; nothing of other sections."""

from datetime import date
from uuid import UUID

from sqlmodel import col

from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned
from govapi.edge.transaction import writing
from tests.cloud_services.uses.records import drafted as drafted_use
from tests.cloud_services.uses.records import service
from tests.contracts.test_main_path import JOB
from tests.support.app import Office
from tests.support.web import signed_in


def drafted(office: Office, title: str) -> UUID:
    answer = office.as_("misaki").post("/contracts", JOB | {"title": title})
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


def running(office: Office, title: str, ends_on: date, *, migrated: bool = False) -> UUID:
    """A contract in performance, put there as the migration would."""
    contract_id = drafted(office, title)
    with writing(office.database, office.town.code, office.clock) as session:
        row = find(session, Contract, contract_id)
        row.status, row.starts_on, row.ends_on, row.migrated = "active", date(2026, 4, 1), ends_on, migrated
        row.created_by = None
        if migrated:
            for clause in session.exec(owned(session, ContractClause).where(col(ContractClause.contract_id) == contract_id)):
                clause.state = "unconfirmed"
    return contract_id


def test_my_own_draft_waits_for_me_only(office: Office) -> None:
    contract_id = drafted(office, "見本清掃業務委託")
    mine = signed_in(office, "misaki").get("/")
    assert f"/contracts/{contract_id}" in mine.links()
    assert "下書き 1件" in mine.text
    assert f"/contracts/{contract_id}" not in signed_in(office, "sora").get("/").links()
    assert "登録された契約はまだありません" in signed_in(office, "nagisa").get("/").text


def test_ends_come_near_for_the_whole_section(office: Office) -> None:
    near = running(office, "満了が近い業務委託", date(2026, 12, 10))
    over = running(office, "満了した業務委託", date(2026, 11, 20))
    far = running(office, "まだ続く業務委託", date(2029, 3, 31))
    page = signed_in(office, "sora").get("/")
    assert f"/contracts/{near}" in page.links()
    assert f"/contracts/{over}" in page.links()
    assert f"/contracts/{far}" not in page.links()
    assert page.text.index("期間満了") < page.text.index("満了間近")
    assert f"/contracts/{near}" not in signed_in(office, "haru").get("/").links()


def test_gaps_of_migrated_contracts_are_counted(office: Office) -> None:
    contract_id = running(office, "移行した業務委託", date(2029, 3, 31), migrated=True)
    page = signed_in(office, "sachi").get("/")
    assert f"/contracts/{contract_id}" in page.links()
    assert "件が未確認又は不足" in page.text


def test_the_administration_is_shown_to_those_who_look_after_it(office: Office) -> None:
    shown = {
        key: "/admin" in signed_in(office, key).get("/").links()
        for key in ("misaki", "yuta", "akira", "tadashi", "ren", "hanako")
    }
    assert shown == {"misaki": False, "yuta": True, "akira": True, "tadashi": True, "ren": True, "hanako": True}


def test_an_application_for_a_cloud_service_waits_for_its_writer(office: Office) -> None:
    use = f"/cloud-uses/{drafted_use(office, service(office), by='misaki')['id']}"
    assert use in signed_in(office, "misaki").get("/").links()
    assert use not in signed_in(office, "sora").get("/").links()
    assert "/cloud/finder" in signed_in(office, "kotoha").get("/").links()
