"""Reading regulations. A restricted one is read by the section that keeps it and by the security office: nobody else is told of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, true
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import find, owned, owned_columns
from govapi.documents.regulations.tables import Regulation, RegulationText
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.regulating import RegulationKind
from govapi.policy.visibility import seen_under
from govapi.search import matches


@dataclass(frozen=True)
class Filters:
    """What the register may be narrowed by. ``in_force_on``: those with a text in force on the day."""

    q: str = ""
    kind: str | None = None
    layer: str | None = None
    publicity: str | None = None
    in_force_on: date | None = None


@dataclass(frozen=True)
class InForce:
    """The regulation of a kind in force on a day. Of one the reader may not see only the kind is told: no id, no number."""

    kind: str
    title: str
    regulation_id: UUID | None = None
    number: str = ""
    edition: str = ""
    effective_on: date | None = None

    @property
    def url(self) -> str:
        """Its page; empty when the reader may not open it."""
        return f"/regulations/{self.regulation_id}" if self.regulation_id else ""


def open_to(actor: Actor) -> ColumnElement[bool]:
    """The condition under which the 公開区分 does not keep a regulation from this actor."""
    if actor.kind == "system" or "security_office" in actor.duties:
        return true()
    paths = {post.department_path for post in actor.posts}
    own = (col(Regulation.department_path).like(f"{path}%") for path in sorted(paths))
    return or_(col(Regulation.publicity) != "restricted", *own)


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a regulation: the read rule, and the 公開区分."""
    return and_(seen_under(actor, policy, "regulations", Regulation), open_to(actor))


def one(session: Session, actor: Actor, policy: PolicySet, regulation_id: UUID, *, lock: bool = False) -> Regulation:
    """The regulation, if the actor may see it; else NotFound."""
    row = one_of(session, Regulation, regulation_id, seen(actor, policy))
    return find(session, Regulation, regulation_id, lock=True) if lock else row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Regulation]:
    """The regulations the actor may see, the newest first."""
    conditions = narrowed(Regulation, kind=filters.kind, layer=filters.layer, publicity=filters.publicity)
    conditions += [seen(actor, policy), matches(session, "regulation", filters.q, col(Regulation.id))]
    if filters.in_force_on:
        conditions.append(col(Regulation.id).in_(_in_force(session, filters.in_force_on, col(RegulationText.regulation_id))))
    return newest_first(session, Regulation, conditions, limit=limit, cursor=cursor)


def texts(session: Session, regulation_id: UUID) -> Sequence[RegulationText]:
    """Every text of a regulation, the one that takes effect last first; those taken back too."""
    statement = owned(session, RegulationText).where(col(RegulationText.regulation_id) == regulation_id)
    return session.exec(statement.order_by(col(RegulationText.effective_on).desc(), col(RegulationText.turn).desc())).all()


def text(session: Session, regulation_id: UUID, text_id: UUID, *, lock: bool = False) -> RegulationText:
    """This text of the regulation; raises NotFound. The caller has checked that the regulation may be seen."""
    row = find(session, RegulationText, text_id, lock=lock)
    if row.regulation_id != regulation_id:
        raise NotFound
    return row


def held_of_many(session: Session, regulation_ids: Collection[UUID]) -> Mapping[UUID, list[RegulationText]]:
    """The texts of these regulations that were not taken back, by regulation: one query."""
    found: dict[UUID, list[RegulationText]] = {one: [] for one in regulation_ids}
    statement = owned(session, RegulationText).where(
        col(RegulationText.regulation_id).in_(found), col(RegulationText.withdrawn_on).is_(None)
    )
    for row in session.exec(statement):
        found[row.regulation_id].append(row)
    return found


def standing(session: Session, policy: PolicySet, part: str, on: date, *, actor: Actor | None = None) -> InForce | None:
    """The regulation in force on the day on which a part of the policy set rests; None: 未整備.

    ``part`` is one of ``policy.schema.regulating.Covered`` (``cloud_rules``, ``clauses``, ``tiers`` …). Without an ``actor``
    a restricted one is told by its kind only, as to anybody who may not read it.
    """
    kind = policy.regulating.covering(part)
    return None if kind is None else governing(session, policy, [kind], on, actor=actor).get(kind.key)


def governing(
    session: Session, policy: PolicySet, kinds: Collection[RegulationKind], on: date, *, actor: Actor | None = None
) -> Mapping[str, InForce]:
    """The regulation in force on the day of each of these kinds, by the kind's key: one query. What is missing is 未整備."""
    shown = col(Regulation.publicity) != "restricted" if actor is None else seen(actor, policy)
    columns = (Regulation, RegulationText, shown.label("shown"))
    statement = (
        owned_columns(session, Regulation, *columns)
        .join(RegulationText, col(RegulationText.regulation_id) == col(Regulation.id))
        .where(
            col(Regulation.kind).in_([kind.key for kind in kinds]),
            col(RegulationText.id).in_(_in_force(session, on, col(RegulationText.id))),
        )
        .order_by(col(RegulationText.effective_on), col(Regulation.id))
    )
    labels = {kind.key: kind.label for kind in kinds}
    rows = sorted(session.execute(statement), key=lambda found: bool(found[2]))  # of several, the last one shown stays
    return {row.kind: _told(row, held, bool(open_), labels[row.kind]) for row, held, open_ in rows}


def _told(row: Regulation, held: RegulationText, shown: bool, label: str) -> InForce:
    if not shown:
        return InForce(row.kind, label)
    return InForce(row.kind, row.title, row.id, row.number, held.edition, held.effective_on)


def _in_force(session: Session, on: date, column: Mapped[UUID]) -> Select[tuple[UUID]]:
    """``column`` of the texts in force on the day: of each regulation the last that has taken effect, unless it is repealed."""
    begun = and_(col(RegulationText.withdrawn_on).is_(None), col(RegulationText.effective_on) <= on)
    last = (
        owned_columns(
            session, RegulationText, RegulationText.regulation_id, func.max(col(RegulationText.effective_on)).label("day")
        )
        .where(begun)
        .group_by(col(RegulationText.regulation_id))
        .subquery()
    )
    newest = and_(last.c.regulation_id == col(RegulationText.regulation_id), last.c.day == col(RegulationText.effective_on))
    unrepealed = or_(col(RegulationText.repealed_on).is_(None), col(RegulationText.repealed_on) > on)
    return owned_columns(session, RegulationText, column).join(last, newest).where(begun, unrepealed)


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    return list(session.execute(owned_columns(session, RegulationText, col(RegulationText.sha256))).scalars())
