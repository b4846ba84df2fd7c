"""Finding. No query shape is right for every word, so a bounded look decides first, at a cost no table size changes:

1. walk – the word is common among the newest entries: read the list in its own order and test each row's key;
2. listed – the grams index names few enough records: only these are looked up, and each one's key is tested;
3. walk again – the word is neither common among the newest nor rare on the whole.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, true
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from govapi.db.grams import among_candidates
from govapi.db.session import owned_columns
from govapi.search.rules import Word, words
from govapi.search.tables import SearchEntry

NEWEST = 400  # entries looked at first
COMMON = 20  # so many of them make a walk find a page of 50 within about a thousand rows
LISTED = 10_000  # so many records, each looked up by its id, are still quicker than a walk that finds nothing for long


def matches(session: Session, noun: str, q: str, ids: Mapped[UUID]) -> ColumnElement[bool]:
    """The condition that the record whose id is in the column ``ids`` is found by ``q``; true for a blank ``q``."""
    wanted = words(q)
    if not wanted:
        return true()
    # A scalar subquery: the planner can turn it into no join, so the list keeps its order and its limit.
    tested = owned_columns(session, SearchEntry, _holds(wanted)).where(col(SearchEntry.id) == ids)
    holds = tested.correlate_except(SearchEntry).scalar_subquery().is_(True)
    return and_(_indexed(session, noun, wanted, ids), holds)


def _holds(wanted: Sequence[Word]) -> ColumnElement[bool]:
    """The recheck: the key contains every word (in one of its spellings), whatever an index said."""
    key = col(SearchEntry.key)
    return and_(*(or_(*(key.contains(spelling, autoescape=True) for spelling in word.keys)) for word in wanted))


def _indexed(session: Session, noun: str, wanted: Sequence[Word], ids: Mapped[UUID]) -> ColumnElement[bool]:
    """The ids the grams index names for these words; true where a walk is the better way (see above)."""
    grams = list(dict.fromkeys(gram for word in wanted for gram in word.grams))
    if not grams or _is_common(session, noun, wanted):
        return true()
    listed = among_candidates(session, grams, LISTED, ids)
    return true() if listed is None else listed


def _is_common(session: Session, noun: str, wanted: Sequence[Word]) -> bool:
    entries = owned_columns(session, SearchEntry, _holds(wanted)).where(col(SearchEntry.noun) == noun)
    newest = entries.order_by(col(SearchEntry.id).desc()).limit(NEWEST)
    held = session.execute(newest).scalars().all()
    return len(held) < NEWEST or sum(held) >= COMMON
