"""Keeping the organisation: organs, departments, posts, staff and machine clients. 発令 are in ``appointments``."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session, col

from govapi import audit
from govapi.admin.organisation.schemas import (
    DepartmentIn,
    DepartmentPatch,
    MachineClientIn,
    MachineClientPatch,
    OrganPatch,
    PersonIn,
    PersonPatch,
    PostIn,
    PostPatch,
)
from govapi.audit.changes import apply
from govapi.db.base import TenantRow
from govapi.db.session import find, owned, owned_columns
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.people.actor import Actor
from govapi.people.queries import in_force
from govapi.people.roster import keeps_roster
from govapi.people.tables import Appointment, Department, MachineClient, Organ, Person, Post
from govapi.personnel_changes.following.service import watch_posts
from govapi.policy.store import current as policy_of

Row = TypeVar("Row", bound=TenantRow)

MAX_DEPTH = 6
OWN_POST = "自分が就いている職の登録を変更することはできません。ほかの人事担当の職員又はシステム管理者が変更してください。"


def check_keeper(actor: Actor) -> None:
    """Raises NotAllowed unless the actor keeps the roster."""
    if not keeps_roster(actor):
        raise NotAllowed("組織と職員の登録を行えるのは、人事担当課の職員又はシステム管理者です。")


def check_administrator(actor: Actor, what: str) -> None:
    """Raises NotAllowed unless the actor is an administrator."""
    if "administrator" not in actor.system_roles:
        raise NotAllowed(f"{what}を行えるのは、システム管理者です。")


def revise_organ(session: Session, actor: Actor, organ_id: UUID, given: OrganPatch, expected: int) -> Organ:
    """Corrects an organ's 契約主体."""
    check_keeper(actor)
    row = current(session, Organ, organ_id, expected)
    _write(session, actor, "organ", row, given, f"機関「{row.name}」を訂正")
    return row


def add_department(session: Session, actor: Actor, given: DepartmentIn) -> Department:
    """Sets up a department; raises Invalid where it has no place."""
    check_keeper(actor)
    above = find(session, Department, given.parent_id) if given.parent_id else None
    if above is None and given.organ_id is None:
        raise Invalid("上位の組織又は機関を選んでください。", pointer="/organ_id")
    if above is not None and above.path.count("/") > MAX_DEPTH:
        raise Invalid(f"組織の階層は{MAX_DEPTH}段までです。上位の組織を選び直してください。", pointer="/parent_id")
    organ_id = above.organ_id if above else find(session, Organ, given.organ_id or UUID(int=0)).id
    row = Department(**given.model_dump(exclude={"organ_id"}), organ_id=organ_id)
    row.path = f"{above.path if above else '/'}{row.id}/"
    return _add(session, actor, "department", row, f"組織「{row.name}」を設置")


def revise_department(session: Session, actor: Actor, department_id: UUID, given: DepartmentPatch, expected: int) -> Department:
    """Corrects a department, or ends it."""
    check_keeper(actor)
    row = current(session, Department, department_id, expected)
    _check_end(row.valid_from, given.valid_to)
    _write(session, actor, "department", row, given, f"組織「{row.name}」を訂正", nullable={"valid_to"})
    return row


def add_post(session: Session, actor: Actor, given: PostIn) -> Post:
    """Sets up a post in a department. Only an administrator may give it security roles."""
    check_keeper(actor)
    if given.duties:
        check_administrator(actor, "情報セキュリティ上の役割の設定")
    find(session, Department, given.department_id)
    return _add(session, actor, "post", Post(**given.model_dump()), f"職「{given.title}」を設置")


def revise_post(
    session: Session, actor: Actor, post_id: UUID, given: PostPatch, expected: int, *, now: datetime, today: date
) -> Post:
    """Corrects a post, ends it, or (an administrator) changes its security roles. What nobody answers for then is seen at once."""
    check_keeper(actor)
    # Title, rank and roles say what a post may decide: changing one's own would be appointing oneself.
    if actor.holds(post_id):
        raise NotAllowed(OWN_POST, code="four_eyes")
    row = current(session, Post, post_id, expected)
    if given.duties is not None and sorted(given.duties) != sorted(row.duties):
        check_administrator(actor, "情報セキュリティ上の役割の変更")
    _check_end(row.valid_from, given.valid_to)
    _write(session, actor, "post", row, given, f"職「{row.title}」を訂正", nullable={"valid_to"})
    _watch(session, actor, [row.id], now, today)
    return row


