"""Reading templates and papers. Papers are seen under the read rule ``documents``, and no wider than the record they are about;
templates by all staff, as the policy says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, SelectBase, and_, func
from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.documents.tables import DocumentTemplate, GeneratedDocument
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.reading import ReadScope
from govapi.policy.visibility import as_its_record, sees_all, visible


@dataclass(frozen=True)
class Reach:
    """``shown``: the ids of the records an actor is shown beside those of his section: he stands in their approval route, or
    their room says so. ``kept``: a condition every paper he sees fulfils: some papers tell more than their record does."""

    shown: SelectBase
    kept: ColumnElement[bool]


Reaches = Callable[[Session, Actor, PolicySet], Reach]
"""The rooms above answer it, `app` hands it in."""


def seen(actor: Actor, policy: PolicySet, reach: Reach) -> ColumnElement[bool]:
    """The condition under which this actor sees a paper."""
    rule = policy.reading.rule("documents")
    shown = col(GeneratedDocument.record_id).in_(reach.shown)
    path, organ = col(GeneratedDocument.department_path), col(GeneratedDocument.organ_id)
    kind = col(GeneratedDocument.noun)
    return and_(
        reach.kept,
        visible(actor, rule, department_path=path, organ_id=organ, on_route=shown),
        as_its_record(actor, policy, rule, kind=kind, department_path=path, organ_id=organ, on_route=shown),
    )


def may_see_templates(actor: Actor, policy: PolicySet) -> None:
    """Raises NotFound where the policy keeps templates to named duties. They belong to no section, so the rest are all staff's."""
    rule = policy.reading.rule("templates")
    if rule.scope is ReadScope.DUTIES_ONLY and not sees_all(actor, rule):
        raise NotFound


def one(session: Session, seen: ColumnElement[bool], document_id: UUID) -> GeneratedDocument:
    """The paper, if it is ``seen``; else NotFound."""
    statement = owned(session, GeneratedDocument).where(col(GeneratedDocument.id) == document_id, seen)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, seen: ColumnElement[bool], *, record_id: UUID | None, kind: str | None, limit: int, cursor: str | None
) -> Page[GeneratedDocument]:
    """The papers that are ``seen``, the newest first."""
    statement = owned(session, GeneratedDocument).where(seen).order_by(col(GeneratedDocument.id).desc())
    if record_id is not None:
        statement = statement.where(col(GeneratedDocument.record_id) == record_id)
    if kind:
        statement = statement.where(col(GeneratedDocument.template_key) == kind)
    if cursor:
        statement = statement.where(col(GeneratedDocument.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def of_record(session: Session, record_id: UUID) -> Sequence[GeneratedDocument]:
    """Every paper of a record, the newest first. The caller has checked that the record may be seen."""
    statement = owned(session, GeneratedDocument).where(col(GeneratedDocument.record_id) == record_id)
    return session.exec(statement.order_by(col(GeneratedDocument.id).desc())).all()


def newest_editions(session: Session, record_ids: Sequence[UUID]) -> dict[tuple[UUID, str], int]:
    """The last edition of each kind of paper of these records: all others are superseded."""
    columns = (GeneratedDocument.record_id, GeneratedDocument.template_key)
    statement = owned_columns(session, GeneratedDocument, *columns, func.max(col(GeneratedDocument.edition)))
    found = session.execute(statement.where(col(GeneratedDocument.record_id).in_(record_ids)).group_by(*map(col, columns)))
    return {(record_id, key): edition for record_id, key, edition in found}


def template(session: Session, template_id: UUID) -> DocumentTemplate:
    """This version of a template; raises NotFound."""
    row = session.exec(owned(session, DocumentTemplate).where(col(DocumentTemplate.id) == template_id)).first()
    if row is None:
        raise NotFound
    return row


def templates(session: Session) -> Sequence[DocumentTemplate]:
    """All versions of all templates, the newest of each first."""
    statement = owned(session, DocumentTemplate)
    return session.exec(statement.order_by(col(DocumentTemplate.key), col(DocumentTemplate.template_version).desc())).all()


def in_use(session: Session, on: date) -> dict[str, DocumentTemplate]:
    """The version of each template in use on this day, by key."""
    statement = owned(session, DocumentTemplate).where(col(DocumentTemplate.active_from) <= on)
    rows = session.exec(statement.order_by(col(DocumentTemplate.template_version))).all()
    return {row.key: row for row in rows}


def last_version(session: Session, key: str) -> int:
    """The number of the newest version of a template; 0 when there is none."""
    statement = owned_columns(session, DocumentTemplate, func.max(col(DocumentTemplate.template_version)))
    found: int | None = session.execute(statement.where(col(DocumentTemplate.key) == key)).scalar()
    return found or 0


def last_edition(session: Session, record_id: UUID, key: str) -> int:
    """The number of the newest edition of this paper of the record; 0 when there is none."""
    statement = owned_columns(session, GeneratedDocument, func.max(col(GeneratedDocument.edition))).where(
        col(GeneratedDocument.record_id) == record_id, col(GeneratedDocument.template_key) == key
    )
    found: int | None = session.execute(statement).scalar()
    return found or 0


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to: templates and papers."""
    templates = session.execute(owned_columns(session, DocumentTemplate, col(DocumentTemplate.sha256))).scalars()
    papers = session.execute(owned_columns(session, GeneratedDocument, col(GeneratedDocument.sha256))).scalars()
    return [*templates, *papers]
