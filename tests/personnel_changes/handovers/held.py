"""健康推進課長 (kenichi) holding one thing in every room, put there as it would stand."""

from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col

from govapi.approvals.tables import Approval, ApprovalStep
from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.tables import Contract
from govapi.db.base import TenantRow
from govapi.db.session import find, owned
from govapi.duties.tables import Duty
from govapi.people.tables import Appointment, Department
from govapi.personnel_changes.handovers.tables import Handover
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.tables import SnsAccount
from tests.support.app import NOW, Office
from tests.support.copies import writes

Row = TypeVar("Row", bound=TenantRow)

BEFORE = NOW - timedelta(days=60)
TODAY = date(2026, 11, 24)
SINCE = date(2026, 4, 1)
ALL = {
    "sns.service_officer", "sns.officer", "sns.deputy", "sns.operator", "cloud.manager", "contract.supervisor",
    "contract.inspector", "approval.applicant", "approval.step", "duty.person",
}  # fmt: skip


def _place(session: Session, office: Office, key: str = "health") -> dict[str, Any]:
    row = find(session, Department, office.town.departments[key])
    return {"organ_id": row.organ_id, "department_id": row.id, "department_path": row.path, "created_at": BEFORE}


def _kept(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def account(office: Office, number: str, post: str = "health-head", *, roles: tuple[str, ...] = ("officer",)) -> UUID:
    """An account in use whose roles are all answered for by one post."""
    with writes(office) as session:
        row = _kept(
            session,
            SnsAccount(
                number=number, status="active", platform="x", name=f"{number}のアカウント", handle=number, handle_key=number,
                url=f"https://x.com/{number}", url_key=f"x.com/{number}", **_place(session, office),
            ),
        )  # fmt: skip
        for role in roles:
            named(session, office, "account", row.id, role, post)
        return row.id


def named(session: Session, office: Office, target: str, target_id: UUID, role: str, post: str) -> None:
    _kept(
        session,
        SnsAssignment(
            target=target, target_id=target_id, role=role, post_id=office.town.posts[post], from_date=SINCE, named_name="試験"
        ),
    )


def contract(office: Office, number: str, supervisor: str, inspector: str | None = None, status: str = "active") -> UUID:
    people = office.town.people
    with writes(office) as session:
        return _kept(
            session,
            Contract(
                number=number, status=status, title=f"{number}の業務委託", fiscal_year=2026, supervisor_id=people[supervisor],
                inspector_id=people[inspector] if inspector else None, **_place(session, office),
            ),
        ).id  # fmt: skip


def use(office: Office, number: str, post: str = "health-head") -> UUID:
    with writes(office) as session:
        service = _kept(
            session,
            CloudService(
                number=f"{number}台帳",
                name="見本予約サービス",
                name_key=number,
                provider_name="株式会社見本",
                **_place(session, office),
            ),
        )
        row = _kept(
            session,
            CloudUse(
                number=number, status="permitted", service_id=service.id, title="予約の受付", policy_version=1, class_code="2",
                zone="internet", form="individual", learns=False, **_place(session, office),
            ),
        )  # fmt: skip
        _kept(
            session,
            CloudManager(use_id=row.id, post_id=office.town.posts[post], from_date=SINCE, named_name="試験"),
        )
        return row.id


def circulation(office: Office, number: str, applicant: str, post: str = "health-head") -> UUID:
    """Waits at the post."""
    with writes(office) as session:
        row = _kept(
            session,
            Approval(
                number=number, kind="contract.plan", kind_label="施行伺", noun="contract", record_id=office.town.posts[post],
                record_number=number, title=f"{number}の伺い", amount=0, policy_version=1, applied_by=office.town.people[applicant],
                applied_at=BEFORE, applicant_name=applicant, **_place(session, office),
            ),
        )  # fmt: skip
        _kept(
            session,
            ApprovalStep(
                approval_id=row.id, position=1, kind="決裁", label="決裁", post_id=office.town.posts[post], post_title="課長",
                status="current",
            ),
        )  # fmt: skip
        return row.id


def duty(office: Office, key: str, person: str) -> UUID:
    with writes(office) as session:
        return _kept(
            session,
            Duty(
                key=key, kind="contract.renewal", status="open", noun="contract", record_id=office.town.posts["health-head"],
                title="更新の検討", person_id=office.town.people[person], due_on=date(2026, 12, 25), nominal_on=date(2026, 12, 25),
                opens_on=TODAY, **_place(session, office),
            ),
        ).id  # fmt: skip


def everything(office: Office) -> dict[str, UUID]:
    """One of each role, held by kenichi or his post; the ids by role."""
    with writes(office) as session:
        service = _kept(session, SnsService(platform="x", label="X（旧Twitter）"))
        named(session, office, "service", service.id, "officer", "health-head")
    sns = account(office, "見本1", roles=("officer", "deputy", "operator"))
    managed = use(office, "利用-見本")
    asked, waiting = circulation(office, "回議-1", "kenichi", "general-head"), circulation(office, "回議-2", "misaki")
    overseen = contract(office, "契約-見本", "kenichi", "kenichi")
    return {
        "sns.service_officer": service.id,
        **dict.fromkeys(("sns.officer", "sns.deputy", "sns.operator"), sns),
        "cloud.manager": managed,
        **dict.fromkeys(("contract.supervisor", "contract.inspector"), overseen),
        "approval.applicant": asked,
        "approval.step": waiting,
        "duty.person": duty(office, "見本の仕事", "kenichi"),
    }


def all_handovers(office: Office) -> list[Handover]:
    with writes(office) as session:
        return list(session.exec(owned(session, Handover).order_by(col(Handover.number))))


def appointed(office: Office, person: str, post: str, on: str = "2026-11-24", *, replaces: bool = True) -> None:
    """A single 発令 through the API of the roster."""
    body = {"post_id": str(office.town.posts[post]), "kind": "principal", "from_date": on, "replaces": replaces}
    made = office.as_("setsuko").post(f"/people/{office.town.people[person]}/appointments", body)
    assert made.status_code == 201, made.text


def ended(office: Office, person: str, on: str = "2026-11-24") -> None:
    """Every open 発令 of the person ends before the day, through the API of the roster."""
    path = f"/people/{office.town.people[person]}/appointments"
    for row in office.as_("setsuko").get(path).json()["items"]:
        if row["to_date"] is None:
            done = office.as_("setsuko").act(f"{path}/{row['id']}/end", {"to_date": on})
            assert done.status_code == 200, done.text


def holds(office: Office, person: str) -> list[Appointment]:
    with writes(office) as session:
        return list(session.exec(owned(session, Appointment).where(col(Appointment.person_id) == office.town.people[person])))
