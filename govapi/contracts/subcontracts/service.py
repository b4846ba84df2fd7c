"""Recording a request for sub-contracting, changing it, and showing it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.needs import service as needs
from govapi.assessments.needs.service import Wanted
from govapi.audit.changes import apply
from govapi.contractors import queries as contractors
from govapi.contracts import queries as contracts
from govapi.contracts.schemas import BadgeOut
from govapi.contracts.subcontracts import queries
from govapi.contracts.subcontracts.judging.service import clauses_of, facts_of, handed_tier, is_assessed
from govapi.contracts.subcontracts.rules import (
    badges,
    contract_runs,
    effective_from,
    holds,
    information_within,
    period_fault,
    tier_label,
)
from govapi.contracts.subcontracts.schemas import SubcontractIn, SubcontractOut, SubcontractPatch, SubcontractRow
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.subcontracts.workflow import SUBCONTRACT
from govapi.contracts.tables import Contract
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.duties.rules import kind_of
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, NotFound, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.kit.japan.numbers import corporate_number_ok
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown

NULLABLE = frozenset({"contractor_id", "corporate_number", "amount", "share_percent", "started_early_on", "class_code"})
CHANGEABLE = frozenset({"draft"})
R = TypeVar("R", bound=SubcontractRow)
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"


def record(
    session: Session, actor: Actor, stored: StoredPolicy, contract_id: UUID, given: SubcontractIn, *, now: datetime, today: date
) -> Subcontract:
    """Records the contractor's request. Raises WrongState, Invalid for what could never be consented to as it stands."""
    contract = contracts.one(session, actor, stored.policy, contract_id, lock=True)
    _refuse_others(relations(actor, contract.department_path, contract.department_id))
    upper = _upper(session, contract, given.parent_id)
    values = given.model_dump(exclude_unset=True)
    year = fiscal_year(today)
    row = Subcontract(
        number="",
        contract_id=contract.id,
        tier=1 if upper is None else upper.tier + 1,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        department_path=contract.department_path,
        **_completed(session, stored.policy, values, ""),
    )
    _check(session, row, contract, stored.policy, today)
    row.number = f"再委託-{year}-{next_number(session, f'subcontract-{year}'):04d}"
    session.add(row)
    session.flush()
    audit.note(
        session, actor, "subcontract", row, "record", f"{contract.number}の{tier_label(row.tier)}（{row.name}）の申請を受付"
    )
    want_assessed(session, actor, stored, row, contract, now=now, today=today)
    return row


