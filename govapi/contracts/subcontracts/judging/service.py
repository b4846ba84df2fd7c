"""Collecting the facts the guards of a sub-contract look at."""

from datetime import date
from typing import Any

from sqlmodel import Session

from govapi.assessments.queries import standing
from govapi.contractors import queries as contractors
from govapi.contractors.rules import reasons_against
from govapi.contracts.clauses import queries as clauses
from govapi.contracts.rules import status_on
from govapi.contracts.service import facts_of as contract_facts
from govapi.contracts.subcontracts import queries
from govapi.contracts.subcontracts.rules import Handed, SubcontractFacts, Upper, effective_from
from govapi.contracts.subcontracts.schemas import ClauseOut
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.policy.assessing import tier_for
from govapi.policy.conditions import Facts
from govapi.policy.rules import with_class
from govapi.policy.schema.assessing import Tier
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind

NEEDED = {"address": "再委託先の所在地", "representative": "再委託先の代表者"}
WHEN_HANDED = {"information": "渡す情報の種類", "measures": "再委託先の対策", "supervision": "受託者による監督の方法"}
CLAUSES = ("resubcontract", "my_number")


def handed_facts(policy: PolicySet, row: Subcontract, contract: Contract) -> Facts:
    """What the sub-contractor touches, in the words of the clause catalogue."""
    plain = Facts(
        personal=row.personal, my_number=row.my_number, system=row.system, hosted=row.hosted, starts_on=contract.starts_on
    )
    return with_class(policy, plain, row.class_code)


def handed_tier(policy: PolicySet, row: Subcontract, contract: Contract) -> Tier | None:
    """The tier of its own assessment, from what is handed on; None where it handles none of our information."""
    # Of the answers of the contract only the number of persons says something about the part that is handed on.
    answers = {name: value for name, value in contract.answers.items() if row.personal and name in COUNTED}
    return tier_for(policy, row.class_code, handed_facts(policy, row, contract), answers)


COUNTED = frozenset({"handles_information", "already_public", "residents_data", "staff_data", "person_count"})


def is_assessed(session: Session, policy: PolicySet, row: Subcontract, tier: Tier | None, today: date) -> bool:
    """Whether a sub-contractor of the ledger holds a verdict of that tier or a heavier one today."""
    if tier is None or row.contractor_id is None:
        return False
    return standing(session, policy, row.contractor_id, tier.code, today).ok


def clauses_of(session: Session, contract: Contract, my_number: bool) -> list[ClauseOut]:
    """The clauses of the contract a consent rests on, with their articles."""
    wanted = CLAUSES if my_number else CLAUSES[:1]
    rows = [one for one in clauses.of_contract(session, contract.id) if one.key in wanted]
    return [ClauseOut(key=one.key, title=one.title, article=one.article if one.state == "included" else "") for one in rows]


def facts_of(session: Session, row: Subcontract, contract: Contract, policy: PolicySet, today: date) -> SubcontractFacts:
    """What the guards look at."""
    tier = handed_tier(policy, row, contract)
    return SubcontractFacts(
        contract_status=status_on(contract.status, contract.starts_on, today),
        upper=_upper(session, row, contract, policy),
        is_whole=row.is_whole,
        period_from=row.period_from,
        period_to=row.period_to,
        handed=_handed(policy, row.class_code, personal=row.personal, my_number=row.my_number),
        today=today,
        missing=_missing(row),
        restriction=_restriction(session, row, today),
        tier_label=tier.label if tier else "",
        is_heavy=tier is not None and tier.decided_by == DecisionKind.ASSESS_SECURITY,
        in_ledger=row.contractor_id is not None,
        assessed=is_assessed(session, policy, row, tier, today),
        plan=row.assessment_plan,
        live_below=[one.number for one in queries.live_below(session, row.id)],
    )


def _handed(policy: PolicySet, class_code: str | None, *, personal: bool, my_number: bool) -> Handed:
    classes = policy.classification
    return Handed(classes.rank(class_code), classes.label(class_code), personal=personal, my_number=my_number)


def _upper(session: Session, row: Subcontract, contract: Contract, policy: PolicySet) -> Upper:
    if row.parent_id is None:
        known = contract_facts(contract, policy)
        handed = _handed(policy, contract.class_code, personal=known.personal, my_number=known.my_number)
        return Upper("", True, contract.starts_on, contract.ends_on, handed)
    upper = find(session, Subcontract, row.parent_id)
    handed = _handed(policy, upper.class_code, personal=upper.personal, my_number=upper.my_number)
    starts_on = effective_from(upper.period_from, upper.decided_on)
    return Upper(upper.number, upper.status == "consented", starts_on, upper.period_to, handed)


def _missing(row: Subcontract) -> list[str]:
    """The labels of what the consent needs: the sub-contractor is identified, its handling known."""
    wanted: dict[str, Any] = dict(NEEDED)
    if row.class_code is not None:
        wanted |= WHEN_HANDED
    found = [label for name, label in wanted.items() if not getattr(row, name)]
    if row.amount is None and row.share_percent is None:
        found.append("再委託の金額又は割合")
    return found


def _restriction(session: Session, row: Subcontract, today: date) -> str:
    """Why the town keeps this company out, in Japanese; empty when it does not."""
    if row.contractor_id is None:
        return ""
    reasons = reasons_against(contractors.restriction_facts(session, row.contractor_id), None, today)
    return f"「{row.name}」は再委託先にできません。{''.join(reasons)}" if reasons else ""
