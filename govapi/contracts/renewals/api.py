"""The API's door to the renewal of a contract."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts.ledger import service as ledger
from govapi.contracts.renewals import service
from govapi.contracts.schemas import ContractOut
from govapi.edge.answers import Answer
from govapi.edge.door import Door
from govapi.edge.routes import creates
from govapi.policy.store import current

ContractId = Annotated[UUID, Parameter(description="更新する契約の id")]


@creates(
    "/contracts/{contract_id:uuid}/renew",
    "renewContract",
    "次の契約を起案する（更新）",
    tag="業務委託契約",
    scope="contracts:write",
    if_match=True,
)
def renew_contract(door: Door, contract_id: ContractId) -> Answer[ContractOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.renew(session, door.actor, policy, contract_id, expected, today)
        shape = ledger.whole(session, door.actor, row, policy.policy, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/contracts/{row.id}")


ROUTES = [renew_contract]
