"""Drafting a measure, taking its steps, and following what is paid of a claim."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session, col

from govapi import audit
from govapi.audit.changes import apply
from govapi.contracts import queries as contracts
from govapi.contracts.interventions import service as interventions
from govapi.contracts.rules import status_on
from govapi.contracts.schemas import SubmitIn, TerminateIn
from govapi.contracts.service import open_for_change
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.db.counters import next_number
from govapi.db.session import find, owned
from govapi.kit.errors import Invalid, NotAllowed, Stale, Unmet, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.kit.japan.money import yen
from govapi.measures import queries, rules
from govapi.measures.deciding.service import circulate
from govapi.measures.findings import queries as findings
from govapi.measures.findings.tables import Finding
from govapi.measures.grounds.queries import ground
from govapi.measures.incidents import queries as incidents
from govapi.measures.incidents.tables import Incident
from govapi.measures.rules import MeasureFacts, fault
from govapi.measures.schemas import MeasureIn, MeasureOut, MeasurePatch, MeasureRow, PaymentIn, PaymentOut
from govapi.measures.tables import Measure, MeasurePayment
from govapi.measures.workflow import MEASURE
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

NEAR = frozenset({Who.SECTION_STAFF, Who.CONTRACT_OFFICE})


def draft(session: Session, actor: Actor, stored: StoredPolicy, given: MeasureIn, today: date) -> Measure:
    """Drafts a measure. Raises Unmet when the contract lacks the clause, or when nothing gives cause for it."""
    contract = open_for_change(session, actor, stored.policy, given.contract_id, None)
    if contract.contractor_id is None:
        raise WrongState("委託先が決まっていない契約について、措置を行うことはできません。")
    _cause(session, actor, stored.policy, contract, given)
    chosen = ground(session, stored.policy, contract, given.clause_key)
    row = Measure(
        number="",
        contractor_id=contract.contractor_id,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        department_path=contract.department_path,
        policy_version=stored.version,
        clause_title=chosen.title,
        clause_article=chosen.article,
        clause_policy=list(chosen.policy),
        **given.model_dump(),
    )
    _sound(session, row, contract, stored.policy, today)
    year = fiscal_year(today)
    row.number = f"措置-{year}-{next_number(session, f'measure-{year}'):04d}"
    session.add(row)
    session.flush()
    summary = f"{contract.number}について「{chosen.title}」に基づく{rules.KINDS[given.kind]}を起案"
    audit.note(session, actor, "measure", row, "draft", summary)
    return row


def _cause(session: Session, actor: Actor, policy: PolicySet, contract: Contract, given: MeasureIn) -> None:
    """A measure answers a finding that was handed over to it, or an incident that concerns the contract."""
    if given.finding_id is None and given.incident_id is None:
        raise Unmet("措置の元となる指摘又は事故を選んでください。", code="no_cause")
    if given.finding_id is not None:
        finding = findings.one(session, actor, policy, given.finding_id)
        if finding.contractor_id != contract.contractor_id or finding.contract_id not in (None, contract.id):
            raise Invalid("この契約についての指摘ではありません。", pointer="/finding_id")
        if finding.status != "escalated":
            raise Unmet(
                f"指摘（{finding.number}）について「措置を検討する」を行ってから、起案してください。", code="not_escalated"
            )
    if given.incident_id is not None:
        incident = incidents.one(session, actor, policy, given.incident_id)
        if contract.id not in {link.contract_id for link, _contract in incidents.contracts_of(session, incident.id)}:
            raise Invalid("この契約に関係する事故ではありません。", pointer="/incident_id")


def _sound(session: Session, row: Measure, contract: Contract, policy: PolicySet, today: date) -> None:
    reason = fault(facts(session, row, contract, policy, today))
    if reason is not None:
        raise Unmet(reason)


def revise(
    session: Session, actor: Actor, policy: PolicySet, measure_id: UUID, given: MeasurePatch, expected: int, today: date
) -> Measure:
    """Changes a draft."""
    row = worked_on(session, actor, policy, measure_id, expected)
    if row.status != "draft":
        raise WrongState("伺った措置は変更できません。直すときは、差戻し又は引戻しを受けてください。")
    contract = find(session, Contract, row.contract_id)
    values = given.model_dump(exclude_unset=True)
    for name in [name for name, value in values.items() if value is None and name not in ("until", "amount")]:
        del values[name]
    changed = apply(row, values)
    chosen = ground(session, policy, contract, row.clause_key)
    row.clause_title, row.clause_article, row.clause_policy = chosen.title, chosen.article, list(chosen.policy)
    _sound(session, row, contract, policy, today)
    session.flush()
    if changed:
        audit.note(session, actor, "measure", row, "revise", f"{row.number}を変更", changed)
    return row


def worked_on(
    session: Session, actor: Actor, policy: PolicySet, measure_id: UUID, expected: int | None = None, *, lock: bool = False
) -> Measure:
    """The measure, if this actor may work on it; held until the commit for one who changes it (``expected`` or ``lock``)."""
    row = queries.one(session, actor, policy, measure_id, lock=lock or expected is not None)
    if not who(actor, row) & NEAR:
        raise NotAllowed("措置を扱えるのは、所管課と契約担当課の職員です。")
    if expected is not None and row.version != expected:
        raise Stale
    return row


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    measure_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Measure:
    """One step of a measure, with what follows from it for the contract."""
    row = queries.one(session, actor, stored.policy, measure_id, lock=True)
    if row.version != expected:
        raise Stale
    contract = find(session, Contract, row.contract_id, lock=True)
    known, reason = facts(session, row, contract, stored.policy, today), str(getattr(given, "reason", ""))
    perform(
        session, actor, row, MEASURE, action, status=row.status, facts=known, who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    if action == "submit":
        note = given.note if isinstance(given, SubmitIn) else ""
        circulate(session, actor, row, contract, stored, note, now=now, today=today)
    elif action == "start_termination":
        _terminate(session, actor, row, contract, stored, now, today)
    elif action == "lift":
        interventions.resume(session, actor, contract, f"{row.number}：{reason}", now=now, today=today)
    if row.ended_at is not None:
        row.end_note = reason
    session.flush()
    return row


def _terminate(
    session: Session, actor: Actor, row: Measure, contract: Contract, stored: StoredPolicy, now: datetime, today: date
) -> None:
    """The contract's own procedure begins with the ground of the measure; its decision ends the contract."""
    article = f"{row.clause_article}（{row.clause_title}）" if row.clause_article else row.clause_title
    # Its words were looked at when they came in.
    asked = TerminateIn.model_construct(
        ground=f"{article}（{row.number}）"[:200], terminated_on=row.effective_on, reason=row.reason
    )
    interventions.start_termination(session, actor, contract, stored, asked, now=now, today=today)


