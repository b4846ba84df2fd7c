"""Putting together what a reader is shown of one service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services import queries, service
from govapi.cloud_services.events.showing.service import ServiceEvents, view_of_service
from govapi.cloud_services.judgements.rules import KINDS, Kind
from govapi.cloud_services.judgements.schemas import JudgementOut
from govapi.cloud_services.judgements.service import may_judge
from govapi.cloud_services.judgements.service import shapes as judgements_of
from govapi.cloud_services.ledger.queries import managers_of
from govapi.cloud_services.registrations import queries as registrations
from govapi.cloud_services.registrations.matching.schemas import MatchOut
from govapi.cloud_services.registrations.matching.service import shapes as matches_of
from govapi.cloud_services.schemas import CloudServiceOut, CloudServiceRow
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms.schemas import TermsOut
from govapi.cloud_services.terms.service import shapes as terms_of
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.service import class_label
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.db.session import owned_columns
from govapi.people.actor import Actor
from govapi.people.relations import covers
from govapi.people.tables import Department
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet


@dataclass(frozen=True)
class RunningUse:
    """A use in force, as the page of its service shows it to everybody."""

    id: UUID
    number: str
    title: str
    status: str
    status_label: str
    section_name: str
    class_label: str
    zone_label: str
    form_label: str
    manager: str
    ends_on: date | None
    mine: bool


@dataclass(frozen=True)
class Judged:
    """What holds of one kind of judgement, and what was said before. ``state``: holds, ran_out, never."""

    kind: Kind
    label: str
    newest: JudgementOut | None
    state: str
    earlier: Sequence[JudgementOut]


@dataclass(frozen=True)
class Overview:
    """One service with everything known about it."""

    out: CloudServiceOut
    section_name: str
    alike: Sequence[CloudServiceRow]
    uses: Sequence[RunningUse]
    terms: Sequence[TermsOut]
    judged: Sequence[Judged]
    events: ServiceEvents
    matches: Sequence[MatchOut]
    registered: bool
    may_keep: bool
    may_judge: bool
    may_record: bool


def overview(session: Session, actor: Actor, policy: PolicySet, row: CloudService, today: date) -> Overview:
    """The service as this reader sees it. The caller has checked that it may be seen."""
    twins = queries.alike(session, row.name_key, row.id)
    providers = queries.provider_names(session, twins)
    held = [match for match, _entry in registrations.of_service(session, row.id)]
    return Overview(
        out=service.shape(session, row, policy),
        section_name=section_names(session, [row.department_id]).get(row.department_id, ""),
        alike=[service.brief(one, providers[one.id], policy) for one in twins],
        uses=running(session, actor, policy, uses.live_of_service(session, row.id), today),
        terms=terms_of(session, row.id, policy),
        judged=judged(judgements_of(session, row.id, today)),
        events=view_of_service(session, actor, row.id),
        matches=matches_of(session, actor, held, policy, today),
        registered=registrations.registered_on(session, policy, row.id, today),
        may_keep=bool(service.who(actor, row) & service.KEEPERS),
        may_judge=may_judge(actor),
        may_record=bool(actor.posts),
    )


def running(session: Session, actor: Actor, policy: PolicySet, found: Sequence[CloudUse], today: date) -> Sequence[RunningUse]:
    """The uses in words: two queries for all of them."""
    sections = section_names(session, [one.department_id for one in found])
    managers = managers_of(session, found, today)
    return [
        RunningUse(
            id=one.id,
            number=one.number,
            title=one.title,
            status=one.status,
            status_label=CLOUD_USE.labels[one.status],
            section_name=sections.get(one.department_id, ""),
            class_label=class_label(one, policy),
            zone_label=Zone(one.zone).label if one.zone else "",
            form_label=Form(one.form).label if one.form else "",
            manager=managers[one.id].title if one.id in managers else "",
            ends_on=one.ends_on,
            mine=any(covers(post, one.department_path) for post in actor.posts),
        )
        for one in found
    ]


def judged(newest_first: Sequence[JudgementOut]) -> Sequence[Judged]:
    """The judgements by kind, with the one that counts apart."""
    found = []
    for kind, label in KINDS.items():
        held = [one for one in newest_first if one.kind == kind]
        newest = held[0] if held else None
        state = "never" if newest is None else "holds" if newest.holds else "ran_out"
        found.append(Judged(kind, label, newest, state, held[1:]))
    return found


def section_names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of these sections, in one query."""
    columns = owned_columns(session, Department, col(Department.id), col(Department.name))
    return {row[0]: row[1] for row in session.execute(columns.where(col(Department.id).in_(set(ids))))}
