"""The API's door to one's own calendar feeds."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.duties.feed import queries, service
from govapi.duties.feed.schemas import CalendarFeedCreated, CalendarFeedOut, FeedIn
from govapi.duties.preferences.service import person_of
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads, removes
from govapi.edge.shapes import Listing

TAG = "お知らせ"

FeedId = Annotated[UUID, Parameter(description="配信のアドレスの id")]


@reads("/me/calendar-feeds", "listMyCalendarFeeds", "使用中の配信のアドレスの一覧", tag=TAG, scope="me:read")
def list_feeds(door: Door) -> Answer[Listing[CalendarFeedOut]]:
    with door.reading() as session:
        rows = queries.of_person(session, person_of(door.actor))
        return answer(Listing(items=[CalendarFeedOut.model_validate(row) for row in rows]))


@creates("/me/calendar-feeds", "makeMyCalendarFeed", "予定表の配信のアドレスを発行する", tag=TAG, scope="me:write")
def make_feed(door: Door, data: FeedIn) -> Answer[CalendarFeedCreated]:
    with door.writing() as session:
        row, path = service.make(session, door.actor, data.label)
        shape = CalendarFeedCreated(**CalendarFeedOut.model_validate(row).model_dump(), url="")
        remembered = door.created(session, shape, version=row.version, location=f"/api/v1/me/calendar-feeds/{row.id}")
    # The address is nowhere kept, not even in the answer remembered under an Idempotency-Key.
    told = shape.model_copy(update={"url": f"{door.parts.settings.public_url}{path}"})
    return Answer(told, status_code=201, headers=dict(remembered.headers))


@reads("/me/calendar-feeds/{feed_id:uuid}", "getMyCalendarFeed", "配信のアドレスを見る", tag=TAG, scope="me:read")
def get_feed(door: Door, feed_id: FeedId) -> Answer[CalendarFeedOut]:
    with door.reading() as session:
        row = queries.one(session, person_of(door.actor), feed_id)
        return answer(CalendarFeedOut.model_validate(row), version=row.version)


@removes("/me/calendar-feeds/{feed_id:uuid}", "revokeMyCalendarFeed", "配信のアドレスを廃止する", tag=TAG, scope="me:write")
def revoke_feed(door: Door, feed_id: FeedId) -> None:
    expected = door.expected_version()
    with door.writing() as session:
        service.revoke(session, door.actor, feed_id, expected, door.parts.clock.now())


ROUTES = [list_feeds, make_feed, get_feed, revoke_feed]
