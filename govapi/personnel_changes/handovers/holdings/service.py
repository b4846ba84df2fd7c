"""Everything that posts and people hold in the rooms, asked of each room once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from govapi.approvals import queries as approvals
from govapi.approvals.tables import Approval
from govapi.cloud_services.managers import queries as managers
from govapi.contracts.overseers import queries as overseers
from govapi.duties import queries as duties
from govapi.kit.clock import JST
from govapi.people.records import SectionRecord
from govapi.personnel_changes.handovers.holdings import queries
from govapi.personnel_changes.handovers.rules import Held, HolderChange, gives_up
from govapi.personnel_changes.handovers.tables import Handover
from govapi.policy.schema.personnel import HandoverRole
from govapi.sns_accounts.officers import queries as officers
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.services.tables import SnsService

ONE_DAY = timedelta(days=1)
ROLES: Mapping[str, HandoverRole] = {"officer": "sns.officer", "deputy": "sns.deputy", "operator": "sns.operator"}
Foreseen = Callable[[Collection[UUID], date], Mapping[UUID, set[str]]]  # the department paths of people on a day
OWN = "handover.confirm"  # a handover is not handed over


def held_by(
    session: Session, changes: Sequence[HolderChange], today: date, foreseen: Foreseen | None = None
) -> list[tuple[HolderChange, Held]]:
    """What passes on with each change; a thing that two changes of one giver on one day would hand over passes once.
    ``foreseen``: where people will be, as long as that is not written."""
    by_day: dict[date, list[HolderChange]] = defaultdict(list)
    for one in changes:
        by_day[one.on].append(one)
    found: dict[str, tuple[HolderChange, Held]] = {}
    for on, some in sorted(by_day.items()):
        for change, held in (*_of_posts(session, some, on), *_of_people(session, some, on, today, foreseen)):
            found.setdefault(held.key(change.giver_id, on), (change, held))
    return list(found.values())


def _of_posts(session: Session, changes: Sequence[HolderChange], on: date) -> Iterator[tuple[HolderChange, Held]]:
    """What the posts held on the day before: the giver answered for it."""
    leading = {one.post_id: one for one in changes if one.leads}
    if not leading:
        return
    places = queries.places(session, leading)
    for held in (
        *_accounts(session, leading, on - ONE_DAY, places),
        *_cloud(session, leading, on - ONE_DAY),
        *_steps(session, leading, on),
    ):
        if held.post_id is not None:
            yield leading[held.post_id], held


def _accounts(session: Session, post_ids: Collection[UUID], on: date, places: Mapping[UUID, queries.Place]) -> Iterator[Held]:
    """The accounts; and the services, which are the whole town's: the section of the post keeps their handover."""
    for row, target in officers.held_by_posts(session, list(post_ids), on):
        if isinstance(target, SnsService):
            place = places[row.post_id]
            yield Held(
                role="sns.service_officer",
                noun="sns_service",
                record_id=target.id,
                number="",
                title=target.label,
                organ_id=place.organ_id,
                department_id=place.department_id,
                department_path=place.department_path,
                post_id=row.post_id,
            )
        elif target.status in ANSWERED_FOR:
            yield _about(target, ROLES[row.role], "sns_account", target.name, post_id=row.post_id)


def _cloud(session: Session, post_ids: Collection[UUID], on: date) -> Iterator[Held]:
    for row, use in managers.held_by_posts(session, list(post_ids), on):
        yield _about(use, "cloud.manager", "cloud_use", use.title, post_id=row.post_id)


def _steps(session: Session, post_ids: Collection[UUID], on: date) -> Iterator[Held]:
    for post_id, since, row in approvals.at_posts(session, list(post_ids)):
        if _day(since) < on:
            yield _about(row, "approval.step", "approval", row.title, post_id=post_id)


