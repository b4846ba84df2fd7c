"""Reading the services. They belong to no section, and all staff see them."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col

from govapi.db.reading import one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.queries import not_abolished
from govapi.people.tables import Department, Post
from govapi.sns_accounts.services.rules import BOUND
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.tables import SnsAccount

NOUN = "sns_service"
RUNNING = ("active", "paused")
HEAD = "section_security_manager"
# Who keeps what belongs to no section: public relations, and in a town that has named none the information security office.
KEEPING = ("public_relations", "security_office")


def one(session: Session, service_id: UUID, *, lock: bool = False) -> SnsService:
    """The service; raises NotFound."""
    return one_of(session, SnsService, service_id, lock=lock)


def of_platform(session: Session, platform: str) -> SnsService | None:
    """The service of this platform, or None while no account of it was entered."""
    return session.exec(owned(session, SnsService).where(col(SnsService.platform) == platform)).first()


def listed(session: Session, *, limit: int, cursor: str | None) -> Page[SnsService]:
    """The services in the order in which they came into use."""
    statement = owned(session, SnsService).order_by(col(SnsService.id))
    if cursor:
        statement = statement.where(col(SnsService.id) > decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def counts(session: Session, platforms: Collection[str], statuses: Collection[str] = RUNNING) -> dict[str, int]:
    """How many accounts of each of these platforms are in these states, in one query; platforms without any are left out."""
    counted = owned_columns(session, SnsAccount, col(SnsAccount.platform), func.count()).where(
        col(SnsAccount.platform).in_(platforms), col(SnsAccount.status).in_(statuses)
    )
    return {row[0]: row[1] for row in session.execute(counted.group_by(col(SnsAccount.platform)))}


def is_bound(session: Session, platform: str) -> bool:
    """Whether the town has, or is about to open, an account under the terms of this service."""
    return bool(counts(session, [platform], BOUND))


def keeping_section(session: Session, on: date) -> Department | None:
    """The section of the head of public relations (広報主管課): duties about what belongs to no section are addressed to it."""
    statement = owned_columns(session, Post, Post, Department).join(Department, col(Department.id) == col(Post.department_id))
    found = session.execute(statement.where(col(Post.valid_from) <= on, not_abolished(on)).order_by(col(Post.rank))).all()
    for duty in KEEPING:
        held: Sequence[tuple[Post, Department]] = [(row[0], row[1]) for row in found if duty in row[0].duties]
        heads = [department for post, department in held if HEAD in post.duties]
        if held:
            return heads[0] if heads else held[0][1]
    return None
