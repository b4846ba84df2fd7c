"""Contracts for these tests: drafted through the API, with everything their papers need."""

from datetime import date
from typing import Any
from uuid import UUID

from govapi.contractors.tables import Contractor, Office, VentureMember
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.edge.transaction import writing
from govapi.people.actor import system
from govapi.people.service import found_municipality
from govapi.people.tables import Appointment, Department, Organ, Person, Post
from govapi.policy.loading import default_policy
from govapi.policy.service import adopt
from tests.support import app
from tests.support.towns import MIHON

ANSWERS = {
    "handles_information": True, "already_public": "not_public", "internal_only": False, "residents_data": True, "staff_data": False,
    "person_count": "over_1000", "sensitive": True, "personal_number": False, "bid_price": False, "secret": False,
    "processing_place": "contractor_cloud", "builds_or_runs_system": True, "remote_maintenance": True, "zone": "lgwan",
    "enters_office": True, "enters_server_room": False, "outage_hurts": True, "falsification_hurts": True,
}  # fmt: skip

HEALTH: dict[str, Any] = {
    "title": "住民健康管理システム運用保守業務委託",
    "fiscal_year": 2026,
    "outline": "住民健康管理システムの運用及び保守を行う。",
    "starts_on": "2026-12-01",
    "ends_on": "2027-03-31",
    "place": "架空市役所及び受託者の事業所",
    "answers": ANSWERS,
    "information": ["住民の氏名及び住所", "健診の結果"],
    "handed_documents": [
        {"title": "架空市情報セキュリティ対策基準（抜粋）", "version": "第３版", "handed_on": "2026-12-01", "method": "手交"}
    ],
}
CLEANING: dict[str, Any] = {
    "title": "庁舎清掃業務委託",
    "fiscal_year": 2026,
    "outline": "庁舎の清掃を行う。",
    "starts_on": "2026-12-01",
    "ends_on": "2027-03-31",
    "place": "架空市役所",
    "answers": {"handles_information": False, "builds_or_runs_system": False, "enters_office": True, "enters_server_room": False,
                "outage_hurts": False},
}  # fmt: skip


def drafted(office: app.Office, job: dict[str, Any] = HEALTH, *, clauses: bool = True) -> str:
    """The path of a new draft of 架空　美咲, with every required clause written in."""
    misaki = office.as_("misaki")
    answer = misaki.post("/contracts", job)
    assert answer.status_code == 201, answer.text
    path = f"/contracts/{answer.json()['id']}"
    if clauses:
        etag = misaki.get(path).headers["ETag"]
        assert misaki.post(f"{path}/clauses/include-required", etag=etag).status_code == 200
    return path


def concluded(office: app.Office, path: str, **values: Any) -> None:
    """Gives the contract a contractor and what the conclusion settles, past the decisions (which have tests of their own)."""
    with writing(office.database, app.CODE, office.clock) as session:
        company = Contractor(
            number=f"委託先-{path[-6:]}", kind="corporation", name="株式会社見本製作所", kana="ミホンセイサクショ", kana_key="みほん",
            name_key="見本製作所", corporate_number=None, representative_title="代表取締役", representative_name="例示　花子",
            address="架空県架空市例示町２番地",
        )  # fmt: skip
        session.add(company)
        session.flush()
        contract = find(session, Contract, UUID(path.rsplit("/", 1)[1]))
        given = {
            "contractor_id": company.id, "amount": 1_980_000, "concluded_on": date(2026, 11, 25), "deposit_kind": "exempt",
            "deposit_exempt_reason": "契約規則第２５条第３号", "status": "concluded", **values,
        }  # fmt: skip
        for name, value in given.items():
            setattr(contract, name, value)


def branch_of(office: app.Office, path: str) -> None:
    """The contract is signed at a branch with a power to contract."""
    with writing(office.database, app.CODE, office.clock) as session:
        contract = find(session, Contract, UUID(path.rsplit("/", 1)[1]))
        assert contract.contractor_id is not None
        branch = Office(
            contractor_id=contract.contractor_id,
            name="架空支店",
            signatory_title="支店長",
            signatory_name="仮名　次郎",
            address="架空市支店町１番地",
        )
        session.add(branch)
        session.flush()
        contract.office_id = branch.id


def venture_of(office: app.Office, path: str) -> None:
    """The contractor is a joint venture of two companies."""
    with writing(office.database, app.CODE, office.clock) as session:
        contract = find(session, Contract, UUID(path.rsplit("/", 1)[1]))
        assert contract.contractor_id is not None
        venture = find(session, Contractor, contract.contractor_id)
        venture.kind, venture.name = "joint_venture", "見本・例示共同企業体"
        for number, name in enumerate(("株式会社見本土木", "有限会社例示設備"), start=1):
            member = Contractor(
                number=f"構成員-{number}{path[-6:]}", kind="corporation", name=name, kana="ミホン", kana_key=f"みほん{number}", name_key=name,
                representative_title="代表取締役", representative_name=f"仮名　{number}郎", address=f"架空市構成町{number}番地",
            )  # fmt: skip
            session.add(member)
            session.flush()
            session.add(VentureMember(venture_id=venture.id, member_id=member.id, is_lead=number == 1))


def second_town(office: app.Office) -> None:
    """見本町, where the holder of the same subject works too."""
    with writing(office.database, MIHON, office.clock) as session:
        found_municipality(session, MIHON, "見本町", "みほんまち")
        organ = Organ(key="mayor", name="町長部局", signatory_title="見本町長")
        session.add(organ)
        session.flush()
        section = Department(organ_id=organ.id, name="総務課")
        section.path = f"/{section.id}/"
        session.add(section)
        session.flush()
        post = Post(department_id=section.id, title="主事", rank=9)
        person = Person(name="見本　花", kana="ミホン　ハナ", staff_number="1", subject="misaki")
        session.add_all([post, person])
        session.flush()
        session.add(Appointment(person_id=person.id, post_id=post.id, from_date=date(2026, 4, 1)))
        adopt(session, system(MIHON), default_policy(), note="出荷時の方針セット", today=office.clock.today())
