"""The API's door to the contracts."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries, service
from govapi.contracts.clauses import service as clauses
from govapi.contracts.clauses.schemas import ClauseIn, ClauseOut
from govapi.contracts.decisions import service as decisions
from govapi.contracts.ledger import service as ledger
from govapi.contracts.queries import Filters
from govapi.contracts.schemas import ContractIn, ContractOut, ContractPatch, ContractRow, SelectIn, SubmitIn, TerminateIn
from govapi.contracts.workflow import CONTRACT
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads, replaces
from govapi.edge.shapes import Cursor, Input, Limit, Listing, Query
from govapi.policy.store import current

TAG = "業務委託契約"
READ, WRITE = "contracts:read", "contracts:write"

ContractId = Annotated[UUID, Parameter(description="契約の id")]
Year = Annotated[int | None, Parameter(ge=2000, le=2100, description="会計年度（4月1日の西暦年）")]
Code = Annotated[str | None, Parameter(max_length=60)]
ClauseKey = Annotated[str, Parameter(max_length=60, description="条項の key")]
Status = Literal[
    "draft", "plan_in_approval", "plan_approved", "selecting", "selected", "conclusion_in_approval", "concluded", "active",
    "suspended", "amending", "terminating", "completed", "closing", "closed", "failed", "withdrawn", "terminated",
]  # fmt: skip


@reads("/contracts", "listContracts", "業務委託契約の一覧（新しい順）", tag=TAG, scope=READ)
def list_contracts(
    door: Door,
    q: Query = "",
    status: Status | None = None,
    fiscal_year: Year = None,
    organ_id: UUID | None = None,
    department_id: UUID | None = None,
    contractor_id: UUID | None = None,
    method: Code = None,
    class_code: Code = None,
    ends_before: date | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[ContractRow]]:
    filters = Filters(q, status, fiscal_year, organ_id, department_id, contractor_id, method, class_code, ends_before)
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, filters, today=today, limit=limit, cursor=cursor)
        return answer(Listing(items=ledger.rows(page.items, policy, today), next_cursor=page.next_cursor))


@creates("/contracts", "draftContract", "業務委託を起案する（下書き）", tag=TAG, scope=WRITE)
def draft_contract(door: Door, data: ContractIn) -> Answer[ContractOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.draft(session, door.actor, policy, data)
        shape = ledger.whole(session, door.actor, row, policy.policy, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/contracts/{row.id}")


@reads("/contracts/{contract_id:uuid}", "getContract", "業務委託契約を見る", tag=TAG, scope=READ)
def get_contract(door: Door, contract_id: ContractId) -> Answer[ContractOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, contract_id)
        return answer(ledger.whole(session, door.actor, row, policy, today), version=row.version)


@changes("/contracts/{contract_id:uuid}", "reviseContract", "業務委託契約を変更する", tag=TAG, scope=WRITE)
def revise_contract(door: Door, contract_id: ContractId, data: ContractPatch) -> Answer[ContractOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.revise(session, door.actor, policy, contract_id, data, expected, today)
        return answer(ledger.whole(session, door.actor, row, policy.policy, today), version=row.version)


@reads("/contracts/{contract_id:uuid}/clauses", "listContractClauses", "契約に必要な条項", tag=TAG, scope=READ)
def list_clauses(door: Door, contract_id: ContractId) -> Answer[Listing[ClauseOut]]:
    with door.reading() as session:
        today = door.parts.clock.today()
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, contract_id)
        return answer(Listing(items=clauses.shapes(session, policy, row.id, today)), version=row.version)


@replaces(
    "/contracts/{contract_id:uuid}/clauses/{key:str}", "writeContractClause", "条項を入れる、又は外す", tag=TAG, scope=WRITE
)
def write_clause(door: Door, contract_id: ContractId, key: ClauseKey, data: ClauseIn) -> Answer[ClauseOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        contract = service.drafted(session, door.actor, policy, contract_id, expected)
        row = clauses.write(session, door.actor, contract, policy, key, data.state, data.parameters, today)
        return answer(clauses.shape(policy, row), version=contract.version)


@acts(
    "/contracts/{contract_id:uuid}/clauses/include-required",
    "includeRequiredClauses",
    "必要な条項を全て入れる",
    tag=TAG,
    scope=WRITE,
)
def include_required(door: Door, contract_id: ContractId) -> Answer[Listing[ClauseOut]]:
    expected = door.expected_version()
    with door.writing() as session:
        today = door.parts.clock.today()
        policy = current(session, today).policy
        contract = service.drafted(session, door.actor, policy, contract_id, expected)
        clauses.write_required(session, door.actor, contract, today)
        items = clauses.shapes(session, policy, contract.id, today)
        return door.done(session, Listing(items=items), version=contract.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[ContractOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = decisions.act(session, door.actor, policy, record_id, action, data, expected_version, now=clock.now(), today=today)
        shape = ledger.whole(session, door.actor, row, policy.policy, today)
        return door.done(session, shape, version=row.version)


INPUTS: dict[str, type[Input]] = {
    "submit_plan": SubmitIn,
    "submit_conclusion": SubmitIn,
    "submit_merged": SubmitIn,
    "select": SelectIn,
    "terminate": TerminateIn,
}

ROUTES = [
    list_contracts,
    draft_contract,
    get_contract,
    revise_contract,
    list_clauses,
    write_clause,
    include_required,
    *action_routes(CONTRACT, path="/contracts", tag=TAG, scope=WRITE, act=_act, out=ContractOut, inputs=INPUTS),
]
