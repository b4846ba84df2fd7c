"""Reading what the words of a list are matched with: staff, sections, posts."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.people.rules import Interval
from govapi.people.tables import Department, Organ, Person, Post
from govapi.personnel_changes.importing.matching.rules import Chart, Known, Place


def people(session: Session, staff_numbers: Collection[str]) -> dict[str, Known]:
    """The staff with these numbers. A number that lost its leading zeros in a spreadsheet means the only one it can mean."""
    columns = (col(Person.staff_number), col(Person.id), col(Person.name), col(Person.active))
    exact = {row[0]: Known(*row) for row in session.execute(owned_columns(session, Person, *columns))}
    bare: dict[str, list[Known]] = defaultdict(list)
    for number, person in exact.items():
        bare[number.lstrip("0")].append(person)
    found = {}
    for number in staff_numbers:
        among = bare.get(number.lstrip("0"), [])
        means = exact.get(number) or (among[0] if len(among) == 1 else None)
        if means is not None:
            found[number] = means
    return found


def taken(session: Session, subjects: Collection[str]) -> set[str]:
    """Those of the identifiers that somebody signs in with."""
    statement = owned_columns(session, Person, col(Person.subject)).where(col(Person.subject).in_(set(subjects) - {""}))
    return {row[0] for row in session.execute(statement)}


def chart(session: Session) -> Chart:
    """All sections and posts there ever were: three queries."""
    organs: dict[UUID, str] = {row.id: row.name for row in session.exec(owned(session, Organ)).all()}
    departments = [
        Place(row.id, row.name, row.parent_id, Interval(row.valid_from, row.valid_to), organs[row.organ_id])
        for row in session.exec(owned(session, Department)).all()
    ]
    posts = session.exec(owned(session, Post).order_by(col(Post.rank), col(Post.id))).all()
    return Chart(departments, [Place(p.id, p.title, p.department_id, Interval(p.valid_from, p.valid_to)) for p in posts])
