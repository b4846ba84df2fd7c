"""Naming the posts that answer for a service or an account, and seeing at once when nobody does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.kit.errors import Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor, full_title
from govapi.people.designations import ONE_DAY, end_after, ended_by, interval, make_room, manned, post_to_name
from govapi.people.relations import Who, relations
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.officers import queries, rules
from govapi.sns_accounts.officers.queries import Answering, Line, Target, level_of, noun_of, number_of
from govapi.sns_accounts.officers.rules import ROLES, ROLES_OF, Level, Role
from govapi.sns_accounts.officers.schemas import NamedPostOut, SnsOfficerLineOut, SnsOfficerOut, SnsVacancyOut
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.officers.vacancies.service import vacancy_of, watch_all
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.tables import SnsAccount

NOWHERE = UUID(int=0)  # a service belongs to no section


def may_name(actor: Actor, target: Target, role: Role) -> bool:
    """Accounts: the head of the section or 広報主管課; in a draft, and for all but the officer, the staff of the section too.
    Services: the head of 広報主管課 or 情報政策担当課."""
    level, status = level_of(target), _status(target)
    if rules.naming_fault(level, role, status) is not None:
        return False
    if not isinstance(target, SnsAccount):
        return bool(relations(actor, "", NOWHERE) & {Who.PUBLIC_RELATIONS_HEAD, Who.SECURITY_OFFICE})
    wide = {Who.SECTION_HEAD, Who.PUBLIC_RELATIONS}
    if status == "draft" or role != "officer":
        wide.add(Who.SECTION_STAFF)
    return bool(relations(actor, target.department_path, target.department_id) & wide)


def name(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    target: Target,
    role: Role,
    post_id: UUID,
    from_date: date,
    *,
    now: datetime,
    today: date,
    reason: str = "",
) -> SnsAssignment:
    """Names the post that takes a role from a day on; an officer or deputy before ends on that day. Holds the account (service).

    Raises NotAllowed, WrongState, Invalid for a post that is not there, Conflict saying which post is named already.
    """
    held = queries.held(session, target)
    _allowed(actor, held, role)
    row = assign(session, actor, held, role, post_id, from_date, today=today, reason=reason)
    watch_all(session, actor, stored, [held], now=now, today=today)
    return row


def assign(
    session: Session,
    actor: Actor,
    target: Target,
    role: Role,
    post_id: UUID,
    from_date: date,
    *,
    today: date,
    reason: str = "",
) -> SnsAssignment:
    """The same for one who has asked already whether it may be done, and watches for vacancies himself (移行登録)."""
    target = queries.held(session, target)
    post, department = post_to_name(session, post_id)
    known = queries.of_target(session, target.id, role)
    if role not in rules.ONE_AT_A_TIME:
        known = [row for row in known if row.post_id == post.id]
    titles = manned(session, {row.post_id for row in known}, today)
    new = make_room(known, post, from_date, role=ROLES[role], called=lambda row: titles[row.post_id].label)
    session.flush()
    row = SnsAssignment(
        target=level_of(target),
        target_id=target.id,
        role=role,
        post_id=post.id,
        from_date=from_date,
        to_date=new.end,
        named_by=actor.person_id,
        named_name=actor.name,
        reason=reason,
    )
    session.add(row)
    session.flush()
    title = full_title(department.name, post.title)
    _note(
        session, actor, target, f"name_{role}", f"{ROLES[role]}に{title}を指定（{wareki(from_date)}から）", {role: [None, title]}
    )
    return row


def end(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    assignment_id: UUID,
    last_day: date,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> SnsAssignment:
    """Ends a designation after its last day. Where no officer follows, the vacancy is a duty."""
    row, target = _worked_on(session, actor, assignment_id, expected)
    before = row.to_date.isoformat() if row.to_date else None
    known = queries.of_target(session, target.id, _role(row))
    if _role(row) not in rules.ONE_AT_A_TIME:
        known = [one for one in known if one.post_id == row.post_id]
    end_after(row, known, last_day, today)
    session.flush()
    changes = {"to_date": [before, row.to_date.isoformat() if row.to_date else None]}
    summary = f"{ROLES[_role(row)]}の指定を{wareki(last_day)}で終了"
    _note(session, actor, target, f"end_{row.role}", summary, changes)
    watch_all(session, actor, stored, [target], now=now, today=today)
    return row


def withdraw(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    assignment_id: UUID,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Target:
    """Takes back a designation that begins today or later (before the account runs: any); the one it would have ended goes on."""
    row, target = _worked_on(session, actor, assignment_id, expected)
    if not rules.may_be_withdrawn(row.from_date, _status(target), today):
        raise WrongState("始まった指定は取り消せません。後任の職を指定するか、指定を終わらせてください。")
    before = None
    if row.role in rules.ONE_AT_A_TIME:
        before = ended_by(row, queries.of_target(session, target.id, _role(row)))
    session.delete(row)
    session.flush()
    if before is not None:
        before.to_date = row.to_date
    session.flush()
    _note(session, actor, target, f"withdraw_{row.role}", f"{wareki(row.from_date)}からの{ROLES[_role(row)]}の指定を取消し")
    watch_all(session, actor, stored, [target], now=now, today=today)
    return target


def shape(one: Answering, today: date) -> SnsOfficerOut:
    """A designation as the doors show it."""
    out = SnsOfficerOut.model_validate(one.assignment)
    out.role_label = ROLES[one.role]
    out.department_name, out.post_title = one.department.name, one.title
    out.last_day = out.to_date - ONE_DAY if out.to_date else None
    out.current = interval(one.assignment).holds_on(today)
    out.name = one.name
    return out


def shape_of(session: Session, row: SnsAssignment, today: date) -> SnsOfficerOut:
    """The same for a single row."""
    [one] = [one for one in queries.history(session, row.target_id, today) if one.assignment.id == row.id]
    return shape(one, today)


def line(one: Line) -> SnsOfficerLineOut:
    """A line of the listing."""
    target = one.target
    return SnsOfficerLineOut(
        id=target.id,
        level=level_of(target),
        number=target.number if isinstance(target, SnsAccount) else "",
        platform=target.platform,
        label=target.name if isinstance(target, SnsAccount) else target.label,
        handle=target.handle if isinstance(target, SnsAccount) else "",
        section_name=one.section.name if one.section else "",
        vacant=one.vacant,
        officer=_named(one.officer),
        deputy=_named(one.deputy),
        operators=[named for each in one.operators if (named := _named(each)) is not None],
    )


def _named(one: Answering | None) -> NamedPostOut | None:
    return None if one is None else NamedPostOut(post_title=one.title, name=one.name, from_date=one.assignment.from_date)


@dataclass(frozen=True)
class OfficersView:
    """Who answers for an account or a service, for its page. ``may_name``: (role, label) of what the reader may name posts for."""

    level: Level
    base: str
    items: Sequence[SnsOfficerOut]
    vacancy: SnsVacancyOut | None
    closing: bool
    before_running: bool
    may_name: Sequence[tuple[Role, str]]

    @property
    def now(self) -> Sequence[SnsOfficerOut]:
        return [one for one in self.items if one.current]

    def may_change(self, one: SnsOfficerOut) -> bool:
        return any(role == one.role for role, _label in self.may_name)

    def may_withdraw(self, one: SnsOfficerOut, today: date) -> bool:
        return self.may_change(one) and (one.from_date >= today or self.before_running)


def view(session: Session, actor: Actor, target: Target, today: date) -> OfficersView:
    """What the page of an account or of a service shows. The caller has checked that it may be seen."""
    level, status = level_of(target), _status(target)
    watched = level == "service" or status in ANSWERED_FOR
    return OfficersView(
        level=level,
        base=f"/sns-{level}s/{target.id}",
        items=[shape(one, today) for one in queries.history(session, target.id, today)],
        vacancy=vacancy_of(session, target, today) if watched else None,
        closing=status == "closing",
        before_running=level == "account" and not watched,
        may_name=[(role, ROLES[role]) for role in ROLES_OF[level] if may_name(actor, target, role)],
    )


def _status(target: Target) -> str:
    return target.status if isinstance(target, SnsAccount) else ""


def _role(row: SnsAssignment) -> Role:
    return next(role for role in ROLES if role == row.role)


def _worked_on(session: Session, actor: Actor, assignment_id: UUID, expected: int) -> tuple[SnsAssignment, Target]:
    target = queries.target_of(session, queries.one(session, assignment_id), lock=True)
    row = queries.one(session, assignment_id, lock=True)
    _allowed(actor, target, _role(row))
    if row.version != expected:
        raise Stale
    return row, target


def _allowed(actor: Actor, target: Target, role: Role) -> None:
    fault = rules.naming_fault(level_of(target), role, _status(target))
    if fault is not None:
        raise Invalid(fault, pointer="/role") if role not in ROLES_OF[level_of(target)] else WrongState(fault)
    if may_name(actor, target, role):
        return
    if level_of(target) == "service":
        raise NotAllowed("サービスごとの責任者を指定できるのは、広報主管課の長と情報政策担当課の職員です。")
    raise NotAllowed(
        "責任者を指定できるのは、所管課の所属長（下書きの間は所管課の職員）と広報主管課の職員です。"
        "副責任者と運用担当者は、所管課の職員も指定できます。"
    )


def _note(session: Session, actor: Actor, target: Target, verb: str, summary: str, changes: dict[str, Any] | None = None) -> None:
    noun, number = noun_of(target), number_of(target)
    audit.record(
        session, actor, action=f"{noun}.{verb}", noun=noun, record_id=target.id, number=number, summary=summary, changes=changes
    )
