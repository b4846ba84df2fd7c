"""Reading circulations: what waits for whom, the route of one, the records someone stands in the route of."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal, or_, true
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from govapi.approvals.tables import Approval, ApprovalStep
from govapi.db.session import find, owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.people.relations import levels_of
from govapi.policy.schema.reading import ReadRule
from govapi.policy.visibility import sees_all, visible

FEW = 200  # so many circulations, named one by one, are quicker than a question about each record of a list

OnRoute = Callable[[Session, Actor, Mapped[UUID]], ColumnElement[bool]]


def posts_of(actor: Actor) -> list[UUID]:
    return [post.post_id for post in actor.posts if post.post_id is not None]


def _own(actor: Actor) -> list[ColumnElement[bool]]:
    """Steps at one of the actor's posts, and those done by him; each condition has its index."""
    done = [col(ApprovalStep.acted_by) == actor.person_id] if actor.person_id else []
    return [col(ApprovalStep.post_id).in_(posts_of(actor)), *done]


def _all(actor: Actor) -> list[ColumnElement[bool]]:
    """His own steps, and those that wait for a decider of his bureau or section, whom he may be the one to stand in for (代決)."""
    levels = {path for post in actor.posts for path in levels_of(post.department_path)}
    return [*_own(actor), and_(col(ApprovalStep.status) == "current", col(ApprovalStep.deputy_path).in_(levels))]


def records_on_route(session: Session, actor: Actor) -> Select[tuple[UUID]]:
    """Ids of the records whose route one of the actor's posts stands in, or who the actor applied for."""
    in_route = owned_columns(session, ApprovalStep, col(ApprovalStep.approval_id)).where(or_(*_all(actor)))
    mine = or_(col(Approval.id).in_(in_route), col(Approval.applied_by) == actor.person_id)
    found: Select[tuple[UUID]] = owned_columns(session, Approval, col(Approval.record_id)).where(mine)
    return found


def stands_in_route(session: Session, actor: Actor, record_id: UUID) -> bool:
    """Whether the actor applied for a decision about the record, acted on one, or holds a post of its route. Narrower than
    ``on_route``: a whole bureau may see what waits for its head, but not what is kept to those who decide (予定価格)."""
    asked = _asked(session, actor, _own(actor)).where(col(Approval.record_id) == record_id)
    return session.execute(asked).first() is not None


def on_route(session: Session, actor: Actor, ids: Mapped[UUID]) -> ColumnElement[bool]:
    """The condition that the record whose id is in the column ``ids`` is one of them, asked of each row by itself: for a single
    record, and for a list of which the actor sees much. A scalar subquery, as the planner would gather the whole set for less."""
    asked = _asked(session, actor, _all(actor)).where(col(Approval.record_id) == ids)
    return asked.correlate_except(Approval, ApprovalStep).scalar_subquery().is_(True)


def _asked(session: Session, actor: Actor, steps: Sequence[ColumnElement[bool]]) -> Select[tuple[bool]]:
    """True where the actor has such a step in a circulation or applied for it; the caller names the record."""
    found: Select[tuple[bool]] = (
        owned_columns(session, Approval, literal(True))
        .outerjoin(ApprovalStep, (col(ApprovalStep.approval_id) == col(Approval.id)) & or_(*steps))
        .where(or_(col(ApprovalStep.id).is_not(None), col(Approval.applied_by) == actor.person_id))
    )
    return found.limit(1)


def on_route_of_all(session: Session, actor: Actor, ids: Mapped[UUID]) -> ColumnElement[bool]:
    """The same for counting, where every row is looked at: the set is gathered once."""
    return ids.in_(records_on_route(session, actor))


def on_route_in_list(session: Session, actor: Actor, ids: Mapped[UUID]) -> ColumnElement[bool]:
    """The same for a list in its own order: a bounded look names the circulations where they are few."""
    applied = owned_columns(session, Approval, col(Approval.id)).where(col(Approval.applied_by) == actor.person_id)
    steps = (owned_columns(session, ApprovalStep, col(ApprovalStep.approval_id)).where(one_way) for one_way in _all(actor))
    found = session.execute(applied.union_all(*steps).limit(FEW + 1)).scalars().all()
    if len(found) > FEW:
        return on_route(session, actor, ids)
    return ids.in_(owned_columns(session, Approval, col(Approval.record_id)).where(col(Approval.id).in_(set(found))))


def _seen(session: Session, actor: Actor, rule: ReadRule, route: OnRoute = on_route) -> ColumnElement[bool]:
    if sees_all(actor, rule):
        return true()
    return visible(
        actor,
        rule,
        department_path=col(Approval.department_path),
        organ_id=col(Approval.organ_id),
        on_route=route(session, actor, col(Approval.record_id)),
    )


