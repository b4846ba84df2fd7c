"""Building what a reader sees of contracts: state of today, badges, labels, class with its reasons, actions."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from govapi.approvals.queries import stands_in_route
from govapi.contracts import queries
from govapi.contracts.decisions.queries import suspects
from govapi.contracts.decisions.service import available
from govapi.contracts.rules import TERM_KINDS, Badge, badges, notice_date, status_on
from govapi.contracts.schemas import BadgeOut, ContractOut, ContractRow, ReasonOut
from govapi.contracts.service import derived, who
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import LABELS
from govapi.kit.japan.money import tax_part
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.rules import is_transitional, tax_rate
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import sees_narrow
from govapi.workflow.shapes import shown

END_NOTICE = "contract_end"


def notice_on(contract: Contract, policy: PolicySet) -> date | None:
    """The day to say whether the contract goes on, by its own notice period or the policy's."""
    if contract.ends_on is None:
        return None
    days = contract.notice_days if contract.notice_days is not None else policy.notices.days(END_NOTICE)
    return notice_date(contract.ends_on, days)


def badges_of(contract: Contract, policy: PolicySet, today: date) -> list[Badge]:
    return badges(
        status_on(contract.status, contract.starts_on, today),
        ends_on=contract.ends_on,
        notice_on=notice_on(contract, policy),
        today=today,
        returned=contract.returned,
        migrated=contract.migrated,
    )


def rows(pairs: Sequence[tuple[Contract, str | None]], policy: PolicySet, today: date) -> list[ContractRow]:
    """Contracts as a list shows them: no query of its own."""
    return [_row(ContractRow.model_validate(contract), contract, name, policy, today) for contract, name in pairs]


def _row(out: ContractRow, contract: Contract, name: str | None, policy: PolicySet, today: date) -> ContractRow:
    out.status = status_on(contract.status, contract.starts_on, today)
    out.status_label = LABELS[out.status]
    out.contractor_name = name
    out.badges = [BadgeOut.model_validate(badge) for badge in badges_of(contract, policy, today)]
    return out


def sees_price(session: Session, actor: Actor, contract: Contract, policy: PolicySet) -> bool:
    """Whether this reader may see the 予定価格: the route and the contract office only."""
    field = next(one for one in policy.reading.narrow("contracts") if one.field == "predetermined_price")
    if sees_narrow(actor, field, in_section=Who.SECTION_STAFF in who(actor, contract), on_route=False):
        return True
    return sees_narrow(actor, field, in_section=False, on_route=stands_in_route(session, actor, contract.id))


def whole(session: Session, actor: Actor, contract: Contract, policy: PolicySet, today: date) -> ContractOut:
    """The contract with everything this reader may see and do."""
    out = ContractOut.model_validate(contract)
    _row(out, contract, queries.contractor_name(session, contract.contractor_id), policy, today)
    near = sees_price(session, actor, contract, policy)
    if not near:
        out.predetermined_price = None
    _label(out, contract, policy)
    _money(out, contract, policy)
    _information(out, contract, policy)
    out.notice_on = notice_on(contract, policy)
    if contract.starts_on is not None:
        out.transitional = is_transitional(policy, contract.starts_on)
        out.rule_16_3 = not out.transitional
    # Who looks like a divided order, tells the price by the ceiling.
    if near and contract.status == "draft" and contract.ground and policy.procurement.ground(contract.ground).small_sum:
        out.split_suspects = suspects(session, contract, policy, today)
    out.available_actions = shown(available(session, actor, contract, policy, today))
    return out


def _label(out: ContractOut, contract: Contract, policy: PolicySet) -> None:
    out.term_kind_label = TERM_KINDS[out.term_kind]
    out.class_label = policy.classification.label(contract.class_code)
    if contract.method:
        out.method_label = policy.procurement.method(contract.method).label
    if contract.ground:
        out.ground_label = policy.procurement.ground(contract.ground).label


def _money(out: ContractOut, contract: Contract, policy: PolicySet) -> None:
    day = contract.starts_on
    if contract.amount is None or contract.tax_exempt or contract.is_unit_price or day is None:
        return
    out.tax_rate = contract.tax_rate if contract.tax_rate is not None else tax_rate(policy, day)
    out.tax = tax_part(contract.amount, out.tax_rate)


def _information(out: ContractOut, contract: Contract, policy: PolicySet) -> None:
    known = derived(contract, policy)
    questions = policy.questionnaire.by_key
    out.unanswered = [questions[key].label for key in known.unanswered]
    out.because = [
        ReasonOut(because=one.because, class_code=one.class_code, policy=list(one.policy), source=one.source_label)
        for one in known.because
    ]
