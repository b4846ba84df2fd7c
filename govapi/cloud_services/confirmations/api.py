"""The API's door to the yearly confirmations of a use."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services.confirmations import queries, service
from govapi.cloud_services.confirmations.schemas import ConfirmationIn, ConfirmationOut, ConfirmationSheetOut
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.uses import queries as uses
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Listing
from govapi.policy.store import current

TAG = "クラウドサービスの利用"
READ, WRITE = "cloud-uses:read", "cloud-uses:write"
BASE = "/cloud-uses/{use_id:uuid}/confirmations"

UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]
ConfirmationId = Annotated[UUID, Parameter(description="年次の確認の id")]


@reads("/cloud-uses/{use_id:uuid}/confirmation-sheet", "getConfirmationSheet", "次の年次の確認の質問", tag=TAG, scope=READ)
def get_sheet(door: Door, use_id: UseId) -> Answer[ConfirmationSheetOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        use = uses.one(session, door.actor, policy, use_id)
        return answer(service.sheet(session, use, policy))


@reads(BASE, "listConfirmations", "年次の確認（新しい順）", tag=TAG, scope=READ)
def list_confirmations(door: Door, use_id: UseId) -> Answer[Listing[ConfirmationOut]]:
    with door.reading() as session:
        today = door.parts.clock.today()
        use = managers.followed(session, door.actor, current(session, today).policy, use_id, today)
        return answer(Listing(items=[service.shape(row) for row in queries.of_use(session, use.id)]))


@creates(BASE, "confirmUse", "年次の確認を記録する", tag=TAG, scope=WRITE)
def confirm_use(door: Door, use_id: UseId, data: ConfirmationIn) -> Answer[ConfirmationOut]:
    clock = door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        use = uses.one(session, door.actor, stored.policy, use_id, lock=True)
        row = service.confirm(session, door.actor, stored, use, data, now=clock.now(), today=clock.today())
        location = f"/api/v1/cloud-uses/{use.id}/confirmations/{row.id}"
        return door.created(session, service.shape(row), version=row.version, location=location)


@reads(f"{BASE}/{{confirmation_id:uuid}}", "getConfirmation", "年次の確認を見る", tag=TAG, scope=READ)
def get_confirmation(door: Door, use_id: UseId, confirmation_id: ConfirmationId) -> Answer[ConfirmationOut]:
    with door.reading() as session:
        today = door.parts.clock.today()
        use = managers.followed(session, door.actor, current(session, today).policy, use_id, today)
        row = queries.one(session, use.id, confirmation_id)
        return answer(service.shape(row), version=row.version)


ROUTES: list[Any] = [get_sheet, list_confirmations, confirm_use, get_confirmation]
