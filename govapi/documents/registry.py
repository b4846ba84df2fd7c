"""Keeping a town's shipped templates up to date: checked at the door, registered in a transaction of its own."""

from govapi.documents import library, service
from govapi.edge.parts import Parts
from govapi.edge.transaction import reading, writing
from govapi.kit.errors import Conflict, WrongState
from govapi.people.actor import system
from govapi.policy.store import current


def with_templates(parts: Parts, municipality_code: str) -> None:
    """Registers the shipped templates this town does not have yet. Does nothing, in one small query, when it has them all."""
    today = parts.clock.today()
    try:
        with reading(parts.database, municipality_code) as session:
            manifest = current(session, today).policy.manifest
            lacking = service.outdated(session, manifest)
    except WrongState:
        return  # no policy set yet: the request itself will be told
    if not lacking:
        return
    library.store(parts.files, lacking)
    try:
        with writing(parts.database, municipality_code, parts.clock) as session:
            service.register_shipped(session, system(municipality_code), service.outdated(session, manifest), today)
    except Conflict:
        pass  # another request registered them first