def pay(session: Session, actor: Actor, policy: PolicySet, measure_id: UUID, given: PaymentIn, today: date) -> MeasurePayment:
    """Records what was paid of a claim. Raises Unmet when it is no claim, or more than is owed."""
    row = worked_on(session, actor, policy, measure_id, lock=True)
    owed = rules.remaining(row.amount, queries.paid(session, row.id))
    reason = rules.payment_fault(row.kind, row.status, owed, given.amount, given.paid_on, row.decided_on, today)
    if reason is not None:
        raise Unmet(reason)
    made = MeasurePayment(measure_id=row.id, recorded_by=actor.person_id, recorded_name=actor.name, **given.model_dump())
    session.add(made)
    session.flush()
    audit.note(session, actor, "measure", row, "pay", f"損害賠償金{yen(made.amount)}の納付を記録")
    return made


def facts(session: Session, row: Measure, contract: Contract, policy: PolicySet, today: date) -> MeasureFacts:
    """What the guards look at."""
    status = status_on(contract.status, contract.starts_on, today)
    clause_fault = None
    if row.status == "draft":
        try:
            ground(session, policy, contract, row.clause_key)
        except Unmet as unmet:
            clause_fault = unmet.detail
    return MeasureFacts(
        kind=row.kind,  # type: ignore[arg-type]  # stored kinds are Kind
        clause_fault=clause_fault,
        contract_status=status,
        contract_status_label=CONTRACT.labels[status],
        effective_on=row.effective_on,
        until=row.until,
        amount=row.amount,
        contract_starts_on=contract.starts_on,
        contract_ends_on=contract.ends_on,
        twin=queries.twin(session, row) if row.status == "draft" else "",
        applied=row.applied_on is not None,
        paid=queries.paid(session, row.id) if row.kind == "damages" else 0,
    )


def who(actor: Actor, row: Measure) -> frozenset[Who]:
    return relations(actor, row.department_path, row.department_id)


def brief(row: Measure) -> MeasureRow:
    """A measure for a list: no query of its own."""
    out = MeasureRow.model_validate(row)
    out.status_label = MEASURE.labels[row.status]
    return out


def shape(session: Session, actor: Actor, row: Measure, policy: PolicySet, today: date) -> MeasureOut:
    """A measure with this actor's actions."""
    out = MeasureOut.model_validate(row)
    out.status_label = MEASURE.labels[row.status]
    contract = find(session, Contract, row.contract_id)
    out.contract_number, out.contract_title = contract.number, contract.title
    out.contractor_name = contracts.contractor_name(session, row.contractor_id) or ""
    _causes(session, actor, row, policy, out)
    out.payments = [PaymentOut.model_validate(one) for one in queries.payments(session, row.id)]
    out.paid = sum(one.amount for one in out.payments)
    out.remaining = rules.remaining(row.amount, out.paid)
    known, stamped = facts(session, row, contract, policy, today), stamps_of(MEASURE, row)
    out.available_actions = shown(MEASURE.available(row.status, known, who(actor, row), person=actor.person_id, stamped=stamped))
    return out


def _causes(session: Session, actor: Actor, row: Measure, policy: PolicySet, out: MeasureOut) -> None:
    """The finding and the incident are narrower than the measure: named only to those who see them."""
    found = owned(session, Finding).where(col(Finding.id) == row.finding_id, findings.seen(session, actor, policy))
    finding = session.exec(found).first() if row.finding_id else None
    happened = owned(session, Incident).where(col(Incident.id) == row.incident_id, incidents.seen(session, actor, policy))
    incident = session.exec(happened).first() if row.incident_id else None
    out.finding_id, out.finding_number = (finding.id, finding.number) if finding else (None, "")
    out.incident_id, out.incident_number = (incident.id, incident.number) if incident else (None, "")
