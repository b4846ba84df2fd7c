"""Starting a run, foreseeing it, and who may."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.admin.jobs.schemas import ForeseenOut, MovedOut, RunOut
from govapi.assessments.calendar.service import foresee as foresee_reviews
from govapi.db.session import find, owned
from govapi.duties import service as duties
from govapi.duties.mail.queries import unsent
from govapi.duties.mail.tables import OutgoingMail
from govapi.duties.opening.service import TASK, foresee
from govapi.duties.queries import seen
from govapi.duties.schemas import Places
from govapi.jobs.port import enqueue
from govapi.jobs.tables import Job
from govapi.kit.errors import NotAllowed
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.policy.visibility import sees_all

STATUSES = {"waiting": "待機中", "running": "実行中", "done": "完了", "failed": "失敗"}
WORDS = {
    "recounted": "日を数え直した評価",
    "opened": "着手の時期が来た仕事",
    "notices": "お知らせ",
    "mails": "メール",
    "sent": "送信",
    "failed": "送信できず",
    "later": "再送待ち",
    "not_sent": "送信せず",
}
SHOWN, MOST = 50, 20


def may_run(actor: Actor) -> bool:
    """The administrator, 情報政策担当課, or a system whose token carries the scope of the route."""
    return actor.kind == "machine" or "administrator" in actor.system_roles or "security_office" in actor.duties


def may_see(actor: Actor) -> bool:
    """Those who may run it, and the auditor."""
    return may_run(actor) or "auditor" in actor.system_roles


def check_run(actor: Actor) -> None:
    if not may_run(actor):
        raise NotAllowed("定期の点検を実行できるのは、システム管理者、情報政策担当課の職員又は連携システムです。")


def check_see(actor: Actor) -> None:
    if not may_see(actor):
        raise NotAllowed("ジョブの実行の記録を見ることができるのは、システム管理者、情報政策担当課の職員又は監査担当者です。")


def start(session: Session, actor: Actor, now: datetime) -> Job:
    """Queues a run for now; one that waits already is it. Whoever starts it stands in the trail."""
    check_run(actor)
    waiting = owned(session, Job).where(col(Job.task) == TASK, col(Job.status) == "waiting", col(Job.run_at) <= now)
    job = session.exec(waiting.order_by(col(Job.id)).limit(1)).first()
    if job is None:
        job = find(session, Job, enqueue(session, TASK, {}, run_at=now))
        summary = "定期の点検（re-review）の実行を開始"
        audit.record(session, actor, action="job.start", noun="job", record_id=job.id, summary=summary)
    return job


def foreseen(session: Session, actor: Actor, policy: PolicySet, places: Places, today: date) -> ForeseenOut:
    """What a run would do today; it changes nothing. How many is told to all who may run it; which, to those who see them."""
    check_run(actor)
    found = foresee(session, policy.monitoring, today, seen(actor, policy))
    first = [duties.shape(duty, policy, places, today) for duty in found.first]
    moved = []
    if sees_all(actor, policy.reading.rule("assessments")):
        reviews = foresee_reviews(session, current(session, today), today=today, limit=MOST)
        moved = [MovedOut.model_validate(one) for one in reviews]
    return ForeseenOut(opened=found.opened, reminded=found.reminded, first=first, moved=moved)


def one(session: Session, actor: Actor, run_id: UUID) -> Job:
    """A run of any job of the town."""
    check_see(actor)
    return find(session, Job, run_id)


def failed_mails(session: Session, actor: Actor) -> Sequence[OutgoingMail]:
    """Letters no mail server would take."""
    check_see(actor)
    return unsent(session, SHOWN)


def shape(job: Job) -> RunOut:
    """A run as the doors show it."""
    known = {
        "id": job.id,
        "task": job.task,
        "status": job.status,
        "status_label": STATUSES[job.status],
        "scheduled": job.key is not None,
        "run_at": job.run_at,
        "finished_at": job.finished_at,
        "attempts": job.attempts,
        "error": job.error,
        "counts": {name: count for name, count in (job.result or {}).items() if isinstance(count, int)},
    }
    return RunOut.model_validate(known)
