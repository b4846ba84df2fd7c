"""Finding. No query shape is right for every word, so a bounded look decides first, at a cost no table size changes:

1. walk – the word is common among the newest entries: read the list in its own order and test each row's key;
2. listed – the grams index knows few enough records: their ids, each key tested, are the answer;
3. walk again – the word is neither common among the newest nor rare on the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, true
from sqlmodel import Session, col

from govapi.db.grams import candidates
from govapi.db.session import owned_columns
from govapi.search.rules import Word, words
from govapi.search.tables import SearchEntry

NEWEST = 400  # entries looked at first
COMMON = 20  # so many of them make a walk find a page of 50 within about a thousand rows
LISTED = 1500  # so many ids are listed at most


@dataclass(frozen=True)
class Hit:
    """A found record: which noun, which id."""

    noun: str
    record_id: UUID


def matches(session: Session, noun: str, q: str, ids: ColumnElement[UUID]) -> ColumnElement[bool]:
    """The condition that the record whose id is in the column ``ids`` is found by ``q``; true for a blank ``q``."""
    wanted = words(q)
    if not wanted:
        return true()
    listed = _listed(session, [noun], wanted)
    if listed is not None:
        return ids.in_(listed)
    # A scalar subquery: the planner can turn it into no join, so the list keeps its order and its limit.
    tested = owned_columns(session, SearchEntry, _holds(wanted)).where(col(SearchEntry.id) == ids)
    return tested.correlate_except(SearchEntry).scalar_subquery().is_(True)


def matching(session: Session, noun: str, q: str) -> Select[tuple[UUID]]:
    """The ids of the records found by ``q`` (all of them for a blank one), for ``.in_()``; ``matches`` is faster."""
    statement = _entries(session, [noun], col(SearchEntry.id))
    wanted = words(q)
    if not wanted:
        return statement
    listed = _listed(session, [noun], wanted)
    return statement.where(_holds(wanted) if listed is None else col(SearchEntry.id).in_(listed))


def hits(session: Session, nouns: Sequence[str], q: str, limit: int) -> list[Hit]:
    """The newest records of these nouns found by ``q``; none for a blank one. Who may read them is the caller's to ask."""
    wanted = words(q)
    if not wanted:
        return []
    listed = _listed(session, nouns, wanted)
    statement = (
        _entries(session, nouns, col(SearchEntry.noun), col(SearchEntry.id))
        .where(_holds(wanted) if listed is None else col(SearchEntry.id).in_(listed))
        .order_by(col(SearchEntry.id).desc())
        .limit(limit)
    )
    return [Hit(noun, record_id) for noun, record_id in session.execute(statement)]


def _holds(wanted: Sequence[Word]) -> ColumnElement[bool]:
    """The recheck: the key contains every word (in one of its spellings), whatever an index said."""
    key = col(SearchEntry.key)
    return and_(*(or_(*(key.contains(spelling, autoescape=True) for spelling in word.keys)) for word in wanted))


def _listed(session: Session, nouns: Sequence[str], wanted: Sequence[Word]) -> list[UUID] | None:
    """The ids of all records that are found, or None when a walk is the better way (see above)."""
    grams = list(dict.fromkeys(gram for word in wanted for gram in word.grams))
    if not grams or _is_common(session, nouns, wanted):
        return None
    found = candidates(session, grams, LISTED + 1)
    if len(found) > LISTED:
        return None
    rechecked = _entries(session, nouns, col(SearchEntry.id)).where(col(SearchEntry.id).in_(found), _holds(wanted))
    return list(session.execute(rechecked).scalars())


def _is_common(session: Session, nouns: Sequence[str], wanted: Sequence[Word]) -> bool:
    newest = _entries(session, nouns, _holds(wanted)).order_by(col(SearchEntry.id).desc()).limit(NEWEST)
    held = session.execute(newest).scalars().all()
    return len(held) < NEWEST or sum(held) >= COMMON


def _entries(session: Session, nouns: Sequence[str], *columns: Any) -> Select[Any]:
    return owned_columns(session, SearchEntry, *columns).where(col(SearchEntry.noun).in_(nouns))
