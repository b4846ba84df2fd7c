"""Collecting what the guards of a contract look at: the queries on one side, the pure rules on the other."""

from datetime import date

from sqlmodel import Session

from govapi.contractors import queries as contractors
from govapi.contractors.rules import reasons_against
from govapi.contracts import queries
from govapi.contracts.clauses import queries as clauses
from govapi.contracts.clauses.rules import missing
from govapi.contracts.closing import queries as closing
from govapi.contracts.decisions.rules import split_suspects
from govapi.contracts.rules import ContractFacts, settled_class, term_fault
from govapi.contracts.service import derived
from govapi.contracts.suitability import service as suitability
from govapi.contracts.tables import Contract
from govapi.contracts.terms.rules import missing_for_conclusion, missing_for_plan
from govapi.policy.rules import ground_fault, small_sum_ceiling
from govapi.policy.schema.base import by_key
from govapi.policy.schema.policy_set import PolicySet

# In which states which facts are looked at: reading a running contract asks no questions about its draft.
PLANNING = frozenset({"draft"})
CHOOSING = frozenset({"draft", "selected"})
ENDING = frozenset({"completed", "closing", "terminated"})


def collect(session: Session, contract: Contract, policy: PolicySet, status: str, today: date) -> ContractFacts:
    """The facts the guards of this state need."""
    term_is_over = contract.ends_on is not None and contract.ends_on <= today
    found: dict[str, object] = {"terminated": contract.status == "terminated", "term_is_over": term_is_over}
    if status in PLANNING:
        found |= _plan(session, contract, policy, today)
    if status in CHOOSING:
        found |= _choice(session, contract, policy, today)
        found["missing_clauses"] = missing_clauses(session, contract, today)
    if status in ENDING:
        state = closing.state(session, contract.id)
        found |= {"inspected": state.inspected, "unproven_returns": state.unproven, "return_settled": state.settled}
    return ContractFacts(**found)  # type: ignore[arg-type]  # gathered by name above


def missing_clauses(session: Session, contract: Contract, today: date) -> list[str]:
    """Titles of required clauses that are neither written in nor waived today."""
    return missing(clauses.standing(session, contract.id), today)


def suspects(session: Session, contract: Contract, policy: PolicySet, today: date) -> list[str]:
    """Numbers of contracts that look like the same order divided."""
    others = [(one.number, one.title, one.predetermined_price) for one in queries.same_section_in_year(session, contract)]
    return split_suspects(contract.title, contract.predetermined_price, small_sum_ceiling(policy, today), others)


def _plan(session: Session, contract: Contract, policy: PolicySet, today: date) -> dict[str, object]:
    known = derived(contract, policy)
    questions = policy.questionnaire.by_key
    method = by_key(policy.procurement.methods, contract.method) if contract.method else None
    fault = ground_fault(policy, method.key, contract.ground, contract.predetermined_price, today) if method else None
    small = bool(contract.ground) and policy.procurement.ground(contract.ground or "").small_sum
    _settled, lowered = settled_class(known.class_code, contract.chosen_class, policy.classification.rank)
    return {
        "missing_fields": missing_for_plan(contract.model_dump(), needs_ground=bool(method and method.grounds)),
        "unanswered": [questions[key].label for key in known.unanswered],
        "class_needs_reason": lowered and not contract.class_reason,
        "ground_fault": fault,
        "term_fault": term_fault_of(contract, policy),
        "split_suspects": suspects(session, contract, policy, today) if small else [],
        "split_answered": bool(contract.split_answer),
        "may_merge": small and fault is None,
    }


def term_fault_of(contract: Contract, policy: PolicySet) -> str | None:
    """What is wrong with the term of this contract, in Japanese, or None."""
    if contract.starts_on is None or contract.ends_on is None:
        return None
    years = by_key(policy.procurement.long_term, contract.long_term_kind).max_years if contract.long_term_kind else None
    return term_fault(contract.term_kind, contract.fiscal_year, contract.starts_on, contract.ends_on, years)  # type: ignore[arg-type]  # one of TermKind, checked at the door


def _choice(session: Session, contract: Contract, policy: PolicySet, today: date) -> dict[str, object]:
    return {
        "contractor_fault": contractor_fault(session, contract, today),
        "suitability_fault": suitability.fault(session, policy, contract, today),
        "missing_for_conclusion": missing_for_conclusion(
            contract.model_dump(), handles_information=contract.class_code is not None
        ),
    }


def contractor_fault(session: Session, contract: Contract, today: date) -> str | None:
    """Why the chosen contractor stands in the way, in Japanese, or None."""
    if contract.contractor_id is None:
        return "相手方を決定してください。"
    company = contractors.one(session, contract.contractor_id)
    reasons = reasons_against(contractors.restriction_facts(session, company.id), company.qualified_until, today)
    if not reasons or (contract.suspension_approval and contract.method == "negotiated"):
        return None
    return f"「{company.name}」は相手方にできません。{''.join(reasons)}やむを得ない随意契約のときは、事前承認の理由を記録してください。"
