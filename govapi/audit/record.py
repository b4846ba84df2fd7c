"""Writing the trail: rooms queue their rows, the transaction seals them into the chain just before it commits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Table, insert, select, update
from sqlmodel import Session

from govapi.audit.chain import GENESIS, link
from govapi.audit.tables import AuditHead, AuditRow
from govapi.db.session import municipality_of
from govapi.events.tables import Event

PENDING = "audit_rows"
REQUEST = "request_id"

# Plain tables: what seals every write need not pass through the mapper.
HEADS: Table = AuditHead.__table__  # type: ignore[attr-defined]  # SQLModel does not declare __table__
ROWS: Table = AuditRow.__table__  # type: ignore[attr-defined]
EVENTS: Table = Event.__table__  # type: ignore[attr-defined]


class Acting(Protocol):
    """What the trail keeps of who acted (``people.Actor`` fits)."""

    @property
    def kind(self) -> str: ...
    @property
    def person_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...


def record(
    session: Session,
    actor: Acting,
    *,
    action: str,
    noun: str,
    record_id: UUID | None = None,
    number: str = "",
    summary: str = "",
    from_status: str = "",
    to_status: str = "",
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Queues one audit row. The actor's name and post are kept as they are today. ``action`` reads ``noun.verb``."""
    row = {
        "actor_kind": actor.kind,
        "actor_id": actor.person_id,
        "actor_name": actor.name,
        "actor_post": actor.title,
        "action": action,
        "noun": noun,
        "record_id": record_id,
        "number": number,
        "summary": summary,
        "from_status": from_status,
        "to_status": to_status,
        "reason": reason,
        "changes": dict(changes or {}),
    }
    session.info.setdefault(PENDING, []).append(row)


class Named(Protocol):
    """A record with an id and a number for people."""

    id: UUID
    number: str


def note(
    session: Session, actor: Acting, noun: str, row: Named, verb: str, summary: str, changes: Mapping[str, Any] | None = None
) -> None:
    """Queues the audit row of a change that is no transition: registering, correcting, adding."""
    record(
        session, actor, action=f"{noun}.{verb}", noun=noun, record_id=row.id, number=row.number, summary=summary, changes=changes
    )


def seal(session: Session, now: datetime) -> None:
    """Chains the queued rows: the last statements of the transaction, so the head is locked as briefly as possible."""
    pending: list[dict[str, Any]] = session.info.pop(PENDING, [])
    if not pending:
        return
    session.flush()
    code = municipality_of(session)
    own_head = HEADS.c.municipality_code == code
    seq, head = session.execute(select(HEADS.c.seq, HEADS.c.hash).where(own_head).with_for_update()).one()
    previous = head or GENESIS
    for row in pending:
        seq += 1
        row |= {
            "municipality_code": code,
            "seq": seq,
            "at": now,
            "request_id": session.info.get(REQUEST, ""),
            "previous_hash": previous,
        }
        row["hash"] = previous = link(previous, row)
    session.execute(insert(ROWS), pending)
    session.execute(insert(EVENTS), [_event(row) for row in pending])
    session.execute(update(HEADS).where(own_head).values(seq=seq, hash=previous))


def _event(row: Mapping[str, Any]) -> dict[str, Any]:
    shared = {name: row[name] for name in ("municipality_code", "seq", "at", "noun", "record_id", "number")}
    return shared | {"kind": row["action"]}
