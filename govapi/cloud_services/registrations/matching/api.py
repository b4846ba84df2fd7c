"""The API's door to the matches of services and entries."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services.registrations.matching import queries, service
from govapi.cloud_services.registrations.matching.schemas import ConfirmIn, MatchIn, MatchOut, Status
from govapi.cloud_services.registrations.matching.workflow import MATCH
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "登録の一覧"
READ, WRITE = "registrations:read", "registrations:write"

MatchId = Annotated[UUID, Parameter(description="サービスと登録の対応の id")]


@reads("/registrations/matches", "listRegistrationMatches", "サービスと登録の対応（新しい順）", tag=TAG, scope=READ)
def list_matches(
    door: Door,
    status: Status | None = None,
    service_id: UUID | None = None,
    registration_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[MatchOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(
            session,
            door.actor,
            policy,
            status=status,
            service_id=service_id,
            registration_id=registration_id,
            limit=limit,
            cursor=cursor,
        )
        items = service.shapes(session, door.actor, page.items, policy, today)
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@creates("/registrations/matches", "proposeRegistrationMatch", "登録をサービスの候補にする", tag=TAG, scope=WRITE)
def propose_match(door: Door, data: MatchIn) -> Answer[MatchOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.offer(session, door.actor, policy, data)
        shape = service.shape(session, door.actor, row, policy, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/registrations/matches/{row.id}")


@reads("/registrations/matches/{match_id:uuid}", "getRegistrationMatch", "サービスと登録の対応を見る", tag=TAG, scope=READ)
def get_match(door: Door, match_id: MatchId) -> Answer[MatchOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, match_id)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[MatchOut]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        stored = current(session, today)
        if action == "confirm":
            row = service.confirm(session, door.actor, stored, record_id, data, expected_version, now=now, today=today)
        else:
            row = service.refuse(session, door.actor, stored, record_id, data.reason, expected_version, now=now, today=today)
        shape = service.shape(session, door.actor, row, stored.policy, today)
        return door.done(session, shape, version=row.version)


ROUTES: list[Any] = [
    list_matches,
    propose_match,
    get_match,
    *action_routes(
        MATCH, path="/registrations/matches", tag=TAG, scope=WRITE, act=_act, out=MatchOut, inputs={"confirm": ConfirmIn}
    ),
]
