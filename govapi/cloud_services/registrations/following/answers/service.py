"""The recorded answer by which the duty of a lost registration is met."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services.judgements import queries as judgements
from govapi.cloud_services.judgements.rules import UNREGISTERED
from govapi.cloud_services.judgements.tables import CloudJudgement
from govapi.cloud_services.registrations import queries as registrations
from govapi.cloud_services.registrations.following.answers.schemas import ANSWERS, LossAnswerIn, LossesOut, LossOut
from govapi.cloud_services.registrations.following.answers.tables import RegistrationAnswer
from govapi.cloud_services.registrations.following.rules import CAUSES, KIND
from govapi.cloud_services.registrations.following.service import Struck, follow, struck
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.service import lowest_class, who
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties import service as duties
from govapi.duties.rules import closed_days, is_ripe, kind_of, timing
from govapi.kit.errors import Conflict, Invalid, NotAllowed, Stale, Unmet, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

ANSWERERS = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})
HEADS = frozenset({Who.SECTION_HEAD, Who.SECURITY_OFFICE})


def answer(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use_id: UUID,
    given: LossAnswerIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CloudUse:
    """Records what is done about the use, and settles its duty; a change or an end that is promised becomes a duty of its own.

    Raises Invalid without the day of a change, Unmet where the use shall go on without a judgement, Conflict when it was
    answered, WrongState when the registration is not lost.
    """
    use = uses.one(session, actor, stored.policy, use_id, lock=True)
    if use.version != expected:
        raise Stale
    _refuse_others(actor, use, given)
    loss = _lost(session, stored, use, given, today)
    judgement = _judgement(session, stored, use, given, today)
    row = _write_down(session, actor, use, loss, given, judgement, now)
    label = ANSWERS[given.answer]
    audit.record(
        session, actor, action="cloud_use.answer_loss", noun="cloud_use", record_id=use.id, number=use.number,
        summary=f"登録の失効等への対応：{label}", reason=given.reason,
        changes={"registration_id": str(row.registration_id), "cause": row.cause, "answer": row.answer},
    )  # fmt: skip
    duties.settle(session, actor, loss.loss.key(use.id), f"回答：{label}", now=now)
    follow(session, actor, stored, [use.service_id], now=now, today=today)
    return use


def _write_down(
    session: Session,
    actor: Actor,
    use: CloudUse,
    lost: Struck,
    given: LossAnswerIn,
    judgement: CloudJudgement | None,
    now: datetime,
) -> RegistrationAnswer:
    row = RegistrationAnswer(
        number=use.number,
        use_id=use.id,
        registration_id=lost.loss.registration_id,
        cause=lost.loss.cause,
        lost_on=lost.loss.on,
        answer=given.answer,
        reason=given.reason,
        until=None if given.answer == "continue" else given.until,
        judgement_id=judgement.id if judgement else None,
        answered_by=actor.person_id,
        answered_name=actor.name,
        answered_post=actor.title,
        answered_at=now,
    )
    session.add(row)
    session.flush()
    return row


def losses_of(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, today: date) -> LossesOut:
    """What a use must be looked at for. The caller has checked that the use may be seen."""
    found = [one for one in struck(session, stored, [use.service_id], today) if one.use.id == use.id]
    return LossesOut(
        use_id=use.id,
        number=use.number,
        registered=registrations.registered_on(session, stored.policy, use.service_id, today),
        judged=judgements.unregistered_ok(session, use.service_id, today),
        may_answer=use.status in LIVE and bool(who(actor, use) & ANSWERERS),
        losses=[_shape(one, stored.policy, today) for one in found],
        version=use.version,
    )


def _shape(one: Struck, policy: PolicySet, today: date) -> LossOut:
    loss, said = one.loss, one.answer
    days = timing(kind_of(policy.monitoring, KIND), loss.due, closed_days(policy.monitoring))
    out = LossOut(
        registration_id=loss.registration_id,
        cause=loss.cause,
        cause_label=CAUSES[loss.cause],
        on=loss.on,
        due=loss.due,
        label=loss.label,
        open=is_ripe(days.opens_on, today),
    )
    if said is not None:
        for name in ("answer", "reason", "until", "answered_name", "answered_post", "answered_at"):
            setattr(out, name, getattr(said, name))
        out.answer_label = ANSWERS[said.answer]
    return out


def _refuse_others(actor: Actor, use: CloudUse, given: LossAnswerIn) -> None:
    stands = who(actor, use)
    if not stands & ANSWERERS:
        raise NotAllowed("登録の失効等への対応を回答できるのは、利用する課と情報政策担当課の職員です。")
    if given.answer == "continue" and not (stands & HEADS and actor.is_person):
        raise NotAllowed("登録のないまま利用を続けることを回答できるのは、利用する課の所属長と情報政策担当課の職員です。")


def _lost(session: Session, stored: StoredPolicy, use: CloudUse, given: LossAnswerIn, today: date) -> Struck:
    if use.status not in LIVE:
        raise WrongState("利用中でないため、対応の回答は要りません。")
    for one in struck(session, stored, [use.service_id], today):
        if one.use.id == use.id and one.loss.registration_id == given.registration_id:
            if one.answer is not None:
                said = ANSWERS[one.answer.answer]
                raise Conflict(f"この登録の失効等については、既に「{said}」と回答されています。")
            return one
    raise WrongState("この登録について、対応の要る失効等はありません。利用の画面を読み込み直して確かめてください。")


def _judgement(session: Session, stored: StoredPolicy, use: CloudUse, given: LossAnswerIn, today: date) -> CloudJudgement | None:
    if given.answer != "continue":
        if given.until is None:
            raise Invalid("変更し、又は終える期限を入力してください。", pointer="/until")
        if given.until < today:
            raise Invalid("期限は、今日以後の日にしてください。", pointer="/until")
        return None
    newest = judgements.newest(session, use.service_id, UNREGISTERED, today)
    if use.class_code == lowest_class(stored.policy):
        return newest  # what is open to the public anyway goes on without one
    if newest is None or not judgements.unregistered_ok(session, use.service_id, today):
        raise Unmet(
            "利用を続けるには、登録のないサービスの安全性について、利用できるとした書面による判断が必要です。"
            "先に、サービスの画面で判断を記録してください。",
            code="judgement_missing",
        )
    return newest