def still_held(session: Session, rows: Sequence[Handover]) -> set[UUID]:
    """Those of these handovers (of circulations, contracts and duties) whose thing is still there to be handed over."""
    people, posts = {row.giver_id for row in rows}, {row.post_id for row in rows if row.post_id is not None}
    held: set[tuple[str, UUID, UUID]] = set()
    held |= {("approval.step", row.id, post_id) for post_id, _since, row in approvals.at_posts(session, list(posts))}
    held |= {("approval.applicant", row.id, row.applied_by) for row in approvals.applied_for(session, list(people))}
    held |= {("duty.person", row.id, row.person_id) for row in duties.of_people(session, list(people)) if row.person_id}
    for row in overseers.held_by_people(session, list(people)):
        held |= {("contract.supervisor", row.id, row.supervisor_id)} if row.supervisor_id else set()
        held |= {("contract.inspector", row.id, row.inspector_id)} if row.inspector_id else set()
    holder = {row.id: row.post_id if row.role == "approval.step" else row.giver_id for row in rows}
    return {row.id for row in rows if (row.role, row.record_id, holder[row.id]) in held}


def _of_people(
    session: Session, changes: Sequence[HolderChange], on: date, today: date, foreseen: Foreseen | None
) -> Iterator[tuple[HolderChange, Held]]:
    """What people held in person before the day, in a section they have left."""
    leaving: dict[UUID, list[HolderChange]] = defaultdict(list)
    for one in changes:
        if one.leaves:
            leaving[one.giver_id].append(one)
    if not leaving:
        return
    before, after = (
        foreseen(list(leaving), day) if foreseen else queries.paths(session, list(leaving), day, today)
        for day in (on - ONE_DAY, on)
    )
    places = queries.places(session, {one.post_id for one in changes})
    for held in (*_contracts(session, leaving, on), *_applied(session, leaving, on), *_duties(session, leaving, on)):
        giver = held.person_id
        if giver is not None and gives_up(held.department_path, before.get(giver, set()), after.get(giver, set())):
            yield _nearest(leaving[giver], held.department_path, places), held


def _nearest(changes: Sequence[HolderChange], path: str, places: Mapping[UUID, queries.Place]) -> HolderChange:
    """The change by which a thing passes on: that of the post nearest to the section of the thing, with a successor first."""

    def order(one: HolderChange) -> tuple[int, bool, str]:
        own = places[one.post_id].department_path if one.post_id in places else ""
        near = len(own) if path.startswith(own) else 0
        return -near, one.receiver_id is None, str(one.post_id)

    return min(changes, key=order)


def _contracts(session: Session, people: Collection[UUID], on: date) -> Iterator[Held]:
    for row in overseers.held_by_people(session, list(people)):
        if _day(row.created_at) > on:
            continue
        if row.supervisor_id in people:
            yield _about(row, "contract.supervisor", "contract", row.title, person_id=row.supervisor_id)
        if row.inspector_id in people:
            yield _about(row, "contract.inspector", "contract", row.title, person_id=row.inspector_id)


def _applied(session: Session, people: Collection[UUID], on: date) -> Iterator[Held]:
    for row in approvals.applied_for(session, list(people)):
        if _day(row.applied_at) < on:
            yield _about(row, "approval.applicant", "approval", row.title, person_id=row.applied_by)


def _duties(session: Session, people: Collection[UUID], on: date) -> Iterator[Held]:
    for row in duties.of_people(session, list(people)):
        if row.kind != OWN and _day(row.created_at) <= on:
            yield _about(row, "duty.person", "duty", row.title, person_id=row.person_id)


def _about(
    row: "SectionRecord | Approval | overseers.Overseen",
    role: HandoverRole,
    noun: str,
    title: str,
    *,
    post_id: UUID | None = None,
    person_id: UUID | None = None,
) -> Held:
    return Held(
        role=role,
        noun=noun,
        record_id=row.id,
        number=row.number,
        title=title,
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        post_id=post_id,
        person_id=person_id,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(JST).date()
