"""The API's door to the managers of the uses."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services.managers import queries, service
from govapi.cloud_services.managers.schemas import DesignationOut, ManagerEndIn, ManagerIn, ManagerOut, VacancyOut
from govapi.cloud_services.managers.vacancies.service import vacancy_of
from govapi.cloud_services.uses import queries as uses
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads, removes
from govapi.edge.shapes import Cursor, Day, Limit, Listing
from govapi.policy.store import current

TAG = "クラウドサービスの利用"
READ, WRITE = "cloud-uses:read", "cloud-uses:write"
BASE = "/cloud-uses/{use_id:uuid}/managers"
ONE = f"{BASE}/{{manager_id:uuid}}"

UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]
ManagerId = Annotated[UUID, Parameter(description="指定の id")]
On = Annotated[Day | None, Parameter(description="この日の管理者（省略したときは今日）")]


@reads("/cloud-uses/managers", "listDesignations", "クラウドサービス管理者の一覧（新しい利用の順）", tag=TAG, scope=READ)
def list_designations(door: Door, on: On = None, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[DesignationOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        page = queries.designations_page(session, on or today, today, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.line(one) for one in page.items], next_cursor=page.next_cursor))


@reads(BASE, "listManagers", "利用のクラウドサービス管理者（指定の順）", tag=TAG, scope=READ)
def list_managers(door: Door, use_id: UseId) -> Answer[Listing[ManagerOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = uses.one(session, door.actor, current(session, today).policy, use_id)
        return answer(Listing(items=[service.shape(one, today) for one in queries.managing(session, use.id, today)]))


@creates(BASE, "nameManager", "クラウドサービス管理者となる職を指定する", tag=TAG, scope=WRITE)
def name_manager(door: Door, use_id: UseId, data: ManagerIn) -> Answer[ManagerOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        use = uses.one(session, door.actor, stored.policy, use_id, lock=True)
        row = service.name_manager(session, door.actor, stored, use, data.post_id, data.from_date, now=clock.now(), today=today)
        location = f"/api/v1/cloud-uses/{use.id}/managers/{row.id}"
        return door.created(session, service.shape_of(session, row, today), version=row.version, location=location)


@reads(ONE, "getManager", "クラウドサービス管理者の指定を見る", tag=TAG, scope=READ)
def get_manager(door: Door, use_id: UseId, manager_id: ManagerId) -> Answer[ManagerOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = uses.one(session, door.actor, current(session, today).policy, use_id)
        row = queries.one(session, use.id, manager_id)
        return answer(service.shape_of(session, row, today), version=row.version)


@acts(f"{ONE}/end", "endManager", "クラウドサービス管理者の指定を終わらせる", tag=TAG, scope=WRITE)
def end_manager(door: Door, use_id: UseId, manager_id: ManagerId, data: ManagerEndIn) -> Answer[ManagerOut]:
    expected, clock = door.expected_version(), door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        use = uses.one(session, door.actor, stored.policy, use_id, lock=True)
        row = service.end(session, door.actor, stored, use, manager_id, data.last_day, expected, now=clock.now(), today=today)
        return door.done(session, service.shape_of(session, row, today), version=row.version)


@removes(ONE, "withdrawManager", "始まっていないクラウドサービス管理者の指定を取り消す", tag=TAG, scope=WRITE)
def withdraw_manager(door: Door, use_id: UseId, manager_id: ManagerId) -> None:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        use = uses.one(session, door.actor, stored.policy, use_id, lock=True)
        service.withdraw(session, door.actor, stored, use, manager_id, expected, now=clock.now(), today=clock.today())


@reads("/cloud-uses/{use_id:uuid}/vacancy", "getVacancy", "クラウドサービス管理者がいるか", tag=TAG, scope=READ)
def get_vacancy(door: Door, use_id: UseId) -> Answer[VacancyOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = uses.one(session, door.actor, current(session, today).policy, use_id)
        return answer(vacancy_of(session, use, today))


ROUTES: list[Any] = [
    list_designations,
    list_managers,
    name_manager,
    get_manager,
    end_manager,
    withdraw_manager,
    get_vacancy,
]
