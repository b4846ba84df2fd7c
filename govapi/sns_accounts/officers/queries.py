"""Who answers for an account or a service on a day, and for which of them nobody does. Whether they may be seen, the caller has asked."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_
from sqlmodel import Session, col

from govapi.db.session import find, owned, owned_columns
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.people.designations import Manned, manned
from govapi.people.tables import Department, Post
from govapi.sns_accounts.officers.rules import ANSWERING, ROLES, Level, Role
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.tables import SnsAccount

Target = SnsAccount | SnsService
ORDER = {role: place for place, role in enumerate(ROLES)}


class Answering(NamedTuple):
    """A designation, its post, and who holds that on the day asked for (None: nobody)."""

    assignment: SnsAssignment
    post: Post
    department: Department
    name: str | None

    @property
    def title(self) -> str:
        return Manned(self.post, self.department, self.name).title

    @property
    def role(self) -> Role:
        return cast(Role, self.assignment.role)


class Line(NamedTuple):
    """A line of 責任者指定一覧: an account (with its section) or a service, and who answers for it on the day."""

    target: Target
    section: Department | None
    answering: Sequence[Answering]

    @property
    def officer(self) -> Answering | None:
        return next((one for one in self.answering if one.role == "officer"), None)

    @property
    def deputy(self) -> Answering | None:
        return next((one for one in self.answering if one.role == "deputy"), None)

    @property
    def operators(self) -> Sequence[Answering]:
        return [one for one in self.answering if one.role == "operator"]

    @property
    def vacant(self) -> bool:
        return self.officer is None or self.officer.name is None


def on_day(on: date) -> ColumnElement[bool]:
    """Designations that hold on this day."""
    return (col(SnsAssignment.from_date) <= on) & or_(col(SnsAssignment.to_date).is_(None), col(SnsAssignment.to_date) > on)


def of_target(session: Session, target_id: UUID, role: Role | None = None) -> Sequence[SnsAssignment]:
    """Every designation about an account or a service, the earliest first."""
    statement = owned(session, SnsAssignment).where(col(SnsAssignment.target_id) == target_id)
    if role is not None:
        statement = statement.where(col(SnsAssignment.role) == role)
    return session.exec(statement.order_by(col(SnsAssignment.from_date), col(SnsAssignment.id))).all()


def of_targets(session: Session, target_ids: Collection[UUID], role: Role) -> dict[UUID, list[SnsAssignment]]:
    """The designations for a role about each of these, the earliest first, in one query."""
    found: dict[UUID, list[SnsAssignment]] = {target_id: [] for target_id in target_ids}
    statement = owned(session, SnsAssignment).where(col(SnsAssignment.target_id).in_(target_ids), col(SnsAssignment.role) == role)
    for row in session.exec(statement.order_by(col(SnsAssignment.from_date), col(SnsAssignment.id))):
        found[row.target_id].append(row)
    return found


def one(session: Session, assignment_id: UUID, *, lock: bool = False) -> SnsAssignment:
    """A designation; raises NotFound. Whether its account may be seen is for the caller to ask."""
    return find(session, SnsAssignment, assignment_id, lock=lock)


def target_of(session: Session, row: SnsAssignment, *, lock: bool = False) -> Target:
    """The account or the service a designation is about."""
    if row.target == "service":
        return find(session, SnsService, row.target_id, lock=lock)
    return find(session, SnsAccount, row.target_id, lock=lock)


def held(session: Session, target: Target) -> Target:
    """The account or service as it is now, held until the commit: whoever names at the same time waits, and sees what was named."""
    if isinstance(target, SnsAccount):
        return find(session, SnsAccount, target.id, lock=True)
    return find(session, SnsService, target.id, lock=True)


def level_of(target: Target) -> Level:
    return "account" if isinstance(target, SnsAccount) else "service"


def noun_of(target: Target) -> str:
    return f"sns_{level_of(target)}"


def number_of(target: Target) -> str:
    """What it is called in the trail and on a duty."""
    return target.number if isinstance(target, SnsAccount) else target.label


def history(session: Session, target_id: UUID, on: date) -> list[Answering]:
    """Every designation with its post and who holds that on the day: officers first, each role by its days."""
    return _answering(session, of_target(session, target_id), on)


def current(
    session: Session, target_ids: Collection[UUID], on: date, known_on: date | None = None
) -> dict[UUID, list[Answering]]:
    """Who answers for these on the day, the officer first, in three queries; what nobody is named for has an empty list. Of a day
    to come, whoever shows it gives today as ``known_on``."""
    statement = owned(session, SnsAssignment).where(col(SnsAssignment.target_id).in_(target_ids), on_day(on))
    found: dict[UUID, list[Answering]] = {target_id: [] for target_id in target_ids}
    for each in _answering(session, session.exec(statement).all() if target_ids else [], on, known_on):
        found[each.assignment.target_id].append(each)
    return found


def officer_of(session: Session, target_id: UUID, on: date) -> Answering | None:
    """The officer of the day; None when no post is named. A name of None: nobody holds the post."""
    return next((one for one in current(session, [target_id], on)[target_id] if one.role == "officer"), None)


def is_officer(session: Session, actor: Actor, account_id: UUID, on: date) -> bool:
    """Whether the actor is the officer or the deputy of the account on this day."""
    held = {post.post_id for post in actor.posts if post.post_id is not None}
    if not actor.is_person or not held:
        return False
    statement = owned(session, SnsAssignment).where(
        col(SnsAssignment.target_id) == account_id,
        col(SnsAssignment.role).in_(ANSWERING),
        col(SnsAssignment.post_id).in_(held),
        on_day(on),
    )
    return session.exec(statement.limit(1)).first() is not None


def held_by_posts(session: Session, post_ids: Collection[UUID], on: date) -> Sequence[tuple[SnsAssignment, Target]]:
    """The designations of these posts that hold on the day, with what they are about, in three queries."""
    if not post_ids:
        return []
    statement = owned(session, SnsAssignment).where(col(SnsAssignment.post_id).in_(post_ids), on_day(on))
    rows = session.exec(statement.order_by(col(SnsAssignment.id))).all()
    about = {row.target_id for row in rows}
    accounts = session.exec(owned(session, SnsAccount).where(col(SnsAccount.id).in_(about))).all()
    services = session.exec(owned(session, SnsService).where(col(SnsService.id).in_(about))).all()
    targets: dict[UUID, Target] = {account.id: account for account in accounts}
    targets.update({service.id: service for service in services})
    return [(row, targets[row.target_id]) for row in rows]


def listed(session: Session, on: date, level: Level, today: date) -> Sequence[Line]:
    """責任者指定一覧 of a day, whole: the accounts that ran on it by section and number, or the services. Of a day to come only what
    is announced today is told."""
    if level == "service":
        services = owned(session, SnsService).order_by(col(SnsService.label), col(SnsService.id))
        return _services(session, session.exec(services).all(), on, today)
    order = (col(Department.sort_order), col(Department.name), col(SnsAccount.number))
    return _accounts(session, _running(session, on).order_by(*order), on, today)


def page(session: Session, on: date, level: Level, today: date, *, limit: int, cursor: str | None) -> Page[Line]:
    """The same a page at a time, in the order in which they were entered."""
    after = decode_id_cursor(cursor) if cursor else UUID(int=0)
    found: Sequence[Line]
    if level == "service":
        services = owned(session, SnsService).where(col(SnsService.id) > after).order_by(col(SnsService.id)).limit(limit + 1)
        found = _services(session, session.exec(services).all(), on, today)
    else:
        statement = _running(session, on).where(col(SnsAccount.id) > after)
        found = _accounts(session, statement.order_by(col(SnsAccount.id)).limit(limit + 1), on, today)
    return page_of(found, limit, lambda line: (str(line.target.id),))


def _running(session: Session, on: date) -> Select[tuple[SnsAccount, Department]]:
    """The accounts that ran on the day (of a day to come: those that run), with their sections. All staff know of them."""
    found: Select[tuple[SnsAccount, Department]] = (
        owned_columns(session, SnsAccount, SnsAccount, Department)
        .join(Department, col(Department.id) == col(SnsAccount.department_id))
        .where(
            col(SnsAccount.status).in_((*ANSWERED_FOR, "closed")),
            or_(col(SnsAccount.opened_on).is_(None), col(SnsAccount.opened_on) <= on),
            or_(col(SnsAccount.closed_on).is_(None), col(SnsAccount.closed_on) > on),
        )
    )
    return found


def _accounts(session: Session, statement: Select[tuple[SnsAccount, Department]], on: date, today: date) -> list[Line]:
    rows = [(account, section) for account, section in session.execute(statement)]
    held = current(session, [account.id for account, _section in rows], on, today)
    return [Line(account, section, held[account.id]) for account, section in rows]


def _services(session: Session, services: Sequence[SnsService], on: date, today: date) -> list[Line]:
    held = current(session, [service.id for service in services], on, today)
    return [Line(service, None, held[service.id]) for service in services]


def _answering(session: Session, rows: Sequence[SnsAssignment], on: date, known_on: date | None = None) -> list[Answering]:
    posts = manned(session, {row.post_id for row in rows}, on, known_on)
    ranked = sorted(rows, key=lambda row: (ORDER[cast(Role, row.role)], row.from_date, row.id))
    return [Answering(row, *posts[row.post_id]) for row in ranked]
