"""The API's door to the uses of cloud services."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services import queries as services
from govapi.cloud_services.deciding import service as deciding
from govapi.cloud_services.uses import queries, service
from govapi.cloud_services.uses.queries import Filters
from govapi.cloud_services.uses.ruling import service as ruling
from govapi.cloud_services.uses.schemas import (
    AgainIn,
    CloudUseIn,
    CloudUseOut,
    CloudUsePatch,
    CloudUseRow,
    StandingRulingOut,
    Status,
)
from govapi.cloud_services.uses.showing import service as showing
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.contracts.schemas import SubmitIn
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Day, Limit, Listing, Query
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.store import current

TAG = "クラウドサービスの利用"
READ, WRITE = "cloud-uses:read", "cloud-uses:write"

UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]
ServiceId = Annotated[UUID, Parameter(description="クラウドサービスの id")]
ClassCode = Annotated[str | None, Parameter(max_length=4, description="情報の分類（上限）")]
Live = Annotated[bool | None, Parameter(description="true: 許可された利用（停止中を含む）に限る。false: それ以外に限る。")]
Before = Annotated[Day | None, Parameter(description="年次の確認の期日がこの日より前の利用に限る")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[CloudUseRow]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=showing.brief(session, page.items, policy, today), next_cursor=page.next_cursor))


@reads("/cloud-uses", "listCloudUses", "クラウドサービスの利用の一覧（新しい順）", tag=TAG, scope=READ)
def list_uses(
    door: Door,
    q: Query = "",
    status: Status | None = None,
    live: Live = None,
    service_id: UUID | None = None,
    department_id: UUID | None = None,
    contract_id: UUID | None = None,
    zone: Zone | None = None,
    form: Form | None = None,
    class_code: ClassCode = None,
    confirm_before: Before = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[CloudUseRow]]:
    """許可された利用（停止中を含む）は全職員が閲覧できます。それ以外は、閲覧の規則によります。"""
    filters = Filters(
        q=q,
        status=status,
        live=live,
        service_id=service_id,
        department_id=department_id,
        contract_id=contract_id,
        zone=zone.value if zone else None,
        form=form.value if form else None,
        class_code=class_code,
        confirm_before=confirm_before,
    )
    return _page(door, filters, limit, cursor)


@reads("/cloud-services/{service_id:uuid}/uses", "listUsesOfCloudService", "サービスの利用", tag=TAG, scope=READ)
def list_of_service(
    door: Door, service_id: ServiceId, live: Live = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[CloudUseRow]]:
    with door.reading() as session:
        services.one(session, door.actor, current(session, door.parts.clock.today()).policy, service_id)
    return _page(door, Filters(service_id=service_id, live=live), limit, cursor)


@creates("/cloud-uses", "draftCloudUse", "利用の申請を起案する", tag=TAG, scope=WRITE)
def draft_use(door: Door, data: CloudUseIn) -> Answer[CloudUseOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.draft(session, door.actor, stored, data, today)
        shape = showing.whole(session, door.actor, row, stored, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/cloud-uses/{row.id}")


@creates(
    "/cloud-uses/{use_id:uuid}/applications",
    "applyAgainForCloudUse",
    "許可された利用の変更又は更新の申請を、前の申請を写して起案する",
    tag=TAG,
    scope=WRITE,
)
def apply_again(door: Door, use_id: UseId, data: AgainIn) -> Answer[CloudUseOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.again(session, door.actor, stored, use_id, data.occasion, today)
        shape = showing.whole(session, door.actor, row, stored, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/cloud-uses/{row.id}")


@reads("/cloud-uses/{use_id:uuid}", "getCloudUse", "利用を見る", tag=TAG, scope=READ)
def get_use(door: Door, use_id: UseId) -> Answer[CloudUseOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = queries.one(session, door.actor, stored.policy, use_id)
        return answer(showing.whole(session, door.actor, row, stored, today), version=row.version)


@reads("/cloud-uses/{use_id:uuid}/ruling", "getCloudUseRuling", "許可の規則による判定を見る", tag=TAG, scope=READ)
def get_ruling(door: Door, use_id: UseId) -> Answer[StandingRulingOut]:
    """今日の判定と、申請したときの判定。申請する前から、結果、理由及び条件が分かります。"""
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = queries.one(session, door.actor, stored.policy, use_id)
        return answer(ruling.standing(session, row, stored, today))


@changes("/cloud-uses/{use_id:uuid}", "reviseCloudUse", "申請の下書きを変更する", tag=TAG, scope=WRITE)
def revise_use(door: Door, use_id: UseId, data: CloudUsePatch) -> Answer[CloudUseOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.revise(session, door.actor, stored, use_id, data, expected)
        return answer(showing.whole(session, door.actor, row, stored, today), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[CloudUseOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = deciding.act(
            session, door.actor, stored, record_id, action, data, expected_version, now=clock.now(), today=today
        )  # fmt: skip
        return door.done(session, showing.whole(session, door.actor, row, stored, today), version=row.version)


ROUTES: list[Any] = [
    list_uses,
    list_of_service,
    draft_use,
    apply_again,
    get_use,
    get_ruling,
    revise_use,
    *action_routes(
        CLOUD_USE, path="/cloud-uses", tag=TAG, scope=WRITE, act=_act, out=CloudUseOut, inputs={"submit": SubmitIn}
    ),
]  # fmt: skip