def revise(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    subcontract_id: UUID,
    given: SubcontractPatch,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Subcontract:
    """Changes a request that is not under decision."""
    row = held(session, actor, stored.policy, subcontract_id, expected)
    _refuse_others(who(actor, row))
    if row.status not in CHANGEABLE:
        raise WrongState("伺った再委託は変更できません。直すときは、差戻し又は引戻しを受けてください。")
    contract = find(session, Contract, row.contract_id)
    values = given.model_dump(exclude_unset=True)
    empty = [name for name, value in values.items() if value is None and name not in NULLABLE]
    if empty:
        raise Invalid(FAULTY, errors=[FieldFault(f"/{name}", "この項目は空にできません。") for name in empty])
    changed = apply(row, _completed(session, stored.policy, values, row.name))
    _check(session, row, contract, stored.policy, today)
    session.flush()
    if changed:
        audit.note(session, actor, "subcontract", row, "revise", f"{row.number}を変更", changed)
        want_assessed(session, actor, stored, row, contract, now=now, today=today)
    return row


def held(session: Session, actor: Actor, policy: PolicySet, subcontract_id: UUID, expected: int) -> Subcontract:
    """The sub-contract, held until the commit, in the version the caller saw."""
    row = queries.one(session, actor, policy, subcontract_id, lock=True)
    if row.version != expected:
        raise Stale
    return row


def want_assessed(
    session: Session, actor: Actor, stored: StoredPolicy, row: Subcontract, contract: Contract, *, now: datetime, today: date
) -> None:
    """The sub-contractor's own assessment is wanted from the request on: it must be there when the consent is decided."""
    tier = handed_tier(stored.policy, row, contract)
    if row.contractor_id is None or tier is None:
        needs.end(session, actor, stored, row.id, now=now, today=today)
        return
    needs.end(session, actor, stored, row.id, now=now, today=today, keep=frozenset({row.contractor_id}))
    wanted = Wanted(
        contractor_id=row.contractor_id,
        noun="subcontract",
        record_id=row.id,
        record_number=row.number,
        title=f"{contract.title}の{tier_label(row.tier)}"[:200],
        tier=tier.code,
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        starts_on=row.period_from,
        ends_on=row.period_to,
    )
    needs.declare(session, actor, stored, wanted, now=now, today=today)


def _upper(session: Session, contract: Contract, parent_id: UUID | None) -> Subcontract | None:
    if parent_id is None:
        return None
    try:
        upper = find(session, Subcontract, parent_id)
    except NotFound:
        upper = None
    if upper is None or upper.contract_id != contract.id:
        raise Invalid("上位の再委託は、この契約の再委託から選んでください。", pointer="/parent_id")
    return upper


def _refuse_others(relations: frozenset[Who]) -> None:
    if Who.SECTION_STAFF not in relations:
        raise NotAllowed("再委託の申請を受け付け、直すことができるのは、所管課の職員です。")


def _completed(session: Session, policy: PolicySet, values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The values, with what the ledger knows of the company: found by its id, or by its 法人番号."""
    found = dict(values)
    number = found.get("corporate_number")
    company = contractors.one(session, found["contractor_id"]) if found.get("contractor_id") else None
    if company is None and number and "contractor_id" not in found:
        company = contractors.with_number(session, number)
    if company is not None:
        head = f"{company.representative_title}　{company.representative_name}".strip("　")
        known = {"name": company.name, "address": company.address, "representative": head}
        found |= {field: value for field, value in known.items() if value and not found.get(field)}
        found |= {"contractor_id": company.id, "corporate_number": company.corporate_number}
    elif number and not corporate_number_ok(number):
        sentence = "法人番号の検査数字が一致しません。13桁の番号を確かめて入力してください。"
        raise Invalid(sentence, pointer="/corporate_number")
    elif number:
        found["contractor_id"] = None
    if not (found.get("name", name) or "").strip():
        sentence = "再委託先の名称を入力してください。台帳にある会社は、法人番号を入力すると名称等を引き継ぎます。"
        raise Invalid(sentence, pointer="/name")
    code = found.get("class_code")
    if code is not None and code not in {one.code for one in policy.classification.confidentiality}:
        raise Invalid("方針セットにない分類です。一覧から選んでください。", pointer="/class_code")
    return found


def _check(session: Session, row: Subcontract, contract: Contract, policy: PolicySet, today: date) -> None:
    """What can be said at once: the state of the contract, the period, the information."""
    facts = facts_of(session, row, contract, policy, today)
    stopped = contract_runs(facts)
    if stopped is not None:
        raise WrongState(stopped)
    if row.class_code is None and (row.personal or row.my_number):
        raise Invalid("個人情報又は個人番号を取り扱わせるときは、その分類を選んでください。", pointer="/class_code")
    if row.contractor_id is not None and row.contractor_id == contract.contractor_id:
        raise Invalid("契約の受託者自身を、再委託先とすることはできません。", pointer="/name")
    for pointer, fault in (("/period_to", period_fault(facts)), ("/class_code", information_within(facts))):
        if fault is not None:
            raise Invalid(fault, pointer=pointer)
    early = row.started_early_on
    if row.requested_on > today or (early is not None and early > today):
        pointer = "/requested_on" if row.requested_on > today else "/started_early_on"
        raise Invalid("今日以前の日を入力してください。", pointer=pointer)


def who(actor: Actor, row: Subcontract) -> frozenset[Who]:
    """How the actor stands to this request."""
    return relations(actor, row.department_path, row.department_id)


def brief(row: Subcontract, policy: PolicySet, today: date, *, upper_holds: bool = True) -> SubcontractRow:
    """A sub-contract for a list: no query of its own."""
    return _fill(SubcontractRow.model_validate(row), row, policy, today, upper_holds)


def shape(session: Session, actor: Actor, row: Subcontract, policy: PolicySet, today: date) -> SubcontractOut:
    """A sub-contract with this actor's actions."""
    contract = find(session, Contract, row.contract_id)
    facts = facts_of(session, row, contract, policy, today)
    out = SubcontractOut.model_validate(row)
    _fill(out, row, policy, today, facts.upper.consented)
    tier = handed_tier(policy, row, contract)
    out.class_label = policy.classification.label(row.class_code)
    out.assessment_tier, out.assessment_tier_label = (tier.code, tier.label) if tier else (None, "")
    out.assessed = is_assessed(session, policy, row, tier, today)
    out.clauses = clauses_of(session, contract, row.my_number)
    if row.status == "consented":
        out.effective_from = effective_from(row.period_from, row.decided_on)
    out.available_actions = shown(
        SUBCONTRACT.available(row.status, facts, who(actor, row), person=actor.person_id, stamped=stamps_of(SUBCONTRACT, row))
    )
    return out


def _fill(out: R, row: Subcontract, policy: PolicySet, today: date, upper_holds: bool) -> R:
    """What follows from the dates."""
    out.status_label, out.tier_label = SUBCONTRACT.labels[row.status], tier_label(row.tier)
    lead = kind_of(policy.monitoring, "subcontract.expiry").opens_before_days
    out.badges = [
        BadgeOut(key=one.key, label=one.label)
        for one in badges(
            row.status,
            period_to=row.period_to,
            today=today,
            lead_days=lead,
            returned=row.returned,
            started_early=row.started_early_on is not None,
            upper_holds=upper_holds,
        )
    ]
    out.in_force = holds(row.status, effective_from(row.period_from, row.decided_on), row.period_to, today)
    return out
