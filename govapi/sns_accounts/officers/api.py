"""The API's door to the officers: of one account, of one service, and the lists of the town at any date."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads, removes
from govapi.edge.shapes import Cursor, Day, Limit, Listing
from govapi.policy.store import StoredPolicy, current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.officers import queries, service
from govapi.sns_accounts.officers.queries import Target
from govapi.sns_accounts.officers.rules import Level
from govapi.sns_accounts.officers.schemas import (
    SnsOfficerEndIn,
    SnsOfficerIn,
    SnsOfficerLineOut,
    SnsOfficerOut,
    SnsVacancyOut,
)
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.officers.vacancies.service import vacancy_of
from govapi.sns_accounts.services import queries as services

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-accounts:read", "sns-accounts:write"
READ_SERVICES, WRITE_SERVICES = "sns-services:read", "sns-services:write"
ALL = "/sns-accounts/officers"
ONE = f"{ALL}/{{assignment_id:uuid}}"
OF_ACCOUNT = "/sns-accounts/{account_id:uuid}/officers"
OF_SERVICE = "/sns-services/{service_id:uuid}/officers"

AccountId = Annotated[UUID, Parameter(description="ソーシャルメディアアカウントの id")]
ServiceId = Annotated[UUID, Parameter(description="ソーシャルメディアサービスの id")]
AssignmentId = Annotated[UUID, Parameter(description="指定の id")]
On = Annotated[Day | None, Parameter(description="この日の責任者等（省略したときは今日）")]
OfLevel = Annotated[Level, Parameter(description="service サービスごと、account アカウントごと")]


@reads(ALL, "listSnsOfficers", "責任者等の一覧（サービスごと又はアカウントごと、登録の順）", tag=TAG, scope=READ)
def list_officers(
    door: Door, on: On = None, level: OfLevel = "account", limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[SnsOfficerLineOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        page = queries.page(session, on or today, level, today, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.line(one) for one in page.items], next_cursor=page.next_cursor))


@reads(OF_ACCOUNT, "listSnsAccountOfficers", "アカウントの責任者等の指定（役割ごとに、指定の順）", tag=TAG, scope=READ)
def list_of_account(door: Door, account_id: AccountId) -> Answer[Listing[SnsOfficerOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        account = accounts.one(session, door.actor, current(session, today).policy, account_id)
        return answer(Listing(items=[service.shape(one, today) for one in queries.history(session, account.id, today)]))


@creates(OF_ACCOUNT, "nameSnsAccountOfficer", "アカウントの責任者等となる職を指定する", tag=TAG, scope=WRITE)
def name_for_account(door: Door, account_id: AccountId, data: SnsOfficerIn) -> Answer[SnsOfficerOut]:
    with door.writing() as session:
        stored = current(session, door.parts.clock.today())
        return _named(door, session, stored, accounts.one(session, door.actor, stored.policy, account_id), data)


@reads("/sns-accounts/{account_id:uuid}/vacancy", "getSnsAccountVacancy", "アカウントに責任者がいるか", tag=TAG, scope=READ)
def get_vacancy(door: Door, account_id: AccountId) -> Answer[SnsVacancyOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        account = accounts.one(session, door.actor, current(session, today).policy, account_id)
        return answer(vacancy_of(session, account, today))


@reads(OF_SERVICE, "listSnsServiceOfficers", "サービスの責任者の指定（指定の順）", tag=TAG, scope=READ_SERVICES)
def list_of_service(door: Door, service_id: ServiceId) -> Answer[Listing[SnsOfficerOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = services.one(session, service_id)
        return answer(Listing(items=[service.shape(one, today) for one in queries.history(session, row.id, today)]))


@creates(OF_SERVICE, "nameSnsServiceOfficer", "サービスの責任者となる職を指定する", tag=TAG, scope=WRITE_SERVICES)
def name_for_service(door: Door, service_id: ServiceId, data: SnsOfficerIn) -> Answer[SnsOfficerOut]:
    with door.writing() as session:
        stored = current(session, door.parts.clock.today())
        return _named(door, session, stored, services.one(session, service_id), data)


@reads(ONE, "getSnsOfficer", "責任者等の指定を見る", tag=TAG, scope=READ)
def get_one(door: Door, assignment_id: AssignmentId) -> Answer[SnsOfficerOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = _seen(door, session, current(session, today), assignment_id)
        return answer(service.shape_of(session, row, today), version=row.version)


@acts(f"{ONE}/end", "endSnsOfficer", "責任者等の指定を終わらせる", tag=TAG, scope=WRITE)
def end(door: Door, assignment_id: AssignmentId, data: SnsOfficerEndIn) -> Answer[SnsOfficerOut]:
    expected, clock = door.expected_version(), door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = _seen(door, session, stored, assignment_id)
        row = service.end(session, door.actor, stored, row.id, data.last_day, expected, now=clock.now(), today=today)
        return door.done(session, service.shape_of(session, row, today), version=row.version)


@removes(ONE, "withdrawSnsOfficer", "始まっていない責任者等の指定を取り消す", tag=TAG, scope=WRITE)
def withdraw(door: Door, assignment_id: AssignmentId) -> None:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = _seen(door, session, stored, assignment_id)
        service.withdraw(session, door.actor, stored, row.id, expected, now=clock.now(), today=clock.today())


def _named(door: Door, session: Session, stored: StoredPolicy, target: Target, data: SnsOfficerIn) -> Answer[SnsOfficerOut]:
    clock = door.parts.clock
    today = clock.today()
    row = service.name(
        session,
        door.actor,
        stored,
        target,
        data.role,
        data.post_id,
        data.from_date,
        now=clock.now(),
        today=today,
        reason=data.reason,
    )
    return door.created(session, service.shape_of(session, row, today), version=row.version, location=f"/api/v1{ALL}/{row.id}")


def _seen(door: Door, session: Session, stored: StoredPolicy, assignment_id: UUID) -> SnsAssignment:
    """The designation, if the actor may see the account it is about; all staff see the services."""
    row = queries.one(session, assignment_id)
    if row.target == "account":
        accounts.one(session, door.actor, stored.policy, row.target_id)
    return row


ROUTES: list[Any] = [
    list_officers,
    list_of_account,
    name_for_account,
    get_vacancy,
    list_of_service,
    name_for_service,
    get_one,
    end,
    withdraw,
]
