"""The API's door to the search over all nouns."""

from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.home.search import service
from govapi.home.search.rules import NOUNS
from govapi.home.search.schemas import HitOut, Words, shape
from govapi.policy.store import current


@reads("/search", "search", "記録を横断して検索する（新しい順）", tag="横断検索", scope="search:read")
def search(door: Door, q: Words, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[HitOut]]:
    """見つかるのは、トークンの scope（contracts:read、contractors:read等）と閲覧の規則で閲覧できるものだけです。"""
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        nouns = [noun for noun in NOUNS if f"{noun}:read" in door.actor.scopes]
        page = service.search(session, door.actor, policy, q, nouns=nouns, limit=limit, cursor=cursor)
        return answer(Listing(items=[shape(hit) for hit in page.items], next_cursor=page.next_cursor))


ROUTES = [search]
