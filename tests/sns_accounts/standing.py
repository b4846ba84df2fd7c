"""Accounts that stand as we choose, with what their state sets off; and the daily work done about them."""

from typing import Any
from uuid import UUID

from sqlmodel import col

from govapi.db.session import find, owned
from govapi.people.actor import system
from govapi.people.tables import Department, MachineClient
from govapi.policy.store import current
from govapi.sns_accounts.activity import service as activity
from govapi.sns_accounts.closing import service as closing
from govapi.sns_accounts.reviews import service as reviews
from govapi.sns_accounts.tables import SnsAccount
from tests.sns_accounts.officers.accounts import running
from tests.support.app import CODE, Office
from tests.support.copies import writes


def opened(office: Office, **values: Any) -> str:
    """The path of an account of 健康推進課 that was opened today, and all that sets off."""
    account = UUID(running(office))
    with writes(office) as session:
        row, now, today = find(session, SnsAccount, account, lock=True), office.clock.now(), office.clock.today()
        for name, value in {"opened_on": today, **values}.items():
            setattr(row, name, value)
        stored = current(session, today)
        activity.begin(session, system(CODE), stored, row, now=now, today=today)
        reviews.follow(session, system(CODE), stored, row, now=now, today=today)
    return f"/sns-accounts/{account}"


def becomes(office: Office, path: str, status: str, **values: Any) -> None:
    """The account comes into a state, and what hangs on it follows, as after every transition."""
    with writes(office) as session:
        row = find(session, SnsAccount, UUID(path.rsplit("/", 1)[1]), lock=True)
        for name, value in {"status": status, **values}.items():
            setattr(row, name, value)
        now, today = office.clock.now(), office.clock.today()
        stored = current(session, today)
        for part in (activity, reviews, closing):
            part.follow(session, system(CODE), stored, row, now=now, today=today)


def watching_system(office: Office, section: str = "健康推進課") -> str:
    """The token of a system that stands in for a section."""
    with writes(office) as session:
        department = session.exec(owned(session, Department).where(col(Department.name) == section)).one()
        client_id = f"watch-{department.id.hex}"
        session.add(MachineClient(client_id=client_id, name="見本監視システム", department_id=department.id))
    return f"machine:{client_id}"
