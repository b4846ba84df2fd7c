"""Naming the post that manages a use, and seeing at once when nobody does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services.managers import queries, rules
from govapi.cloud_services.managers.queries import Designation, Managing
from govapi.cloud_services.managers.schemas import DesignationOut, ManagerOut, VacancyOut
from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.managers.vacancies.service import vacancy_of
from govapi.cloud_services.managers.vacancies.service import watch as watch  # others name a manager and watch it in one word
from govapi.cloud_services.uses.tables import CloudUse
from govapi.kit.errors import NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor, full_title
from govapi.people.designations import ONE_DAY, end_after, ended_by, interval, make_room, manned, post_to_name
from govapi.people.relations import Who, relations
from govapi.policy.store import StoredPolicy

ROLE = "クラウドサービス管理者"


def may_name(actor: Actor, use: CloudUse) -> bool:
    """The section proposes with its application; later its head or 情報政策担当課 names the post."""
    who = relations(actor, use.department_path, use.department_id)
    if use.status == "draft":
        return Who.SECTION_STAFF in who
    return bool(who & {Who.SECTION_HEAD, Who.SECURITY_OFFICE}) and use.status in rules.OPEN_TO_NAMING


def name_manager(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use: CloudUse,
    post_id: UUID,
    from_date: date,
    *,
    now: datetime,
    today: date,
) -> CloudManager:
    """Names the post that manages the use from a day on; the one before ends on that day. The caller holds the use.

    Raises NotAllowed, Invalid for a post that is not there, Conflict when another post is named for one of the days.
    """
    _allowed(actor, use)
    post, department = post_to_name(session, post_id)
    known = queries.of_use(session, use.id)
    titles = manned(session, {row.post_id for row in known}, today)
    new = make_room(known, post, from_date, role=ROLE, called=lambda row: titles[row.post_id].label)
    session.flush()
    row = CloudManager(
        use_id=use.id,
        post_id=post.id,
        from_date=from_date,
        to_date=new.end,
        named_by=actor.person_id,
        named_name=actor.name,
    )
    session.add(row)
    session.flush()
    title = full_title(department.name, post.title)
    summary = f"クラウドサービス管理者に{title}を指定（{wareki(from_date)}から）"
    audit.note(session, actor, "cloud_use", use, "name_manager", summary, {"manager": [None, title]})
    watch(session, actor, stored, use, now=now, today=today)
    return row


def end(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use: CloudUse,
    manager_id: UUID,
    last_day: date,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CloudManager:
    """Ends a designation after its last day. Where none follows, the vacancy is a duty. The caller holds the use."""
    _allowed(actor, use)
    row = queries.one(session, use.id, manager_id, lock=True)
    if row.version != expected:
        raise Stale
    before = row.to_date.isoformat() if row.to_date else None
    end_after(row, queries.of_use(session, use.id), last_day, today)
    changes = {"to_date": [before, row.to_date.isoformat() if row.to_date else None]}
    session.flush()
    summary = f"クラウドサービス管理者の指定を{wareki(last_day)}で終了"
    audit.note(session, actor, "cloud_use", use, "end_manager", summary, changes)
    watch(session, actor, stored, use, now=now, today=today)
    return row


def withdraw(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use: CloudUse,
    manager_id: UUID,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> None:
    """Takes back a designation that begins today or later (or one of a draft); the one it would have ended goes on."""
    _allowed(actor, use)
    row = queries.one(session, use.id, manager_id, lock=True)
    if row.version != expected:
        raise Stale
    if row.from_date < today and use.status != "draft":
        raise WrongState("始まった指定は取り消せません。後任の職を指定するか、指定を終わらせてください。")
    before = ended_by(row, queries.of_use(session, use.id))
    session.delete(row)
    session.flush()
    if before is not None:
        before.to_date = row.to_date
    session.flush()
    summary = f"{wareki(row.from_date)}からのクラウドサービス管理者の指定を取消し"
    audit.note(session, actor, "cloud_use", use, "withdraw_manager", summary)
    watch(session, actor, stored, use, now=now, today=today)


def carry_over(session: Session, actor: Actor, previous: CloudUse, use: CloudUse, today: date) -> None:
    """The manager of the use before manages the one that follows on it, where none was named for it. The trail says so."""
    if queries.of_use(session, use.id):
        return
    managing = queries.current(session, previous.id, today)
    if managing is None:
        return
    row = managing.designation
    start = max(row.from_date, use.starts_on or today)
    if row.to_date is not None and row.to_date <= start:
        return
    made = CloudManager(
        use_id=use.id, post_id=row.post_id, from_date=start, to_date=row.to_date, named_by=row.named_by, named_name=row.named_name
    )
    session.add(made)
    session.flush()
    summary = f"{previous.number}のクラウドサービス管理者（{managing.title}）を引継ぎ"
    audit.note(session, actor, "cloud_use", use, "name_manager", summary, {"manager": [None, managing.title]})


def shape(one: Managing, today: date) -> ManagerOut:
    """A designation as the doors show it."""
    out = ManagerOut.model_validate(one.designation)
    out.department_name, out.post_title = one.department.name, one.title
    out.last_day = out.to_date - ONE_DAY if out.to_date else None
    out.current = interval(one.designation).holds_on(today)
    out.name = one.name
    return out


def shape_of(session: Session, row: CloudManager, today: date) -> ManagerOut:
    """The same for a single row."""
    return next(shape(one, today) for one in queries.managing(session, row.use_id, today) if one.designation.id == row.id)


def line(one: Designation) -> DesignationOut:
    """A line of the listing."""
    managing = one.managing
    return DesignationOut(
        id=one.use.id,
        number=one.use.number,
        title=one.use.title,
        service_name=one.service.name,
        section_name=one.section.name,
        class_code=one.use.class_code,
        post_title=managing.title if managing else "",
        name=managing.name if managing else None,
        from_date=managing.designation.from_date if managing else None,
    )


@dataclass(frozen=True)
class ManagersView:
    """The managers of a use for its page; ``vacancy`` counts for a running use, and for one that is ``ending`` until it has
    ended."""

    use_id: UUID
    items: Sequence[ManagerOut]
    now: ManagerOut | None
    vacancy: VacancyOut | None
    ending: bool
    may_name: bool


def view(session: Session, actor: Actor, use: CloudUse, today: date) -> ManagersView:
    """What the page of a use shows. The caller has checked that it may be seen."""
    items = [shape(one, today) for one in queries.managing(session, use.id, today)]
    return ManagersView(
        use_id=use.id,
        items=items,
        now=next((one for one in items if one.current), None),
        vacancy=vacancy_of(session, use, today) if use.status in rules.KEPT else None,
        ending=use.status == "ending",
        may_name=may_name(actor, use),
    )


def _allowed(actor: Actor, use: CloudUse) -> None:
    if use.status not in rules.OPEN_TO_NAMING:
        raise WrongState("この状態の利用の、クラウドサービス管理者の指定は変更できません。")
    if not may_name(actor, use):
        raise NotAllowed(
            "クラウドサービス管理者を指定できるのは、所管課の所属長（下書きの間は所管課の職員）と情報政策担当課の職員です。"
        )
