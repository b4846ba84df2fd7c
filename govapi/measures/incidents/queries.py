"""Reading incidents under their read rule: the section that records one, and those whose contracts or uses it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col

from govapi.contracts.tables import Contract
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.duties.queries import of_record
from govapi.kit.paging import Page
from govapi.measures.incidents.tables import Incident, IncidentContract, IncidentFiling, IncidentTelling, IncidentUse
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible


@dataclass(frozen=True)
class Filters:
    """What a list of incidents may be narrowed by. ``use_id``: of a use of a cloud service, approved or not."""

    status: str | None = None
    kind: str | None = None
    contract_id: UUID | None = None
    contractor_id: UUID | None = None
    use_id: UUID | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees an incident; one on a social media account is seen by public relations too."""
    rule = policy.reading.rule("incidents")
    concerned = visible(
        actor, rule, department_path=col(IncidentContract.department_path), organ_id=col(IncidentContract.organ_id)
    )
    theirs = owned_columns(session, IncidentContract, col(IncidentContract.incident_id)).where(concerned)
    using = visible(actor, rule, department_path=col(IncidentUse.department_path), organ_id=col(IncidentUse.organ_id))
    used = owned_columns(session, IncidentUse, col(IncidentUse.incident_id)).where(using)
    own = visible(actor, rule, department_path=col(Incident.department_path), organ_id=col(Incident.organ_id))
    watches = col(Incident.playbook) != "" if "public_relations" in actor.duties else false()
    return or_(own, col(Incident.id).in_(theirs), col(Incident.id).in_(used), watches)


def one(session: Session, actor: Actor, policy: PolicySet, incident_id: UUID, *, lock: bool = False) -> Incident:
    """The incident, if the actor may see it; else NotFound."""
    return one_of(session, Incident, incident_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Incident]:
    """The incidents the actor may see, the newest first."""
    conditions = [seen(session, actor, policy), *narrowed(Incident, status=filters.status, kind=filters.kind)]
    concerned = narrowed(IncidentContract, contract_id=filters.contract_id, contractor_id=filters.contractor_id)
    if concerned:
        linked = owned_columns(session, IncidentContract, col(IncidentContract.incident_id)).where(*concerned)
        conditions.append(col(Incident.id).in_(linked))
    if filters.use_id is not None:
        about = col(IncidentUse.record_id) == filters.use_id
        conditions.append(col(Incident.id).in_(owned_columns(session, IncidentUse, col(IncidentUse.incident_id)).where(about)))
    return newest_first(session, Incident, conditions, limit=limit, cursor=cursor)


def contracts_of(session: Session, incident_id: UUID) -> list[tuple[IncidentContract, Contract]]:
    """The contracts an incident concerns, in the order they were named."""
    statement = (
        owned_columns(session, IncidentContract, IncidentContract, Contract)
        .join(Contract, col(Contract.id) == col(IncidentContract.contract_id))
        .where(col(IncidentContract.incident_id) == incident_id)
        .order_by(col(IncidentContract.id))
    )
    return [(link, contract) for link, contract in session.execute(statement)]


def tellings(session: Session, incident_ids: Sequence[UUID]) -> Sequence[IncidentTelling]:
    """Whom these incidents were told to, in order of time."""
    statement = owned(session, IncidentTelling).where(col(IncidentTelling.incident_id).in_(incident_ids))
    return session.exec(statement.order_by(col(IncidentTelling.told_at), col(IncidentTelling.id))).all()


def filings(session: Session, incident_ids: Sequence[UUID]) -> Sequence[IncidentFiling]:
    """The reports made about these incidents under the laws, in order of time."""
    statement = owned(session, IncidentFiling).where(col(IncidentFiling.incident_id).in_(incident_ids))
    return session.exec(statement.order_by(col(IncidentFiling.reported_at), col(IncidentFiling.id))).all()


def uses_of(session: Session, incident_id: UUID) -> Sequence[IncidentUse]:
    """The uses and accounts an incident concerns."""
    return session.exec(owned(session, IncidentUse).where(col(IncidentUse.incident_id) == incident_id)).all()


def duty_keys(session: Session, incident_id: UUID) -> set[str]:
    """The keys of every duty planned for an incident."""
    return {duty.key for duty in of_record(session, incident_id)}
