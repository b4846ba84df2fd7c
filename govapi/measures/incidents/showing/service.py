"""Building what a reader sees of an incident."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col

from govapi.contractors.tables import Contractor
from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.session import owned, owned_columns
from govapi.measures.incidents import queries
from govapi.measures.incidents.reporting.queries import Owed, end_facts, owed, owed_by
from govapi.measures.incidents.rules import day_in_japan, told_late
from govapi.measures.incidents.schemas import ConcernedOut, DueOut, IncidentOut, IncidentRow, LawOut, StepOut
from govapi.measures.incidents.service import who
from govapi.measures.incidents.tables import Incident
from govapi.measures.incidents.uses import service as uses
from govapi.measures.incidents.workflow import INCIDENT
from govapi.measures.playbooks import queries as steps
from govapi.measures.playbooks.schemas import IncidentStepOut
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown


def rows(session: Session, found: Sequence[Incident], policy: PolicySet, now: datetime) -> list[IncidentRow]:
    """Incidents for a list: two queries for all of them."""
    shapes = []
    for row, what in zip(found, owed_by(session, policy, found), strict=True):
        out = IncidentRow.model_validate(row)
        _head(out, row, what, now)
        shapes.append(out)
    return shapes


def _head(out: IncidentRow, row: Incident, found: Owed, now: datetime) -> None:
    out.status_label, out.serious = INCIDENT.labels[row.status], found.serious
    out.overdue = row.status != "withdrawn" and found.overdue(now)


def shape(session: Session, actor: Actor, row: Incident, policy: PolicySet, now: datetime) -> IncidentOut:
    """An incident with its laws, clocks and chain, and this actor's actions."""
    found = owed(session, policy, row)
    out = IncidentOut.model_validate(row)
    _head(out, row, found, now)
    out.notice_needed = found.notice_needed
    out.contracts = concerned(session, actor, row, policy)
    out.uses = uses.concerned(session, actor, policy, row.id)
    out.laws = [LawOut(key=one.law.key, label=one.law.label, because=one.because) for one in found.laws]
    out.dues = _dues(found, now)
    out.chain = _chain(found, now)
    known, stamped = end_facts(session, row, found), stamps_of(INCIDENT, row)
    out.available_actions = shown(INCIDENT.available(row.status, known, who(actor, row), person=actor.person_id, stamped=stamped))
    return out


def step_shapes(session: Session, policy: PolicySet, row: Incident, now: datetime) -> list[IncidentStepOut]:
    """The steps of the playbook as they stand."""
    if not row.playbook:
        return []
    helps = {one.key: one.help for one in policy.sns.playbook(row.playbook).steps}
    shapes = []
    for step in steps.of_incidents(session, [row.id]):
        out = IncidentStepOut.model_validate(step)
        out.help, out.settled = helps.get(step.step, ""), steps.settled(step)
        out.late = not step.not_needed_because and told_late(step.due_at, step.done_at, now)
        shapes.append(out)
    return shapes


def _dues(found: Owed, now: datetime) -> list[DueOut]:
    shapes = []
    for due, filed in found.dues:
        out = DueOut.model_validate(due)
        out.reported_at = filed.reported_at if filed else None
        out.late = day_in_japan(filed.reported_at if filed else now) > due.due_on
        shapes.append(out)
    return shapes


def _chain(found: Owed, now: datetime) -> list[StepOut]:
    shapes = []
    for tell, told in found.tells:
        out = StepOut(step=tell.step, label=tell.label, due_at=tell.due_at)
        if told is not None:
            out.told_at, out.told_by, out.told_to = told.told_at, told.told_by, told.told_to
        out.late = told_late(tell.due_at, told.told_at if told else None, now)
        shapes.append(out)
    return shapes


def concerned(session: Session, actor: Actor, row: Incident, policy: PolicySet) -> list[ConcernedOut]:
    """The contracts concerned. Of one the reader may not see, the number alone: the section is known to be concerned."""
    found = [contract for _link, contract in queries.contracts_of(session, row.id)]
    ids = [one.id for one in found]
    seen = owned_columns(session, Contract, col(Contract.id)).where(col(Contract.id).in_(ids))
    visible = set(session.execute(seen.where(contracts.seen(session, actor, policy))).scalars())
    companies = owned(session, Contractor).where(col(Contractor.id).in_([one.contractor_id for one in found]))
    names = {company.id: company.name for company in session.exec(companies).all()}
    return [
        ConcernedOut(
            id=one.id,
            number=one.number,
            title=one.title if one.id in visible else "（ほかの部局の契約）",
            contractor_id=one.contractor_id,
            contractor_name=names.get(one.contractor_id, "") if one.contractor_id else "",
        )
        for one in found
    ]
