"""What is done to a regulation, and the duty of its yearly look that follows from it: the one thing two strangers share."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import find, owned
from govapi.documents.regulations import queries, rules, service
from govapi.documents.regulations.schemas import (
    RegulationPatch,
    RegulationReviewIn,
    RegulationTextIn,
    RegulationTextPatch,
    RepealIn,
)
from govapi.documents.regulations.tables import Regulation, RegulationText
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.files.uploads import ReadyFile
from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor, system
from govapi.policy.store import StoredPolicy, current

REVIEW = "regulation.review"


def revise(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    regulation_id: UUID,
    given: RegulationPatch,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Regulation:
    """As the register does; the duty follows to another section, or to another name."""
    row = service.revise(session, actor, stored.policy, regulation_id, given, expected)
    follow(session, actor, stored, row, now=now, today=today)
    return row


def enact(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    regulation_id: UUID,
    given: RegulationTextIn,
    file: ReadyFile,
    *,
    now: datetime,
    today: date,
) -> tuple[Regulation, RegulationText]:
    """Records a text: whoever writes a new one has looked at the old one."""
    row, made = service.enact(session, actor, stored.policy, regulation_id, given, file)
    follow(session, actor, stored, row, now=now, today=today, done="新しい本文が記録されました。")
    return row, made


def correct(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    regulation_id: UUID,
    text_id: UUID,
    given: RegulationTextPatch,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> tuple[Regulation, RegulationText]:
    row, made = service.correct(session, actor, stored.policy, regulation_id, text_id, given, expected)
    follow(session, actor, stored, row, now=now, today=today)
    return row, made


def withdraw_text(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    regulation_id: UUID,
    text_id: UUID,
    reason: str,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> tuple[Regulation, RegulationText]:
    row, made = service.withdraw_text(session, actor, stored.policy, regulation_id, text_id, reason, expected, today)
    follow(session, actor, stored, row, now=now, today=today)
    return row, made


def repeal(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    regulation_id: UUID,
    given: RepealIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Regulation:
    """Repealed, it needs no further look."""
    row, _last = service.repeal(session, actor, stored.policy, regulation_id, given, expected)
    follow(session, actor, stored, row, now=now, today=today)
    return row


def review(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    regulation_id: UUID,
    given: RegulationReviewIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Regulation:
    """Records a look that changed nothing, and plans the next one."""
    row = service.review(session, actor, stored.policy, regulation_id, given, expected, today)
    follow(session, actor, stored, row, now=now, today=today, done="見直しの結果が記録されました。")
    return row


def follow(
    session: Session, actor: Actor, stored: StoredPolicy, row: Regulation, *, now: datetime, today: date, done: str = ""
) -> None:
    """Has the duty follow what is on record: the one of the last look is settled by ``done`` or falls away, the next is planned."""
    texts = queries.texts(session, row.id)
    due = service.count_review(session, row, texts, stored.policy)
    taken_back = len(texts) - len(service.held(texts))
    key = None if due is None else f"{REVIEW}:{row.id}:{due.since.isoformat()}:{taken_back}"
    for duty in duty_queries.unsettled(session, row.id, [REVIEW]):
        if duty.key == key:
            continue
        if done and due is not None:
            duties.settle(session, actor, duty.key, done, now=now)
        else:
            duties.drop(session, actor, duty.key, "見直しの期限が改められたか、見直す本文がなくなりました。", now=now)
    if key is not None and due is not None:
        # The board is read by more people than a restricted regulation is.
        name = "" if row.publicity == "restricted" else f"「{row.title}」"
        cause = f"{wareki(due.since)}の施行又は見直しから{stored.policy.regulating.review_every_months}か月"
        obligation = Obligation.about(
            row, "regulation", key=key, kind=REVIEW, title=f"規程{name}の見直し", on=due.on, cause="regular", cause_label=cause
        )
        duties.plan(session, actor, stored.policy, obligation, now=now, today=today)


def recount(context: TaskContext) -> int:
    """For the job: follows every regulation whose next look, as counted under today's policy set, is not the one on record."""
    with context.reading() as session:
        today = context.clock.today()
        try:
            months = current(session, today).policy.regulating.review_every_months
        except WrongState:
            return 0  # a town without a policy set has decided nothing to count by
        rows = session.exec(owned(session, Regulation).order_by(col(Regulation.id))).all()
        texts = queries.held_of_many(session, [row.id for row in rows])
        due = {row.id: rules.next_review(texts[row.id], row.reviewed_on, months) for row in rows}
        stale = [row.id for row in rows if row.review_on != ((one := due[row.id]) and one.on)]
    for regulation_id in stale:
        with context.writing() as session:
            stored, row = current(session, today), find(session, Regulation, regulation_id, lock=True)
            follow(session, system(context.municipality_code), stored, row, now=context.clock.now(), today=today)
    return len(rows)
