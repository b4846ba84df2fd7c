"""How posts are called, and where they stand."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned_columns
from govapi.people.actor import full_title
from govapi.people.tables import Department, Post


def titles(session: Session, post_ids: Collection[UUID]) -> dict[UUID, str]:
    """健康推進課課長."""
    if not post_ids:
        return {}
    statement = (
        owned_columns(session, Post, col(Post.id), col(Department.name), col(Post.title))
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(Post.id).in_(set(post_ids)))
    )
    return {row[0]: full_title(row[1], row[2]) for row in session.execute(statement)}


def paths(session: Session) -> dict[UUID, str]:
    """The department path of every post of the town."""
    columns = owned_columns(session, Post, col(Post.id), col(Department.path))
    return {row[0]: row[1] for row in session.execute(columns.join(Department, col(Department.id) == col(Post.department_id)))}
