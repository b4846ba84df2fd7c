"""A town of five hundred in a hundred sections, with three hundred accounts whose officers are posts; built straight in the database."""

from datetime import date
from typing import Any

from govapi.db.session import add_rows, find
from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.people.tables import Appointment, Department, Person, Post
from govapi.policy.store import current
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.services.service import ensure
from govapi.sns_accounts.tables import SnsAccount
from tests.personnel_changes.lists import Row
from tests.support.app import CODE, Office
from tests.support.copies import writes

TITLES = ("課長", "課長補佐", "係長", "主任", "主事")
SECTIONS = 100
ACCOUNTS = 300
LEAVERS = range(SECTIONS * len(TITLES) - len(TITLES), SECTIONS * len(TITLES))  # the last section is dissolved: all retire
SINCE = date(2026, 4, 1)
BLANK = {"staff_number": "", "note": "", "announced_on": None, "end_announced_on": None}


def name_of(number: int) -> str:
    return f"見本　{number:03d}郎"


def section_of(number: int) -> str:
    return f"第{number // len(TITLES):02d}課"


def crowd(office: Office) -> None:
    """Person ``n`` holds the post ``n % 5`` of section ``n // 5``; the last 300 posts answer for one account each."""
    with writes(office) as session:
        organ, now = office.town.organs["mayor"], office.clock.now()
        ensure(session, system(CODE), current(session, office.clock.today()), "x", now=now, today=office.clock.today())
        sections = [new_id() for _ in range(SECTIONS)]
        numbers = range(SECTIONS * len(TITLES))
        posts, people = [new_id() for _ in numbers], [new_id() for _ in numbers]
        for place, section in enumerate(sections):
            row = Department(id=section, organ_id=organ, name=f"第{place:02d}課", path=f"/{section}/")
            session.add(row)
        session.flush()
        lasting: dict[str, Any] = {"valid_from": date(2000, 4, 1), "valid_to": None, "duties": []}
        add_rows(session, Post, [
            {"id": posts[n], "department_id": sections[n // 5], "title": TITLES[n % 5], "rank": 5 + n % 5, **lasting} for n in numbers
        ])  # fmt: skip
        add_rows(session, Person, [
            {"id": people[n], "name": name_of(n), "kana": f"みほん {n:03d}", "staff_number": f"7{n:04d}", "subject": f"p{n}",
             "email": "", "active": True} for n in numbers
        ])  # fmt: skip
        add_rows(session, Appointment, [
            {"person_id": people[n], "post_id": posts[n], "kind": "principal", "from_date": SINCE, "to_date": None, "note": "",
             "announced_on": None, "end_announced_on": None} for n in numbers
        ])  # fmt: skip
        for n in numbers[-ACCOUNTS:]:
            own = find(session, Department, sections[n // 5])
            account = SnsAccount(
                number=f"試験-{n:04d}", status="active", platform="x", name=f"見本{n:03d}だより", handle=f"@h{n}",
                handle_key=f"h{n}", url=f"https://x.com/h{n}", url_key=f"x.com/h{n}", organ_id=own.organ_id,
                department_id=own.id, department_path=own.path, opened_on=SINCE,
            )  # fmt: skip
            session.add(account)
            named = SnsAssignment(
                target="account", target_id=account.id, role="officer", post_id=posts[n], from_date=SINCE, named_name="試験"
            )
            session.add(named)


def moves() -> list[Row]:
    """Everybody follows the one before them in the same rank of the next section; the last section retires, the first is new."""
    rows: list[Row] = []
    for n in range(SECTIONS * len(TITLES)):
        who = {"staff_number": f"7{n:04d}", "name": name_of(n).replace("　", "")}
        if n in LEAVERS:
            rows.append({**who, "kind": "定年退職", "on": "2027-03-31"})
        else:
            after = (n + len(TITLES)) % (SECTIONS * len(TITLES) - len(TITLES))
            rows.append({**who, "kind": "異動", "on": "2027-04-01", "department": section_of(after), "post": TITLES[n % 5]})
    return rows
