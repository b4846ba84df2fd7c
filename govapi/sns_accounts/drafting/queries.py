"""The choices of the forms: sections, contracts, uses of cloud services."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.rules import status_on
from govapi.contracts.workflow import CONTRACT
from govapi.people.actor import Actor
from govapi.people.queries import departments
from govapi.people.relations import covers
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.entering.service import CONCLUDED
from govapi.sns_accounts.queries import UseChoices

Option = tuple[str, str]
MOST_CONTRACTS = 200


def sections(session: Session, actor: Actor, on: date) -> list[Option]:
    """The sections in whose name the actor may apply, the actor's own first."""
    own = actor.posts[0].department_id if actor.posts else None
    mine = [one for one in departments(session, on) if any(covers(post, one.path) for post in actor.posts)]
    return [(str(one.id), one.name) for one in sorted(mine, key=lambda one: one.id != own)]


def running_contracts(
    session: Session, actor: Actor, policy: PolicySet, department_id: UUID | None, chosen: UUID | None, today: date
) -> list[Option]:
    """The section's contracts that are concluded and not over, and the one that is chosen already; the newest first."""
    if department_id is None:
        return []
    asked = contracts.Filters(department_id=department_id)
    found = contracts.listed(session, actor, policy, asked, today=today, limit=MOST_CONTRACTS, cursor=None).items
    options = []
    for row, company in found:
        status = status_on(row.status, row.starts_on, today)
        if status in CONCLUDED or row.id == chosen:
            options.append((str(row.id), f"{row.number}　{row.title}（{company or '相手方未定'}、{CONTRACT.labels[status]}）"))
    return options


def running_uses(
    session: Session, choices: UseChoices, department_path: str, chosen: tuple[UUID, str] | None, today: date
) -> Sequence[Option]:
    """The section's uses of cloud services that hold today, and the one that is chosen already."""
    found = [(str(one.id), f"{one.number}　{one.title}") for one in choices(session, department_path, today)]
    if chosen is not None and str(chosen[0]) not in {key for key, _label in found}:
        found.append((str(chosen[0]), chosen[1]))
    return found
