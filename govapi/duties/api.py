"""The API's door to the board of duties. Nobody ticks a duty off here: the record it belongs to settles it."""

from typing import Annotated
from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from litestar.params import Parameter

from govapi.db.session import find
from govapi.duties import queries, service
from govapi.duties.queries import Filters
from govapi.duties.schemas import DueBefore, DueFrom, DutyOut, Mine, Places, Status, Word
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.people.tables import Department
from govapi.policy.store import current

TAG = "期限のある仕事"
READ = "duties:read"

DutyId = Annotated[UUID, Parameter(description="期限のある仕事の id")]
DepartmentId = Annotated[UUID | None, Parameter(description="組織の id（その下の組織を含む。）")]
RecordId = Annotated[UUID | None, Parameter(description="対象の記録の id")]


def routes(places: Places) -> list[HTTPRouteHandler]:
    """The routes; ``places`` says where the records stand."""

    @reads("/duties", "listDuties", "期限のある仕事の一覧（期日の早い順）", tag=TAG, scope=READ)
    def list_duties(
        door: Door,
        status: Status | None = None,
        kind: Word = None,
        noun: Word = None,
        record_id: RecordId = None,
        department_id: DepartmentId = None,
        mine: Mine = False,
        due_from: DueFrom = None,
        due_before: DueBefore = None,
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Answer[Listing[DutyOut]]:
        today = door.parts.clock.today()
        with door.reading() as session:
            path = find(session, Department, department_id).path if department_id else None
            statuses = (status,) if status else ()
            filters = Filters(statuses, kind, noun, record_id, path, mine, due_from, due_before)
            policy = current(session, today).policy
            page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
            items = [service.shape(row, policy, places, today) for row in page.items]
            return answer(Listing(items=items, next_cursor=page.next_cursor))

    @reads("/duties/{duty_id:uuid}", "getDuty", "期限のある仕事を見る", tag=TAG, scope=READ)
    def get_duty(door: Door, duty_id: DutyId) -> Answer[DutyOut]:
        today = door.parts.clock.today()
        with door.reading() as session:
            policy = current(session, today).policy
            row = queries.one(session, door.actor, policy, duty_id)
            return answer(service.shape(row, policy, places, today), version=row.version)

    return [list_duties, get_duty]
