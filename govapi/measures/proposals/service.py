"""Drafting a proposal, sending it, answering it, and recording the restriction that was decided."""

from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.contractors import queries as contractors
from govapi.contractors.schemas import RestrictionIn
from govapi.contractors.service import add_restriction
from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.measures.findings import queries as findings
from govapi.measures.incidents import queries as incidents
from govapi.measures.proposals import queries, rules
from govapi.measures.proposals.schemas import AnswerIn, ProposalIn, ProposalOut, ProposalPatch, ProposalRow
from govapi.measures.proposals.tables import SuspensionProposal
from govapi.measures.proposals.workflow import PROPOSAL
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown


def draft(session: Session, actor: Actor, stored: StoredPolicy, given: ProposalIn, today: date) -> SuspensionProposal:
    """Drafts a proposal in the contract's section, or in the actor's own."""
    company = contractors.one(session, given.contractor_id)
    contract = contracts.one(session, actor, stored.policy, given.contract_id) if given.contract_id else None
    if contract is not None and contract.contractor_id != company.id:
        raise Invalid("この契約の委託先ではありません。契約と委託先の組合せを確かめてください。", pointer="/contractor_id")
    _causes(session, actor, stored.policy, given)
    if contract is None and not actor.posts:
        raise NotAllowed("所属が登録されていないため、起案できません。システム管理者に発令の登録を依頼してください。")
    section = find(session, Department, contract.department_id if contract else actor.posts[0].department_id)
    row = SuspensionProposal(
        number="",
        organ_id=section.organ_id,
        department_id=section.id,
        department_path=section.path,
        policy_version=stored.version,
        **given.model_dump(),
    )
    if Who.SECTION_STAFF not in who(actor, row):
        raise NotAllowed("指名停止を具申できるのは、所管課の職員です。")
    year = fiscal_year(today)
    row.number = f"具申-{year}-{next_number(session, f'suspension-proposal-{year}'):04d}"
    session.add(row)
    session.flush()
    audit.note(session, actor, "suspension_proposal", row, "draft", f"「{company.name}」の指名停止の具申を起案")
    return row


def _causes(session: Session, actor: Actor, policy: PolicySet, given: ProposalIn) -> None:
    if given.finding_id is not None:
        finding = findings.one(session, actor, policy, given.finding_id)
        if finding.contractor_id != given.contractor_id:
            raise Invalid("この委託先についての指摘ではありません。", pointer="/finding_id")
    if given.incident_id is not None:
        incident = incidents.one(session, actor, policy, given.incident_id)
        links = incidents.contracts_of(session, incident.id)
        if given.contractor_id not in {link.contractor_id for link, _contract in links}:
            raise Invalid("この委託先に関係する事故ではありません。", pointer="/incident_id")


def revise(
    session: Session, actor: Actor, policy: PolicySet, proposal_id: UUID, given: ProposalPatch, expected: int
) -> SuspensionProposal:
    """Changes a draft."""
    row = queries.one(session, actor, policy, proposal_id, lock=True)
    if row.version != expected:
        raise Stale
    if Who.SECTION_STAFF not in who(actor, row):
        raise NotAllowed("具申を直せるのは、所管課の職員です。")
    if row.status != "draft":
        raise WrongState("具申した後は変更できません。直すときは、契約担当課から差戻しを受けてください。")
    changed = apply(row, given.model_dump(exclude_unset=True, exclude_none=True))
    session.flush()
    if changed:
        audit.note(session, actor, "suspension_proposal", row, "revise", f"{row.number}を変更", changed)
    return row


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    proposal_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> SuspensionProposal:
    """One step of a proposal."""
    row = queries.one(session, actor, stored.policy, proposal_id, lock=True)
    if row.version != expected:
        raise Stale
    reason = str(getattr(given, "reason", ""))
    perform(
        session, actor, row, PROPOSAL, action, status=row.status, facts=facts(row), who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    if action == "send":
        row.proposed_on, row.sent_name = today, actor.name
    elif isinstance(given, AnswerIn):
        _answer(row, actor, given, today)
    elif action == "record_restriction":
        _restrict(session, actor, row)
    session.flush()
    return row


def _answer(row: SuspensionProposal, actor: Actor, given: AnswerIn, today: date) -> None:
    fault = rules.answer_fault(
        given.result, given.suspended_from, given.suspended_until, given.answered_on, row.proposed_on, today
    )
    if fault is not None:
        raise Invalid(fault[1], errors=[FieldFault(*fault)])
    apply(row, given.model_dump())
    row.answered_name = actor.name


def _restrict(session: Session, actor: Actor, row: SuspensionProposal) -> None:
    """The restriction as the ledger of contractors keeps it: until the first day on which it no longer holds."""
    assert row.suspended_from is not None and row.suspended_until is not None
    given = RestrictionIn(
        kind="suspension",
        from_date=row.suspended_from,
        to_date=row.suspended_until + timedelta(days=1),
        reason=f"{row.number}による指名停止",
        reference=row.number,
    )
    row.restriction_id = add_restriction(session, actor, row.contractor_id, given).id


def facts(row: SuspensionProposal) -> rules.ProposalFacts:
    return rules.ProposalFacts(row.result, row.restriction_id is not None)


def who(actor: Actor, row: SuspensionProposal) -> frozenset[Who]:
    return relations(actor, row.department_path, row.department_id)


def brief(row: SuspensionProposal) -> ProposalRow:
    """A proposal for a list: no query of its own."""
    out = ProposalRow.model_validate(row)
    out.status_label = PROPOSAL.labels[row.status]
    return out


def shape(session: Session, actor: Actor, row: SuspensionProposal) -> ProposalOut:
    """A proposal with this actor's actions."""
    out = ProposalOut.model_validate(row)
    out.status_label = PROPOSAL.labels[row.status]
    out.contractor_name = contracts.contractor_name(session, row.contractor_id) or ""
    if row.contract_id is not None:
        contract = find(session, Contract, row.contract_id)
        out.contract_number, out.contract_title = contract.number, contract.title
    stamped = stamps_of(PROPOSAL, row)
    out.available_actions = shown(
        PROPOSAL.available(row.status, facts(row), who(actor, row), person=actor.person_id, stamped=stamped)
    )
    return out
