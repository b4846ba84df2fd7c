"""The page of the search over all nouns."""

from urllib.parse import urlencode

from litestar import Response
from litestar.params import FromQuery

from govapi.home.search import service
from govapi.home.search.rules import NOUNS
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import page

PAGE_SIZE = 50
LONGEST = 200


@page("/search")
def search_page(door: WebDoor, q: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Response[bytes]:
    words = q[:LONGEST]
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        found = service.search(session, door.actor, policy, words, nouns=NOUNS, limit=PAGE_SIZE, cursor=cursor or None)
    next_url = f"/search?{urlencode({'q': words, 'cursor': found.next_cursor})}" if found.next_cursor else None
    first_url = f"/search?{urlencode({'q': words})}" if cursor else None
    return door.page("home/search.html", q=words, hits=found.items, nouns=NOUNS, next_url=next_url, first_url=first_url)


ROUTES = (search_page,)
