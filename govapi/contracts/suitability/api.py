"""The API's door to the suitability of the contractor."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contractors import queries as contractors
from govapi.contracts import queries as contracts
from govapi.contracts.suitability import service
from govapi.contracts.suitability.schemas import ConfirmIn, SuitabilityOut
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, reads
from govapi.policy.store import current

TAG = "業務委託契約"
READ, WRITE = "contracts:read", "contracts:write"

ContractId = Annotated[UUID, Parameter(description="契約の id")]
Candidate = Annotated[UUID | None, Parameter(description="相手方の候補の id（省くと、決定した相手方）")]


@reads(
    "/contracts/{contract_id:uuid}/suitability",
    "getContractSuitability",
    "相手方の評価と、公告等に載せる文を見る",
    tag=TAG,
    scope=READ,
)
def get_suitability(door: Door, contract_id: ContractId, contractor_id: Candidate = None) -> Answer[SuitabilityOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = contracts.one(session, door.actor, policy, contract_id)
        if contractor_id is not None:
            contractors.one(session, contractor_id)
        return answer(service.shape(session, door.actor, policy, row, contractor_id, today), version=row.version)


@acts(
    "/contracts/{contract_id:uuid}/suitability/confirm",
    "confirmContractorMeasures",
    "契約後に委託先の対策を確かめたことを記録する",
    tag=TAG,
    scope=WRITE,
)
def confirm_measures(door: Door, contract_id: ContractId, data: ConfirmIn) -> Answer[SuitabilityOut]:
    expected, now, today = door.expected_version(), door.parts.clock.now(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.confirm(session, door.actor, stored, contract_id, data, expected, now=now, today=today)
        return door.done(session, service.shape(session, door.actor, stored.policy, row, None, today), version=row.version)


ROUTES = [get_suitability, confirm_measures]
