"""The first page after the sign-in: what waits for me, what my section must look after, and where to begin."""

from collections.abc import Mapping
from datetime import date

from litestar import Response
from sqlmodel import Session

from govapi.approvals import queries as approvals
from govapi.contracts import queries as contracts
from govapi.contracts.workflow import LABELS
from govapi.duties.queries import open_of_own
from govapi.home import queries
from govapi.people.actor import Actor
from govapi.personnel_changes.handovers import queries as handed
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import page


@page("/")
def home(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        waiting, to_look_after = approvals.waiting_for(session, door.actor), approvals.to_look_after(session, door.actor)
        desk = queries.desk(session, door.actor, policy, today)
        handovers = handed.waiting_for(session, door.actor, queries.SHOWN)
        due = open_of_own(session, door.actor, queries.SHOWN)
        applications = queries.applications(session, door.actor)
        accounts = queries.account_applications(session, door.actor)
        counts = _counts(session, door.actor, policy, today)
    return door.page(
        "home/home.html",
        today=today,
        labels=LABELS,
        waiting=waiting,
        to_look_after=to_look_after,
        desk=desk,
        applications=applications,
        accounts=accounts,
        counts=counts,
        due=due,
        handovers=handovers,
    )


def _counts(session: Session, actor: Actor, policy: PolicySet, today: date) -> list[tuple[str, str, int]]:
    """State, its word, and how many contracts this person sees in it; states without any are left out."""
    found: Mapping[str, int] = contracts.counts(session, actor, policy, today)
    return [(status, label, found[status]) for status, label in LABELS.items() if found.get(status)]


ROUTES = (home,)
