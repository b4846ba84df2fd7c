"""The pages' entrance to what belongs to the whole town."""

from litestar import Response

from govapi.admin.jobs.service import may_see
from govapi.admin.trail.queries import may_audit
from govapi.people.roster import keeps_roster
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import page


@page("/admin")
def menu(door: WebDoor) -> Response[bytes]:
    """What there is to look after; each page says itself who may change it."""
    with door.reading() as session:
        audits = may_audit(door.actor, current(session, door.parts.clock.today()).policy)
    return door.page(
        "admin/menu.html",
        keeps=keeps_roster(door.actor),
        audits=audits,
        moves="personnel_office" in door.actor.duties,
        runs_jobs=may_see(door.actor),
        administers="administrator" in door.actor.system_roles,
    )


ROUTES = [menu]
