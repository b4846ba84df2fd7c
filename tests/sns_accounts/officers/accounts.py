"""Accounts put into a state of our choosing, and what is done about their officers."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import find, owned
from govapi.kit.clock import JST
from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.people.tables import Appointment, Department
from govapi.policy.store import current
from govapi.sns_accounts.officers.vacancies.service import watch
from govapi.sns_accounts.services.service import ensure
from govapi.sns_accounts.tables import SnsAccount
from tests.support.app import CODE, Office
from tests.support.copies import writes


def entered(session: Session, today: date, now: datetime, status: str = "active", section: str = "健康推進課") -> SnsAccount:
    """An account of a section in this state, with its service; nobody is named for it."""
    department = session.exec(owned(session, Department).where(col(Department.name) == section)).one()
    key = new_id().hex[-12:]
    row = SnsAccount(
        number=f"試験-{key}",
        status=status,
        platform="x",
        name="架空市健康だより",
        handle=f"@{key}",
        handle_key=key,
        url=f"https://x.com/{key}",
        url_key=f"x.com/{key}",
        organ_id=department.organ_id,
        department_id=department.id,
        department_path=department.path,
        opened_on=date(2026, 4, 1) if status not in ("draft", "in_approval", "approved") else None,
    )
    session.add(row)
    session.flush()
    ensure(session, system(CODE), current(session, today), "x", now=now, today=today)
    return row


def running(office: Office, status: str = "active", section: str = "健康推進課") -> str:
    """The id of such an account."""
    with writes(office) as session:
        return str(entered(session, office.clock.today(), office.clock.now(), status, section).id)


def service_of(office: Office) -> str:
    """The id of the service."""
    return str(office.as_("misaki").get("/sns-services").json()["items"][0]["id"])


def becomes(office: Office, account: str, status: str) -> None:
    """The account comes into a state, and vacancies are watched as with every transition."""
    with writes(office) as session:
        row = find(session, SnsAccount, UUID(account), lock=True)
        row.status = status
        today = office.clock.today()
        watch(session, system(CODE), current(session, today), row, now=office.clock.now(), today=today)


def name(office: Office, target: str, post: str, day: str, by: str = "kenichi", role: str = "officer") -> Any:
    """Names a post; ``target``: the path of an account or a service."""
    given = {"role": role, "post_id": str(office.town.posts[post]), "from_date": day}
    return office.as_(by).post(f"{target}/officers", given)


def duties(office: Office, record: str, kind: str = "sns.officer", by: str = "akira") -> list[tuple[str, str]]:
    """(status, due day) of the duties about a record, in the order in which they came."""
    items = office.as_(by).get("/duties", params={"record_id": record, "kind": kind}).json()["items"]
    return [(one["status"], one["due_on"]) for one in sorted(items, key=lambda one: str(one["id"]))]


def go_to(office: Office, day: date) -> None:
    office.clock.go_to(datetime.combine(day, time(10), JST))


def leaves(office: Office, post: str, day: date | None, **values: Any) -> None:
    """Whoever holds the post leaves it on that day, without a successor; None: he stays after all."""
    with writes(office) as session:
        held = owned(session, Appointment).where(col(Appointment.post_id) == office.town.posts[post])
        for row in session.exec(held).all():
            row.to_date = day
            for key, value in values.items():
                setattr(row, key, value)
