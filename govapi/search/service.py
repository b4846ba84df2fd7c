"""Keeping the entries: a room calls ``index`` in the transaction that changes its record."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.grams import empty_slot, fill_slot, new_slot
from govapi.db.session import owned
from govapi.search.rules import entry_key
from govapi.search.tables import SearchEntry


def index(session: Session, noun: str, record_id: UUID, texts: Sequence[str]) -> None:
    """Makes the record findable by these texts, in place of those it had."""
    key = entry_key(texts)
    entry = _entry(session, record_id)
    if entry is None:
        session.add(SearchEntry(id=record_id, noun=noun, key=key, slot=new_slot(session, record_id, key)))
    elif entry.key != key:
        entry.key = key
        fill_slot(session, entry.slot, key)


def forget(session: Session, record_id: UUID) -> None:
    """The record is no longer found. Nothing happens when it never was."""
    entry = _entry(session, record_id)
    if entry is not None:
        empty_slot(session, entry.slot)
        session.delete(entry)
        session.flush()


def _entry(session: Session, record_id: UUID) -> SearchEntry | None:
    return session.exec(owned(session, SearchEntry).where(col(SearchEntry.id) == record_id)).first()
