"""Telling the page of a contract, or of the use of a cloud service, what this room holds about it, for this reader."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.interventions.web import Concern, Told
from govapi.measures import queries as measures
from govapi.measures.findings import queries as findings
from govapi.measures.findings.service import RECORDERS
from govapi.measures.findings.workflow import FINDING
from govapi.measures.incidents import queries as incidents
from govapi.measures.incidents.rules import day_in_japan
from govapi.measures.incidents.uses import service as uses
from govapi.measures.incidents.workflow import INCIDENT, WORKERS
from govapi.measures.rules import KINDS
from govapi.measures.workflow import MEASURE
from govapi.people.relations import relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.shapes import Tone

LIMIT = 20
CONCLUDED = frozenset({"concluded", "active", "suspended", "amending", "terminating", "completed", "closing", "terminated"})
TONES: Mapping[str, Tone] = {
    "open": "danger", "contained": "warn", "requested": "warn", "replied": "info", "escalated": "danger", "decided": "warn",
    "in_approval": "info", "closed": "good", "completed": "good", "lifted": "good",
}  # fmt: skip


def concerns(door: WebDoor, session: Session, contract_id: UUID) -> Told:
    """Incidents first, then findings and measures; and where something new is recorded."""
    policy = current(session, door.parts.clock.today()).policy
    items = [
        *_incidents(door, session, policy, incidents.Filters(contract_id=contract_id)),
        *_findings(door, session, policy, contract_id),
        *_measures(door, session, policy, contract_id),
    ]
    return Told(items, _links(door, session, contract_id))


def use_concerns(door: WebDoor, session: Session, record_id: UUID) -> Told:
    """The incidents of a use of a cloud service, approved or not; and, for those who may record one, where."""
    policy = current(session, door.parts.clock.today()).policy
    items = list(_incidents(door, session, policy, incidents.Filters(use_id=record_id)))
    return Told(items, uses.links(session, door.actor, record_id))


def account_concerns(door: WebDoor, session: Session, record_id: UUID) -> Told:
    """The incidents of a social media account; and, for those who may record one, where."""
    policy = current(session, door.parts.clock.today()).policy
    items = list(_incidents(door, session, policy, incidents.Filters(use_id=record_id)))
    return Told(items, uses.account_links(session, door.actor, record_id))


def _incidents(door: WebDoor, session: Session, policy: PolicySet, asked: incidents.Filters) -> Iterator[Concern]:
    for row in incidents.listed(session, door.actor, policy, asked, limit=LIMIT, cursor=None).items:
        warning = "事故対応中" if row.status in ("open", "contained") else ""
        label, tone, on = INCIDENT.labels[row.status], TONES.get(row.status, ""), day_in_japan(row.city_knew_at)
        yield Concern("事故", f"/incidents/{row.id}", row.number, row.title, on, label, tone, warning)


def _findings(door: WebDoor, session: Session, policy: PolicySet, contract_id: UUID) -> Iterator[Concern]:
    asked = findings.Filters(contract_id=contract_id)
    for row in findings.listed(session, door.actor, policy, asked, limit=LIMIT, cursor=None).items:
        warning = "改善要求中" if row.status in ("requested", "replied") else ""
        label, tone = FINDING.labels[row.status], TONES.get(row.status, "")
        yield Concern("指摘", f"/findings/{row.id}", row.number, row.title, row.found_on, label, tone, warning)


def _measures(door: WebDoor, session: Session, policy: PolicySet, contract_id: UUID) -> Iterator[Concern]:
    asked = measures.Filters(contract_id=contract_id)
    for row in measures.listed(session, door.actor, policy, asked, limit=LIMIT, cursor=None).items:
        title = f"{KINDS[row.kind]}　{row.clause_title}"
        label, tone = MEASURE.labels[row.status], TONES.get(row.status, "")
        yield Concern("措置", f"/measures/{row.id}", row.number, title, row.effective_on, label, tone)


def _links(door: WebDoor, session: Session, contract_id: UUID) -> list[tuple[str, str]]:
    """For those who may record, once the contract is concluded."""
    policy = current(session, door.parts.clock.today()).policy
    contract = contracts.one(session, door.actor, policy, contract_id)
    who = relations(door.actor, contract.department_path, contract.department_id)
    if contract.status not in CONCLUDED or contract.contractor_id is None:
        return []
    links = []
    if who & RECORDERS:
        links.append(("指摘を記録する", f"/findings/new?contract_id={contract_id}"))
    if who & WORKERS:
        links.append(("事故を記録する", f"/incidents/new?contract_id={contract_id}"))
    return links
