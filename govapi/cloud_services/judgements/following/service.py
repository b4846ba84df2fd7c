"""Planning the duties that follow from the judgements about a service, and settling them by a new judgement."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.judgements import queries as judgements
from govapi.cloud_services.judgements.following import queries
from govapi.cloud_services.judgements.following.queries import KIND, as_running
from govapi.cloud_services.judgements.following.rules import Newest, Renewal, Review, due
from govapi.cloud_services.judgements.rules import KINDS, Kind
from govapi.cloud_services.queries import NOUN
from govapi.cloud_services.registrations.queries import registered_on
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties import service as duties
from govapi.duties.recounting.service import Counting, in_batches
from govapi.duties.service import Obligation
from govapi.jobs.tasks import TaskContext
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy

BATCH = 50


def follow(
    session: Session, actor: Actor, stored: StoredPolicy, service_ids: Collection[UUID], *, now: datetime, today: date
) -> None:
    """Counts anew what is to be judged about these services while they are in use."""
    for service in queries.services(session, sorted(service_ids)):
        _follow(session, actor, stored, service, now, today)


def _follow(session: Session, actor: Actor, stored: StoredPolicy, service: CloudService, now: datetime, today: date) -> None:
    uses = queries.running(session, service.id)
    registered = bool(uses) and registered_on(session, stored.policy, service.id, today)
    wanted: dict[str, Obligation] = {}
    newest: dict[Kind, Newest | None] = {kind: _newest(session, service, kind, today) for kind in KINDS}
    for kind, last in newest.items():
        for one in due(kind, last, [as_running(use) for use in uses.values()], stored.policy, registered=registered):
            obligation = _obligation(service, uses, one)
            wanted[obligation.key] = obligation
    for duty in queries.planned(session, service.id):
        if duty.key in wanted:
            continue
        last = newest.get(duty.cause)  # type: ignore[call-overload]  # the cause of these duties is a Kind
        if duty.record_id == service.id and last is not None and not duty.key.endswith(str(last.id)):
            duties.settle(session, actor, duty.key, "新たな判断が記録されました。", now=now)
        else:
            duties.drop(session, actor, duty.key, "判断を要する利用がなくなりました。", now=now)
    for obligation in wanted.values():
        duties.plan(session, actor, stored.policy, obligation, now=now, today=today)


def _newest(session: Session, service: CloudService, kind: Kind, today: date) -> Newest | None:
    row = judgements.newest(session, service.id, kind, today)
    return None if row is None else Newest(row.id, row.acceptable, row.judged_on, row.valid_until)


def _obligation(service: CloudService, uses: dict[UUID, CloudUse], one: Renewal | Review) -> Obligation:
    what = KINDS[one.kind]
    if isinstance(one, Review):
        return Obligation.about(
            uses[one.use_id],
            "cloud_use",
            key=f"{KIND}:{one.use_id}:{one.judgement_id}",
            kind=KIND,
            title=f"「{service.name}」の利用の見直し",
            on=one.on,
            cause=one.kind,
            cause_label=f"{what}で、利用を続けられない結果となりました。利用の変更又は終了を申請してください。",
        )
    return Obligation.about(
        service,
        NOUN,
        key=f"{KIND}:{service.id}:{one.kind}:{one.judgement_id or 'none'}",
        kind=KIND,
        title=f"「{service.name}」の{what}",
        on=one.on,
        cause=one.kind,
        cause_label="利用中の課があるため、期限までに改めて判断してください。"
        if one.judgement_id
        else "利用中の課がありますが、判断が記録されていません。",
    )


def recount(context: TaskContext) -> int:
    """For the daily job: every service that is in use, batch by batch, each in its own transaction. Returns how many."""
    return in_batches(context, _follow_batch)


def _follow_batch(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    batch = queries.in_use(counting.session, after, BATCH)
    follow(counting.session, counting.actor, counting.stored, batch, now=counting.now, today=counting.today)
    return len(batch), batch[-1] if batch else None
