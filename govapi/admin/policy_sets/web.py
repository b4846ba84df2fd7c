"""The page that shows the policy set in force: what the town decides for itself, and what it has not yet confirmed."""

from litestar import Response

from govapi.people.actor import DUTIES
from govapi.policy import store
from govapi.policy.confirmation import unconfirmed
from govapi.web.door import WebDoor
from govapi.web.routes import page

VERSIONS = 20
SCOPES = {
    "own_section": "所属",
    "own_bureau": "所属する部局",
    "own_organ": "所属する機関",
    "all_staff": "全職員",
    "duties_only": "職務を持つ者のみ",
}


@page("/admin/policy")
def overview(door: WebDoor) -> Response[bytes]:
    with door.reading() as session:
        found = store.current(session, door.parts.clock.today())
        versions = store.listed(session, limit=VERSIONS, cursor=None).items
    return door.page(
        "admin/policy.html",
        policy=found.policy,
        version=found.version,
        versions=versions,
        unconfirmed=unconfirmed(found.policy),
        duties=DUTIES,
        scopes=SCOPES,
    )


ROUTES = [overview]
