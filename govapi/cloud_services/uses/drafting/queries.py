"""The choices of the form: sections, posts, contracts."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.people.actor import Actor, full_title
from govapi.people.queries import departments, posts_on
from govapi.people.relations import covers
from govapi.policy.schema.policy_set import PolicySet

Option = tuple[str, str]
MOST_CONTRACTS = 100


def sections(session: Session, actor: Actor, on: date) -> list[Option]:
    """The sections in whose name the actor may apply, the actor's own first."""
    own = actor.posts[0].department_id if actor.posts else None
    mine = [one for one in departments(session, on) if any(covers(post, one.path) for post in actor.posts)]
    return [(str(one.id), one.name) for one in sorted(mine, key=lambda one: one.id != own)]


def posts(session: Session, department_path: str, on: date) -> list[Option]:
    """Every post that may manage a use, those of the section first, the higher ones first."""
    found = posts_on(session, on)
    near = sorted(found, key=lambda pair: (not pair[1].path.startswith(department_path), pair[1].path, pair[0].rank))
    return [(str(post.id), full_title(department.name, post.title)) for post, department in near]


def contracts_with(session: Session, actor: Actor, policy: PolicySet, contractor_id: UUID | None, today: date) -> list[Option]:
    """The contracts with the provider that the actor may see, the newest first."""
    if contractor_id is None:
        return []
    asked = contracts.Filters(contractor_id=contractor_id)
    found = contracts.listed(session, actor, policy, asked, today=today, limit=MOST_CONTRACTS, cursor=None)
    return [(str(row.id), f"{row.number}　{row.title}") for row, _name in found.items]
