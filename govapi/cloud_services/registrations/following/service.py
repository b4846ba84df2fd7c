"""Every use of a service follows its registrations: a loss is a duty once, dropped when the registration returns."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.registrations.following import queries
from govapi.cloud_services.registrations.following.answers.tables import RegistrationAnswer
from govapi.cloud_services.registrations.following.rules import KIND, Loss, losses, was_known
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties.planning import service as planning
from govapi.duties.service import Obligation
from govapi.duties.tables import Duty
from govapi.kit.clock import JST
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy

BATCH = 200
WORDS = {"change": "利用の変更", "stop": "利用の終了"}
Answered = Mapping[tuple[UUID, UUID, str, date], RegistrationAnswer]


@dataclass(frozen=True)
class Struck:
    """A use that a loss of registration is about, and what was answered."""

    use: CloudUse
    loss: Loss
    answer: RegistrationAnswer | None = None


def follow(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    service_ids: Collection[UUID] | None,
    *,
    now: datetime,
    today: date,
) -> int:
    """Plans the duty ``cloud.registration`` of every use in force of these services (None: of all that have a confirmed entry)
    whose registration is lost or runs out, and drops those that have fallen away. Done again, it writes nothing.

    Returns how many uses a loss is about.
    """
    if service_ids is None:
        return sum(follow(session, actor, stored, some, now=now, today=today) for some in _portions(session))
    names = queries.names(session, service_ids, lock=True)
    found = struck(session, stored, service_ids, today)
    wanted = {one.key: one for each in found for one in _obligations(each, names[each.use.service_id])}
    there = {duty.key: duty for duty in queries.unsettled(session, service_ids)}
    live = {use.id for use in uses.live_of_services(session, service_ids)}
    fallen = [duty for key, duty in there.items() if key not in wanted]
    covered = [duty for duty in fallen if duty.record_id in live]
    over = [duty for duty in fallen if duty.record_id not in live]
    planning.drop_all(session, actor, covered, "有効な登録があるため", now=now)
    planning.drop_all(session, actor, over, "利用の状態が変わったため", now=now)
    done = queries.done(session, {each.use.id for each in found})
    new = [one for key, one in wanted.items() if key not in done and not _same(there.get(key), one)]
    planning.plan_all(session, actor, stored.policy, new, now=now, today=today)
    return len({each.use.id for each in found})


def struck(session: Session, stored: StoredPolicy, service_ids: Collection[UUID], today: date) -> list[Struck]:
    """The uses in force of these services with each loss of registration they must be looked at for."""
    lost = {one: losses(held, today) for one, held in queries.held(session, stored.policy, service_ids).items()}
    lost = {one: found for one, found in lost.items() if found}
    if not lost:
        return []
    live = uses.live_of_services(session, list(lost))
    answers = _answered(queries.answers(session, [use.id for use in live]))
    return [
        Struck(use, loss, answers.get((use.id, loss.registration_id, loss.cause, loss.on)))
        for use in live
        for loss in lost[use.service_id]
        if not was_known(loss, use.requested_at.astimezone(JST).date() if use.requested_at else None)
    ]


def _portions(session: Session) -> Iterator[Sequence[UUID]]:
    after = None
    while some := queries.matched_services(session, after, BATCH):
        yield some
        after = some[-1]


def _answered(answers: Sequence[RegistrationAnswer]) -> Answered:
    return {(one.use_id, one.registration_id, one.cause, one.lost_on): one for one in answers}


def _obligations(one: Struck, service_name: str) -> Iterator[Obligation]:
    """The look at the use; and, when it was answered to change or to stop, that it is done."""
    use, loss = one.use, one.loss
    yield Obligation.about(
        use,
        "cloud_use",
        key=loss.key(use.id),
        kind=KIND,
        title=f"{service_name}の登録の失効等への対応",
        on=loss.due,
        cause=loss.cause,
        cause_label=loss.label,
    )
    if one.answer is not None and one.answer.until is not None:
        yield Obligation.about(
            use,
            "cloud_use",
            key=f"{loss.key(use.id)}:{one.answer.answer}",
            kind=KIND,
            title=f"{service_name}の登録の失効等による{WORDS[one.answer.answer]}",
            on=one.answer.until,
            cause=one.answer.answer,
            cause_label=loss.label,
        )


def _same(duty: Duty | None, one: Obligation) -> bool:
    """Whether the duty stands as it is wanted: then nothing is written. What is merely ripe is opened by the daily job."""
    if duty is None:
        return False
    said = (duty.nominal_on, duty.title, duty.department_id, duty.cause_label, duty.number)
    return said == (one.on, one.title, one.department_id, one.cause_label, one.number)
