"""The API's door to the amendments."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries as contracts
from govapi.contracts.amendments import queries, service
from govapi.contracts.amendments.queries import Filters
from govapi.contracts.amendments.schemas import AmendmentIn, AmendmentOut, AmendmentPatch, AmendmentRow, Status, TermsOut
from govapi.contracts.amendments.workflow import AMENDMENT
from govapi.contracts.schemas import SubmitIn
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "変更契約"
READ, WRITE = "amendments:read", "amendments:write"

AmendmentId = Annotated[UUID, Parameter(description="変更契約の id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[AmendmentRow]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        if filters.contract_id is not None:
            contracts.one(session, door.actor, policy, filters.contract_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.brief(row) for row in page.items], next_cursor=page.next_cursor))


@reads("/amendments", "listAmendments", "変更契約の一覧（新しい順）", tag=TAG, scope=READ)
def list_amendments(
    door: Door, status: Status | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[AmendmentRow]]:
    return _page(door, Filters(status=status), limit, cursor)


@reads("/contracts/{contract_id:uuid}/amendments", "listContractAmendments", "契約の変更契約", tag=TAG, scope=READ)
def list_of_contract(
    door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[AmendmentRow]]:
    return _page(door, Filters(contract_id=contract_id), limit, cursor)


@reads("/contracts/{contract_id:uuid}/terms", "listContractTerms", "契約条件の履歴（効力発生日順）", tag=TAG, scope=READ)
def list_terms(door: Door, contract_id: ContractId) -> Answer[Listing[TermsOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = contracts.one(session, door.actor, policy, contract_id)
        items = [TermsOut.model_validate(one) for one in queries.terms(session, row.id)]
        for one in items:
            one.terms.pop("predetermined_price", None)  # 予定価格 is narrow
        return answer(Listing(items=items))


@creates("/contracts/{contract_id:uuid}/amendments", "draftAmendment", "変更契約を起案する（下書き）", tag=TAG, scope=WRITE)
def draft_amendment(door: Door, contract_id: ContractId, data: AmendmentIn) -> Answer[AmendmentOut]:
    clock = door.parts.clock
    with door.writing() as session:
        policy = current(session, clock.today())
        row = service.draft(session, door.actor, policy, contract_id, data, now=clock.now(), today=clock.today())
        shape = service.shape(session, door.actor, row, policy.policy, clock.today())
        return door.created(session, shape, version=row.version, location=f"/api/v1/amendments/{row.id}")


@reads("/amendments/{amendment_id:uuid}", "getAmendment", "変更契約を見る", tag=TAG, scope=READ)
def get_amendment(door: Door, amendment_id: AmendmentId) -> Answer[AmendmentOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, amendment_id)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


@changes("/amendments/{amendment_id:uuid}", "reviseAmendment", "変更契約の下書きを変更する", tag=TAG, scope=WRITE)
def revise_amendment(door: Door, amendment_id: AmendmentId, data: AmendmentPatch) -> Answer[AmendmentOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.revise(session, door.actor, policy, amendment_id, data, expected, today)
        return answer(service.shape(session, door.actor, row, policy.policy, today), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[AmendmentOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.act(session, door.actor, policy, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, service.shape(session, door.actor, row, policy.policy, today), version=row.version)


ROUTES = [
    list_amendments,
    list_of_contract,
    list_terms,
    draft_amendment,
    get_amendment,
    revise_amendment,
    *action_routes(AMENDMENT, path="/amendments", tag=TAG, scope=WRITE, act=_act, out=AmendmentOut, inputs={"submit": SubmitIn}),
]
