"""Searching over the nouns one may read."""

from collections.abc import Collection

from sqlmodel import Session

from govapi.home.search.queries import SOURCES
from govapi.home.search.rules import Hit, newest
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.search.rules import words


def search(
    session: Session, actor: Actor, policy: PolicySet, q: str, *, nouns: Collection[str], limit: int, cursor: str | None
) -> Page[Hit]:
    """The newest records of these nouns that hold every word of ``q``; none for a blank one."""
    before = decode_id_cursor(cursor) if cursor else None
    if not words(q):
        return Page([], None)
    found = [
        hit
        for noun, source in SOURCES.items()
        if noun in nouns
        for hit in source(session, actor, policy, q, before=before, limit=limit + 1)
    ]
    return page_of(newest(found, limit + 1), limit, lambda hit: (str(hit.id),))