def one(session: Session, actor: Actor, rule: ReadRule, approval_id: UUID, *, lock: bool = False) -> Approval:
    """The circulation, if the actor may see it; else NotFound."""
    statement = owned(session, Approval).where(col(Approval.id) == approval_id, _seen(session, actor, rule))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def waiting_for(session: Session, actor: Actor, limit: int = 50) -> Sequence[Approval]:
    """What waits for this actor's decision today, the oldest first. One's own drafts do not wait for oneself."""
    current = owned_columns(session, ApprovalStep, col(ApprovalStep.approval_id)).where(
        col(ApprovalStep.status) == "current", col(ApprovalStep.post_id).in_(posts_of(actor))
    )
    statement = owned(session, Approval).where(
        col(Approval.status) == "circulating", col(Approval.id).in_(current), col(Approval.applied_by) != actor.person_id
    )
    return session.exec(statement.order_by(col(Approval.id)).limit(limit)).all()


def to_look_after(session: Session, actor: Actor, limit: int = 50) -> Sequence[Approval]:
    """Decisions given for this actor in absence (代決) that still want 後閲."""
    pending = owned_columns(session, ApprovalStep, col(ApprovalStep.approval_id)).where(
        and_(col(ApprovalStep.acted_as) == "代決", col(ApprovalStep.looked_after_at).is_(None)),
        col(ApprovalStep.post_id).in_(posts_of(actor)),
    )
    return session.exec(
        owned(session, Approval).where(col(Approval.id).in_(pending)).order_by(col(Approval.id)).limit(limit)
    ).all()


def listed(
    session: Session, actor: Actor, rule: ReadRule, *, status: str | None, record_id: UUID | None, limit: int, cursor: str | None
) -> Page[Approval]:
    """The circulations the actor may see, the newest first."""
    statement = owned(session, Approval).where(_seen(session, actor, rule, on_route_in_list)).order_by(col(Approval.id).desc())
    if status:
        statement = statement.where(col(Approval.status) == status)
    if record_id:
        statement = statement.where(col(Approval.record_id) == record_id)
    if cursor:
        statement = statement.where(col(Approval.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def steps(session: Session, approval_ids: Sequence[UUID]) -> dict[UUID, list[ApprovalStep]]:
    """The steps of these circulations, in order: one query."""
    found: dict[UUID, list[ApprovalStep]] = {approval_id: [] for approval_id in approval_ids}
    statement = owned(session, ApprovalStep).where(col(ApprovalStep.approval_id).in_(approval_ids))
    for step in session.exec(statement.order_by(col(ApprovalStep.position))):
        found[step.approval_id].append(step)
    return found


def of_record(session: Session, record_id: UUID) -> Sequence[Approval]:
    """Every circulation about a record, the newest first. The caller has checked that the record may be seen."""
    return session.exec(
        owned(session, Approval).where(col(Approval.record_id) == record_id).order_by(col(Approval.id).desc())
    ).all()


def circulating(session: Session, record_id: UUID) -> Approval | None:
    """The circulation now under way about a record."""
    statement = owned(session, Approval).where(col(Approval.record_id) == record_id, col(Approval.status) == "circulating")
    return session.exec(statement).first()


def locked(session: Session, approval_id: UUID) -> Approval:
    return find(session, Approval, approval_id, lock=True)


def at_posts(session: Session, post_ids: Collection[UUID]) -> list[tuple[UUID, datetime, Approval]]:
    """What waits at each of these posts: the post, since when, and the circulation. Two queries."""
    statement = (
        owned_columns(session, ApprovalStep, Approval)
        .join(Approval, col(Approval.id) == col(ApprovalStep.approval_id))
        .where(
            col(ApprovalStep.post_id).in_(post_ids), col(ApprovalStep.status) == "current", col(Approval.status) == "circulating"
        )
    )
    rows = list(session.execute(statement.order_by(col(Approval.id))).scalars())
    by_id, found = {row.id: row for row in rows}, []
    for approval_id, route in steps(session, list(by_id)).items():
        row = by_id[approval_id]
        since = max([one.acted_at for one in route if one.acted_at is not None], default=row.applied_at)
        found += [(one.post_id, since, row) for one in route if one.status == "current" and one.post_id in post_ids]
    return found


def applied_for(session: Session, person_ids: Collection[UUID]) -> Sequence[Approval]:
    """The circulations under way that these people asked for."""
    statement = owned(session, Approval).where(col(Approval.applied_by).in_(person_ids), col(Approval.status) == "circulating")
    return session.exec(statement.order_by(col(Approval.id))).all()


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to: copies of decisions taken outside."""
    statement = owned_columns(session, Approval, col(Approval.outside_file)).where(col(Approval.outside_file) != "")
    return list(session.execute(statement).scalars())
