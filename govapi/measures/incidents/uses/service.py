"""Naming the uses of cloud services an incident concerns, and showing them."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.unapproved import queries as unapproved
from govapi.cloud_services.unapproved.tables import UnapprovedUse
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned, owned_columns
from govapi.measures.incidents.schemas import ConcernedUseOut
from govapi.measures.incidents.tables import Incident, IncidentUse
from govapi.measures.incidents.workflow import WORKERS
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.tables import SnsAccount

Use = CloudUse | UnapprovedUse | SnsAccount
HIDDEN = "（ほかの部局の利用）"


def named(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    use_ids: Iterable[UUID],
    unapproved_ids: Iterable[UUID],
    account_ids: Iterable[UUID] = (),
) -> list[Use]:
    """The uses and the accounts of these ids, each once. Raises NotFound for one the actor may not see."""
    approved: list[Use] = [uses.one(session, actor, policy, one) for one in dict.fromkeys(use_ids)]
    found: list[Use] = [unapproved.one(session, actor, policy, one) for one in dict.fromkeys(unapproved_ids)]
    return [*approved, *found, *(accounts.one(session, actor, policy, one) for one in dict.fromkeys(account_ids))]


def concern(session: Session, actor: Actor, row: Incident, use: Use) -> UUID | None:
    """Links a use to an incident; its section sees the incident then. Gives the company that provides the service, if it is one
    of ours."""
    named = told(session, use).model_dump(include={"noun", "number", "title"})
    link = IncidentUse(incident_id=row.id, record_id=use.id, organ_id=use.organ_id, department_path=use.department_path, **named)
    session.add(link)
    session.flush()
    audit.note(session, actor, "incident", row, "concern", f"関係する利用又はアカウントに{use.number}を追加")
    if isinstance(use, SnsAccount):
        return find(session, Contract, use.contract_id).contractor_id if use.outsourced and use.contract_id else None
    return find(session, CloudService, use.service_id).contractor_id if use.service_id is not None else None


def told(session: Session, use: Use) -> ConcernedUseOut:
    """A use as it is named beside an incident."""
    if isinstance(use, SnsAccount):
        return ConcernedUseOut(noun="sns_account", id=use.id, number=use.number, title=use.name, visible=True)
    if isinstance(use, UnapprovedUse):
        return ConcernedUseOut(noun="unapproved_use", id=use.id, number=use.number, title=use.service_name, visible=True)
    title = f"{find(session, CloudService, use.service_id).name}（{use.title}）"
    return ConcernedUseOut(noun="cloud_use", id=use.id, number=use.number, title=title, visible=True)


def links(session: Session, actor: Actor, record_id: UUID) -> list[tuple[str, str]]:
    """Where an incident of a use is recorded, for those who may and once the use is more than a draft."""
    approved = session.exec(owned(session, CloudUse).where(col(CloudUse.id) == record_id)).first()
    row: Use = approved or find(session, UnapprovedUse, record_id)
    if row.status == "draft" or not relations(actor, row.department_path, row.department_id) & WORKERS:
        return []
    name = "use_id" if approved is not None else "unapproved_use_id"
    return [("事故を記録する", f"/incidents/new?{name}={record_id}")]


def account_links(session: Session, actor: Actor, account_id: UUID) -> list[tuple[str, str]]:
    """Where an incident of an account is recorded, for those who may and while it runs."""
    row = find(session, SnsAccount, account_id)
    who = relations(actor, row.department_path, row.department_id)
    if row.status not in ANSWERED_FOR or not who & {*WORKERS, Who.PUBLIC_RELATIONS}:
        return []
    url = f"/incidents/new?account_id={account_id}&kind="
    return [("乗っ取りを記録する", f"{url}hijack"), ("なりすましを記録する", f"{url}impersonation")]


def concerned(session: Session, actor: Actor, policy: PolicySet, incident_id: UUID) -> list[ConcernedUseOut]:
    """The uses an incident concerns, in the order they were named; of one the reader may not see, the number alone."""
    links = session.exec(owned(session, IncidentUse).where(col(IncidentUse.incident_id) == incident_id)).all()
    ids = [one.record_id for one in links]
    approved = owned_columns(session, CloudUse, col(CloudUse.id)).where(
        col(CloudUse.id).in_(ids), uses.seen(session, actor, policy)
    )
    found = owned_columns(session, UnapprovedUse, col(UnapprovedUse.id)).where(
        col(UnapprovedUse.id).in_(ids), unapproved.seen(actor, policy)
    )
    kept = owned_columns(session, SnsAccount, col(SnsAccount.id)).where(
        col(SnsAccount.id).in_(ids), accounts.seen(session, actor, policy)
    )
    visible = {one for query in (approved, found, kept) for one in session.execute(query).scalars()} if ids else set()
    return [
        ConcernedUseOut(
            noun=one.noun,  # type: ignore[arg-type]  # stored nouns are these three
            id=one.record_id,
            number=one.number,
            title=one.title if one.record_id in visible else HIDDEN,
            visible=one.record_id in visible,
        )
        for one in sorted(links, key=lambda one: one.id)
    ]
