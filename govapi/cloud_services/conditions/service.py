"""Writing the conditions of a use, adding to them, and following how they are met."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.conditions import queries
from govapi.cloud_services.conditions.tables import CloudCondition
from govapi.cloud_services.uses.tables import CloudUse
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy


def write(session: Session, use: CloudUse, policy: PolicySet, keys: Sequence[str]) -> Sequence[CloudCondition]:
    """Writes the conditions of the ruling at submission; those of an earlier submission go."""
    for row in queries.of_use(session, use.id):
        session.delete(row)
    session.flush()
    for position, key in enumerate(keys, start=1):
        kind = policy.cloud.condition(key)
        due = "date" if kind.due == "days" else kind.due
        session.add(
            CloudCondition(
                use_id=use.id,
                position=position,
                key=key,
                label=kind.label,
                text=kind.text,
                due=due,
                due_days=kind.days,
                proof=kind.proof,
            )
        )
    session.flush()
    return queries.of_use(session, use.id)


def settle_in(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """At the decision: days are counted, and the duties of what is open planned."""


def open_before_use(session: Session, use_id: UUID) -> Sequence[CloudCondition]:
    """What must be met before the use begins and is not."""
    return queries.open_before_use(session, use_id)
