"""Handing a file in for a record: inspected and stored outside the transaction (``files.uploads``), then noted under the record."""

from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.files.uploads import ReadyFile
from govapi.measures.attachments.tables import MeasureFile
from govapi.people.actor import Actor


class Numbered(Protocol):
    """A record as the trail names it."""

    id: UUID
    number: str


def hand_in(session: Session, actor: Actor, noun: str, record: Numbered, file: ReadyFile) -> MeasureFile:
    """Notes the file under the record. The caller has checked that this actor may work on it."""
    row = MeasureFile(
        noun=noun,
        record_id=record.id,
        name=file.name,
        media_type=file.kind.media_type,
        size=file.stored.size,
        sha256=file.stored.sha256,
        uploaded_by=actor.person_id,
        uploaded_name=actor.name,
    )
    session.add(row)
    session.flush()
    changes = {"name": [None, row.name], "sha256": [None, row.sha256]}
    audit.note(session, actor, noun, record, "attach", f"「{row.name}」を添付", changes)
    return row
