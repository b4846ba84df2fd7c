"""Reading the trail and the feed. What is only announced (内示) is in neither before its day, but for those who keep the roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, true
from sqlmodel import Session, col

from govapi.audit.tables import AuditRow
from govapi.db.session import owned, owned_columns
from govapi.events.tables import Event
from govapi.kit.errors import Invalid, NotAllowed
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.people.actor import Actor
from govapi.people.roster import end_told, keeps_roster, told
from govapi.people.tables import Appointment
from govapi.personnel_changes.tables import PersonnelChange
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.reading import NarrowField
from govapi.policy.visibility import narrower, sees_all, sees_narrow
from govapi.sns_accounts.queries import NOUN as SNS_ACCOUNT
from govapi.sns_accounts.queries import READ_KEYS
from govapi.sns_accounts.rules import KEYS

HIDDEN = "表示できません"

# Beside those the read rule names: they look after incidents and the rules themselves.
ALSO_AUDIT = frozenset({"security_office", "security_supervisor"})


@dataclass(frozen=True)
class Filters:
    """What the trail may be narrowed by."""

    noun: str | None = None
    action: str | None = None
    record_id: UUID | None = None
    actor_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


def may_audit(actor: Actor, policy: PolicySet) -> bool:
    """Whether the actor audits, administers or looks after information security."""
    named = bool(actor.duties & ALSO_AUDIT) or "administrator" in actor.system_roles
    return named or sees_all(actor, policy.reading.rule("audit_events"))


def check_auditor(actor: Actor, policy: PolicySet) -> None:
    """Raises NotAllowed for everybody else."""
    if not may_audit(actor, policy):
        raise NotAllowed("監査記録を閲覧できるのは、監査担当者、情報政策担当課の職員又はシステム管理者です。")


def check_feed(actor: Actor, policy: PolicySet) -> None:
    """Raises NotAllowed unless the actor may know of every record of the town: an event does not tell its section."""
    if not sees_all(actor, policy.reading.rule("events")):
        raise NotAllowed("できごとを取得できるのは、全庁の記録を閲覧できる職務を持つ連携システム又は職員です。")


def listed(session: Session, actor: Actor, filters: Filters, *, today: date, limit: int, cursor: str | None) -> Page[AuditRow]:
    """The trail from the newest row back."""
    statement = owned(session, AuditRow).where(_told(session, actor, AuditRow.noun, AuditRow.action, AuditRow.record_id, today))
    statement = statement.where(*_conditions(filters)).order_by(col(AuditRow.seq).desc()).limit(limit + 1)
    if cursor:
        statement = statement.where(col(AuditRow.seq) < _seq(cursor))
    return page_of(session.exec(statement).all(), limit, lambda row: (str(row.seq),))


def told_changes(row: AuditRow, narrow: Sequence[NarrowField], actor: Actor) -> dict[str, Any]:
    """The changes of a row as this reader may see them: of a narrow field (予定価格) that it changed, not from what to what.

    The trail itself keeps the values: ``audit verify`` proves the chain where they lie."""
    hidden = {
        field.field
        for field in narrow
        if f"{row.noun}s" == field.noun and not sees_narrow(actor, field, in_section=False, on_route=False)
    }
    if row.noun == SNS_ACCOUNT and not (actor.duties & set(READ_KEYS) or "auditor" in actor.system_roles):
        hidden.update(KEYS)  # where the secrets of an account are kept: not for whoever merely administers
    return {name: [HIDDEN, HIDDEN] if name in hidden else value for name, value in row.changes.items()}


def feed(session: Session, actor: Actor, policy: PolicySet, *, after: int, today: date, limit: int) -> Sequence[Event]:
    """Events after the sequence number, the oldest first; those about kinds of records of which the actor does not see all
    (事故, for the contract office) are left out, as an event does not tell its section."""
    kept_back = [kind for _rule, kinds in narrower(actor, policy, policy.reading.rule("events")) for kind in kinds]
    statement = owned(session, Event).where(
        col(Event.seq) > after,
        col(Event.noun).not_in(kept_back),
        _told(session, actor, Event.noun, Event.kind, Event.record_id, today),
    )
    return session.exec(statement.order_by(col(Event.seq)).limit(limit)).all()


def _told(session: Session, actor: Actor, noun: Any, action: Any, record_id: Any, today: date) -> ColumnElement[bool]:
    """Hides the rows about a 発令 that is not known yet, was taken back, or whose end is not known; and, from everybody but the
    personnel office, those about a list of moves that was not published, and that a correction waits."""
    lists = true() if "personnel_office" in actor.duties else _published(session, noun, action, record_id)
    if keeps_roster(actor):
        return lists
    begun = owned_columns(session, Appointment, col(Appointment.id)).where(told(today))
    ended = begun.where(end_told(today))
    shown = and_(col(record_id).in_(begun), or_(col(action) != "appointment.end", col(record_id).in_(ended)))
    return and_(lists, or_(col(noun) != "appointment", shown))


def _published(session: Session, noun: Any, action: Any, record_id: Any) -> ColumnElement[bool]:
    rows = owned_columns(session, PersonnelChange, col(PersonnelChange.id)).where(col(PersonnelChange.published_at).is_not(None))
    final = rows.where(col(PersonnelChange.edition) == col(PersonnelChange.published_edition))
    told = or_(col(action) != "personnel_change.correct_list", col(record_id).in_(final))
    return or_(col(noun) != "personnel_change", and_(col(record_id).in_(rows), told))


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    equal = {
        AuditRow.noun: filters.noun,
        AuditRow.action: filters.action,
        AuditRow.record_id: filters.record_id,
        AuditRow.actor_id: filters.actor_id,
    }
    found = [col(column) == value for column, value in equal.items() if value is not None]
    if filters.since is not None:
        found.append(col(AuditRow.at) >= filters.since)
    if filters.until is not None:
        found.append(col(AuditRow.at) < filters.until)
    return found


def _seq(cursor: str) -> int:
    text = decode_cursor(cursor, 1)[0]
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Invalid("続きの位置（cursor）が正しくありません。一覧の最初から読み直してください。", pointer="/cursor")
    return int(text)
