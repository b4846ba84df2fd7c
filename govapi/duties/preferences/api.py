"""The API's door to one's own notices and how they arrive."""

from govapi.duties.notices.queries import of_person
from govapi.duties.preferences import service
from govapi.duties.preferences.schemas import NoticeOut, PreferenceIn, PreferenceOut
from govapi.duties.queries import seen
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads, replaces
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.kit.paging import decode_id_cursor
from govapi.policy.store import current

TAG = "お知らせ"


@reads("/me/notices", "listMyNotices", "自分へのお知らせ（新しい順）", tag=TAG, scope="me:read")
def list_notices(door: Door, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[NoticeOut]]:
    with door.reading() as session:
        before = decode_id_cursor(cursor) if cursor else None
        shown = seen(door.actor, current(session, door.parts.clock.today()).policy)
        page = of_person(session, service.person_of(door.actor), shown, limit=limit, before=before)
        return answer(Listing(items=[service.told(one) for one in page.items], next_cursor=page.next_cursor))


@reads("/me/preferences", "getMyPreferences", "お知らせの受け取り方を見る", tag=TAG, scope="me:read")
def get_preferences(door: Door) -> Answer[PreferenceOut]:
    with door.reading() as session:
        shape = service.get(session, door.actor)
        return answer(shape, version=shape.version)


@replaces("/me/preferences", "setMyPreferences", "お知らせの受け取り方を変更する", tag=TAG, scope="me:write")
def put_preferences(door: Door, data: PreferenceIn) -> Answer[PreferenceOut]:
    expected = door.expected_version()
    with door.writing() as session:
        shape = service.put(session, door.actor, data, expected)
        return answer(shape, version=shape.version)


ROUTES = [list_notices, get_preferences, put_preferences]