def register_person(session: Session, actor: Actor, given: PersonIn) -> Person:
    """Registers a member of staff; raises Conflict for a second one with the same identifier or number."""
    check_keeper(actor)
    _check_unique(session, Person.subject, given.subject, None)
    _check_unique(session, Person.staff_number, given.staff_number, None)
    return _add(session, actor, "person", Person(**given.model_dump()), f"職員「{given.name}」を登録")


def revise_person(
    session: Session, actor: Actor, person_id: UUID, given: PersonPatch, expected: int, *, now: datetime, today: date
) -> Person:
    """Corrects a member of staff, or ends the use of govapi: what nobody answers for then is seen at once. Only an administrator may
    say that somebody else's sign-in is this person's."""
    check_keeper(actor)
    row = current(session, Person, person_id, expected)
    if given.subject is not None and given.subject != row.subject:
        check_administrator(actor, "利用者識別子の変更")
        _check_unique(session, Person.subject, given.subject, row.id)
    _write(session, actor, "person", row, given, f"職員「{row.name}」を訂正")
    if given.active is not None:
        held = owned_columns(session, Appointment, col(Appointment.post_id)).where(
            col(Appointment.person_id) == row.id, in_force(today)
        )
        _watch(session, actor, list(session.scalars(held)), now, today)
    return row


def _watch(session: Session, actor: Actor, post_ids: Collection[UUID], now: datetime, today: date) -> None:
    try:
        stored = policy_of(session, today)
    except WrongState:
        return  # a town without a policy set has no duties yet
    watch_posts(session, actor, stored, post_ids, now=now, today=today)


def register_client(session: Session, actor: Actor, given: MachineClientIn) -> MachineClient:
    """Registers a system that calls the API."""
    check_administrator(actor, "連携システムの登録")
    find(session, Department, given.department_id)
    statement = owned(session, MachineClient).where(col(MachineClient.client_id) == given.client_id)
    if session.exec(statement).first() is not None:
        raise Conflict("この client_id の連携システムは、既に登録されています。")
    return _add(session, actor, "machine_client", MachineClient(**given.model_dump()), f"連携システム「{given.name}」を登録")


def revise_client(session: Session, actor: Actor, client_id: UUID, given: MachineClientPatch, expected: int) -> MachineClient:
    """Corrects or stops a system."""
    check_administrator(actor, "連携システムの変更")
    row = current(session, MachineClient, client_id, expected)
    _write(session, actor, "machine_client", row, given, f"連携システム「{row.name}」を訂正")
    return row


def current(session: Session, table: type[Row], row_id: UUID, expected: int) -> Row:
    """The row, held until the commit; raises Stale when it has moved on since it was read."""
    row = find(session, table, row_id, lock=True)
    if row.version != expected:
        raise Stale
    return row


def _add(session: Session, actor: Actor, noun: str, row: Row, summary: str) -> Row:
    session.add(row)
    session.flush()
    audit.record(session, actor, action=f"{noun}.register", noun=noun, record_id=row.id, summary=summary)
    return row


def _write(
    session: Session, actor: Actor, noun: str, row: TenantRow, given: BaseModel, summary: str, nullable: set[str] | None = None
) -> None:
    values: Mapping[str, Any] = given.model_dump(exclude_unset=True)
    empty = [name for name, value in values.items() if value is None and name not in (nullable or set())]
    if empty:
        raise Invalid(
            "空（null）にできない項目があります。",
            errors=[FieldFault(f"/{name}", "この項目は空にできません。") for name in empty],
        )
    changed = apply(row, values)
    if changed:
        session.flush()
        audit.record(session, actor, action=f"{noun}.revise", noun=noun, record_id=row.id, summary=summary, changes=changed)


def _check_end(start: date, end: date | None) -> None:
    if end is not None and end <= start:
        raise Invalid("廃止の日は、設置の日より後の日にしてください。", pointer="/valid_to")


def _check_unique(session: Session, column: str, value: str, own_id: UUID | None) -> None:
    other = session.exec(owned(session, Person).where(col(column) == value)).first()
    if other is not None and other.id != own_id:
        raise Conflict("同じ利用者識別子又は職員番号の職員が、既に登録されています。番号を確かめてください。")
