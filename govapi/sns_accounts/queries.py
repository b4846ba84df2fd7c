"""Reading accounts under their read rule. All staff know of what was approved; before that it is an application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col

from govapi.approvals.queries import OnRoute, on_route, on_route_in_list
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.people.queries import in_force, not_abolished
from govapi.people.records import LinkedRecord
from govapi.people.tables import Appointment, Person, Post
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.reading import ReadRule, ReadScope
from govapi.policy.visibility import WIDTH, seen_under, sees_all, visible
from govapi.search import matches
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.rules import ANSWERED_FOR, IN_USE, KNOWN, LIVE
from govapi.sns_accounts.tables import SnsAccount

NOUN = "sns_account"
RULE = "sns_accounts"
# Who reads every application, and where the secrets of every account are kept.
READ_APPLICATIONS = ("public_relations", "audit_supervisor")
READ_KEYS = ("public_relations", "security_office", "security_supervisor", "ciso", "audit_supervisor")


class UseLook(Protocol):
    """How the use of a cloud service stands on a day; None for one that was never permitted. Another room answers."""

    def __call__(self, session: Session, use_id: UUID, on: date) -> LinkedRecord | None: ...


class UseChoices(Protocol):
    """The uses of a section (by its path) that hold on a day, to choose from. Another room answers."""

    def __call__(self, session: Session, department_path: str, on: date) -> Sequence[LinkedRecord]: ...


@dataclass(frozen=True)
class Filters:
    """What a list of accounts may be narrowed by. ``vacant``: that nobody answers for, or somebody does, on ``on``."""

    q: str = ""
    status: str | None = None
    in_use: bool | None = None
    platform: str | None = None
    department_id: UUID | None = None
    contract_id: UUID | None = None
    vacant: bool | None = None
    on: date | None = None


def _applications(policy: PolicySet) -> ReadRule:
    """The read rule before the decision: the section, the route and the public relations section."""
    rule = policy.reading.rule(RULE)
    scope = min(rule.scope, ReadScope.OWN_SECTION, key=WIDTH.index)
    return rule.model_copy(update={"scope": scope, "on_route": True, "duties": (*rule.duties, *READ_APPLICATIONS)})


def seen(session: Session, actor: Actor, policy: PolicySet, route: OnRoute = on_route) -> ColumnElement[bool]:
    """The condition under which this actor sees an account."""
    applied = visible(
        actor,
        _applications(policy),
        department_path=col(SnsAccount.department_path),
        organ_id=col(SnsAccount.organ_id),
        on_route=route(session, actor, col(SnsAccount.id)),
    )
    return or_(and_(col(SnsAccount.status).in_(KNOWN), seen_under(actor, policy, RULE, SnsAccount)), applied)


def one(session: Session, actor: Actor, policy: PolicySet, account_id: UUID, *, lock: bool = False) -> SnsAccount:
    """The account, if the actor may see it; else NotFound."""
    return one_of(session, SnsAccount, account_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[SnsAccount]:
    """The accounts the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy, on_route_in_list),
        *narrowed(
            SnsAccount,
            status=filters.status,
            platform=filters.platform,
            department_id=filters.department_id,
            contract_id=filters.contract_id,
        ),
    ]
    if filters.in_use is not None:
        used = col(SnsAccount.status).in_(IN_USE)
        conditions.append(used if filters.in_use else ~used)
    if filters.vacant is not None:
        if filters.on is None:
            raise ValueError("a vacancy is one of a day")
        held = answered(session, filters.on)
        conditions += [col(SnsAccount.status).in_(ANSWERED_FOR), ~held if filters.vacant else held]
    if filters.q.strip():
        conditions.append(matches(session, NOUN, filters.q, col(SnsAccount.id)))
    return newest_first(session, SnsAccount, conditions, limit=limit, cursor=cursor)


def answered(session: Session, on: date) -> ColumnElement[bool]:
    """That somebody answers for the account on that day: an officer's post that exists, with a person in it."""
    named = (
        owned_columns(session, SnsAssignment, col(SnsAssignment.id))
        .join(Post, col(Post.id) == col(SnsAssignment.post_id))
        .join(Appointment, col(Appointment.post_id) == col(SnsAssignment.post_id))
        .join(Person, col(Person.id) == col(Appointment.person_id))
        .where(
            col(SnsAssignment.target_id) == col(SnsAccount.id),
            col(SnsAssignment.target) == "account",
            col(SnsAssignment.role) == "officer",
            col(SnsAssignment.from_date) <= on,
            or_(col(SnsAssignment.to_date).is_(None), col(SnsAssignment.to_date) > on),
            in_force(on),
            not_abolished(on),
            col(Person.active).is_(True),
        )
    )
    return named.correlate(SnsAccount).exists()


def sees_keys(actor: Actor, policy: PolicySet, row: SnsAccount) -> bool:
    """Whether this actor reads where the secrets of the account are kept: its section, public relations, information security
    and audit."""
    own = any(row.department_path.startswith(post.department_path) for post in actor.posts)
    return own or sees_all(actor, keys_rule(policy))


def keys_rule(policy: PolicySet) -> ReadRule:
    """The read rule of where the secrets of an account are kept."""
    return policy.reading.rule(RULE).model_copy(update={"scope": ReadScope.OWN_SECTION, "duties": READ_KEYS, "on_route": False})


def of_address(session: Session, row: SnsAccount) -> SnsAccount | None:
    """Another account, not ended, under the same handle or address; whoever asks."""
    same = or_(
        and_(col(SnsAccount.platform) == row.platform, col(SnsAccount.handle_key) == row.handle_key),
        col(SnsAccount.url_key) == row.url_key,
    )
    statement = owned(session, SnsAccount).where(col(SnsAccount.status).in_(LIVE), col(SnsAccount.id) != row.id, same)
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(1)).first()


def in_use(session: Session, *, after: UUID | None = None, limit: int = 500) -> Sequence[SnsAccount]:
    """The accounts somebody must answer for, in the order of their ids: a portion at a time, for what is counted every day."""
    statement = owned(session, SnsAccount).where(col(SnsAccount.status).in_(ANSWERED_FOR))
    if after is not None:
        statement = statement.where(col(SnsAccount.id) > after)
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(limit)).all()
