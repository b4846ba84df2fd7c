"""Reading the clauses of a contract as grounds. The caller has checked that the contract may be seen."""

from sqlmodel import Session

from govapi.contracts.clauses import queries as clauses
from govapi.contracts.tables import Contract
from govapi.kit.errors import FieldFault, Unmet
from govapi.measures.grounds.rules import Ground, lacking
from govapi.policy.schema.policy_set import PolicySet


def of_contract(session: Session, policy: PolicySet, contract: Contract) -> list[Ground]:
    """The clauses written into the contract, in the order of the catalogue."""
    serves = {one.key: tuple(one.policy) for one in policy.clauses}
    return [
        Ground(row.key, row.title, row.article, row.document, serves.get(row.key, ()))
        for row in clauses.of_contract(session, contract.id)
        if row.state == "included"
    ]


def ground(session: Session, policy: PolicySet, contract: Contract, key: str) -> Ground:
    """The clause ``key`` of the contract. Raises Unmet, naming those there are, when the contract lacks it."""
    found = of_contract(session, policy, contract)
    chosen = next((one for one in found if one.key == key), None)
    if chosen is None:
        title = next((one.title for one in policy.clauses if one.key == key), key)
        sentence = lacking(title, contract.number, found)
        raise Unmet(sentence, code="clause_lacking", errors=[FieldFault("/clause_key", sentence)])
    return chosen
