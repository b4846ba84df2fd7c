"""The yearly confirmation: planning its day, taking its answers, and what follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services.confirmations import queries, rules
from govapi.cloud_services.confirmations.rules import Given
from govapi.cloud_services.confirmations.schemas import (
    ConfirmationAnswerOut,
    ConfirmationIn,
    ConfirmationOut,
    ConfirmationQuestionOut,
    ConfirmationSheetOut,
)
from govapi.cloud_services.confirmations.tables import CloudConfirmation
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find
from govapi.duties import service as duties
from govapi.duties.rules import closed_days, kind_of, timing
from govapi.duties.service import Obligation
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict, Invalid, NotAllowed, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.cloud import ConfirmationItem
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

KIND, END = "cloud.confirmation", "cloud.end"
OF_A_RUNNING_USE = (KIND, "cloud.condition", "cloud.manager", "cloud.registration", "cloud.event")
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"


def asked_of(session: Session, use: CloudUse, policy: PolicySet) -> tuple[ConfirmationItem, ...]:
    """The questions this use is asked."""
    service = find(session, CloudService, use.service_id)
    return rules.questions(policy.cloud, policy.classification, kinds=service.kinds, class_code=use.class_code)


def plan_next(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use: CloudUse,
    *,
    now: datetime,
    today: date,
    on: date | None = None,
) -> None:
    """Counts the day of the next confirmation (``confirm_on``) and plans it; plans the end of the use too.

    ``on``: the day as written in the register a running use comes from. Planned again without a change, nothing changes.
    """
    if use.status not in rules.RUNNING:
        return
    before = queries.last(session, use.id)
    use.confirm_on = _next_on(use, before, stored.policy, on)
    turn = before.turn + 1 if before else 1
    if use.confirm_on is None:
        duties.drop(session, actor, _key(use, turn), "次の確認の前に利用が終わるため", now=now)
    else:
        one = _obligation(
            use, _key(use, turn), KIND, f"{use.title}の利用の年次の確認", use.confirm_on, "yearly", f"第{turn}回の確認"
        )
        duties.plan(session, actor, stored.policy, one, now=now, today=today)
    if use.previous_id is not None:  # what follows is permitted: nobody is reminded of the end of the use before
        duties.settle(session, actor, _end_key(use.previous_id), f"{use.number}を許可", now=now)
    _plan_end(session, actor, stored.policy, use, now=now, today=today)
    session.flush()


def _next_on(use: CloudUse, before: CloudConfirmation | None, policy: PolicySet, on: date | None) -> date | None:
    if before is not None and before.result == "stop":
        return None
    if before is None and use.migrated and (on or use.confirm_on) is not None:
        return on or use.confirm_on  # the register it comes from says when
    created_on = use.created_at.astimezone(JST).date()
    since = before.confirmed_on if before else rules.first_counted_from(use.decided_on, use.starts_on, created_on)
    return rules.next_on(since, policy.cloud.confirm_every_months, use.ends_on)


def _plan_end(session: Session, actor: Actor, policy: PolicySet, use: CloudUse, *, now: datetime, today: date) -> None:
    key = _end_key(use.id)
    if use.ends_on is None:
        duties.drop(session, actor, key, "利用期間の終期がなくなったため", now=now)
        return
    title = f"{use.title}の利用期間の満了（更新又は終了の手続）"
    one = _obligation(use, key, END, title, use.ends_on, "ends_on", f"利用期間は{wareki(use.ends_on)}まで")
    duties.plan(session, actor, policy, one, now=now, today=today)


def may_confirm(session: Session, actor: Actor, use: CloudUse, today: date) -> bool:
    """The staff of the section, and whoever holds the post that manages the use. A person's word, no machine's."""
    if not actor.is_person or use.status not in rules.RUNNING:
        return False
    if Who.SECTION_STAFF in relations(actor, use.department_path, use.department_id):
        return True
    managing = managers.current(session, use.id, today)
    return managing is not None and actor.holds(managing.post.id)


def confirm(
    session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, given: ConfirmationIn, *, now: datetime, today: date
) -> CloudConfirmation:
    """Takes the answers: settles the duty of this round and plans what follows. The caller holds the use.

    Raises WrongState, NotAllowed; Conflict for the same once more; Invalid for what is not answered, or not good and not explained.
    """
    if use.status not in rules.RUNNING:
        raise WrongState("年次の確認を記録できるのは、許可された利用についてだけです。")
    if not may_confirm(session, actor, use, today):
        raise NotAllowed("年次の確認を記録できるのは、所管課の職員とクラウドサービス管理者です。")
    asked = asked_of(session, use, stored.policy)
    answers = [Given(one.key, one.answer, one.remark) for one in given.answers]
    faults = rules.faults(asked, answers)
    if faults:
        raise Invalid(FAULTY, errors=faults)
    before = queries.last(session, use.id)
    _refuse_twice(before, given, today)
    turn = before.turn + 1 if before else 1
    row = _record(session, actor, stored, use, given, asked, turn, today)
    label = f"{wareki(today)}に確認（{rules.RESULTS[given.result]}）"
    duties.settle(session, actor, _key(use, turn), label, now=now)
    _drop_follow_up(session, actor, use, before, now)
    plan_next(session, actor, stored, use, now=now, today=today)
    row.next_on = use.confirm_on
    _plan_follow_up(session, actor, stored.policy, use, row, now=now, today=today)
    session.flush()
    return row


def _refuse_twice(before: CloudConfirmation | None, given: ConfirmationIn, today: date) -> None:
    """A form that is sent twice is one confirmation; one that says otherwise corrects it."""
    if before is None or before.confirmed_on != today or (before.result, before.remark) != (given.result, given.remark):
        return
    said = {key: (one["answer"], one["remark"]) for key, one in before.answers.items()}
    if said == {one.key: (one.answer, one.remark) for one in given.answers}:
        raise Conflict(f"同じ内容の年次の確認（第{before.turn}回）を、今日、既に記録しています。利用の画面で確かめてください。")


def _record(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use: CloudUse,
    given: ConfirmationIn,
    asked: Sequence[ConfirmationItem],
    turn: int,
    today: date,
) -> CloudConfirmation:
    answers = {one.key: one for one in given.answers}
    row = CloudConfirmation(
        use_id=use.id,
        turn=turn,
        due_on=use.confirm_on or today,
        confirmed_on=today,
        policy_version=stored.version,
        answers={
            item.key: {
                "position": position,
                "label": item.label,
                "answer": answers[item.key].answer,
                "good": item.good,
                "remark": answers[item.key].remark,
            }
            for position, item in enumerate(asked, start=1)
        },
        result=given.result,
        remark=given.remark,
        confirmed_by=actor.person_id,
        confirmed_name=actor.name,
        confirmed_post=actor.title,
    )
    session.add(row)
    session.flush()
    bad = rules.not_good(asked, [Given(one.key, one.answer) for one in given.answers])
    summary = f"年次の確認（第{turn}回）を記録：{rules.RESULTS[given.result]}"
    changes = {"result": [None, given.result], "not_good": [None, [item.key for item in bad]]}
    audit.note(session, actor, "cloud_use", use, "confirm", summary, changes)
    return row


def _plan_follow_up(
    session: Session, actor: Actor, policy: PolicySet, use: CloudUse, row: CloudConfirmation, *, now: datetime, today: date
) -> None:
    if row.result not in rules.FOLLOWS:
        return
    what = rules.FOLLOWS[row.result]
    day = rules.follow_up_on(row.confirmed_on, policy.monitoring.improvement_days, use.ends_on)
    cause = f"{wareki(row.confirmed_on)}の年次の確認の結果"
    one = _obligation(use, _follow_up_key(row), KIND, f"{use.title}の{what}", day, row.result, cause)
    duties.plan(session, actor, policy, one, now=now, today=today)


def _drop_follow_up(session: Session, actor: Actor, use: CloudUse, before: CloudConfirmation | None, now: datetime) -> None:
    if before is not None and before.result in rules.FOLLOWS:
        duties.drop(session, actor, _follow_up_key(before), "年次の確認を改めて行ったため", now=now)


def close(session: Session, actor: Actor, use: CloudUse, label: str, *, now: datetime) -> None:
    """The use is over (``label`` says by what): its end and what a confirmation asked for are settled, the rest falls away."""
    before = queries.last(session, use.id)
    if before is not None:
        duties.settle(session, actor, _follow_up_key(before), label, now=now)
    duties.settle_record(session, actor, use.id, label, now=now, kinds=(END,))
    duties.drop_record(session, actor, use.id, label, now=now, kinds=OF_A_RUNNING_USE)


def sheet(session: Session, use: CloudUse, policy: PolicySet) -> ConfirmationSheetOut:
    """What is to be confirmed next."""
    before = queries.last(session, use.id)
    kind = kind_of(policy.monitoring, KIND)
    due = use.confirm_on if use.status in rules.RUNNING else None
    return ConfirmationSheetOut(
        turn=before.turn + 1 if before else 1,
        due_on=due,
        opens_on=timing(kind, due, closed_days(policy.monitoring)).opens_on if due else None,
        questions=[_question(item) for item in asked_of(session, use, policy)],
    )


def _question(item: ConfirmationItem) -> ConfirmationQuestionOut:
    return ConfirmationQuestionOut(
        key=item.key,
        label=item.label,
        good=item.good,
        because=item.because,
        policy=list(item.policy),
        source_label=item.source.label,
    )


def shape(row: CloudConfirmation) -> ConfirmationOut:
    """A confirmation as the doors show it, with its questions as they were asked."""
    said = sorted(row.answers.items(), key=lambda pair: int(pair[1]["position"]))
    answers = [ConfirmationAnswerOut.model_validate({"key": key, **value}) for key, value in said]
    out = ConfirmationOut.model_validate({**row.model_dump(), "answers": answers})
    out.result_label = rules.RESULTS[out.result]
    return out


@dataclass(frozen=True)
class ConfirmationsView:
    """The confirmations of a use for its page. ``ripe``: its time has come; ``overdue``: its day has passed."""

    use_id: UUID
    items: Sequence[ConfirmationOut]
    due_on: date | None
    ripe: bool
    overdue: bool
    may_confirm: bool
    follows: str


def view(session: Session, actor: Actor, use: CloudUse, policy: PolicySet, today: date) -> ConfirmationsView:
    """What the page of a use shows. The caller has checked that it may be seen."""
    items = [shape(row) for row in queries.of_use(session, use.id)]
    running = use.status in rules.RUNNING
    due = use.confirm_on if running else None
    opens = timing(kind_of(policy.monitoring, KIND), due, closed_days(policy.monitoring)).opens_on if due else None
    return ConfirmationsView(
        use_id=use.id,
        items=items,
        due_on=due,
        ripe=opens is not None and opens <= today,
        overdue=due is not None and due < today,
        may_confirm=may_confirm(session, actor, use, today),
        follows=rules.FOLLOWS.get(items[0].result, "") if items and running else "",
    )


def _key(use: CloudUse, turn: int) -> str:
    return f"{KIND}:{use.id}:{turn}"


def _end_key(use_id: UUID) -> str:
    return f"{END}:{use_id}"


def _follow_up_key(row: CloudConfirmation) -> str:
    return f"{KIND}:{row.use_id}:{row.turn}:{row.result}"


def _obligation(use: CloudUse, key: str, kind: str, title: str, on: date, cause: str, cause_label: str) -> Obligation:
    return Obligation.about(use, "cloud_use", key=key, kind=kind, title=title, on=on, cause=cause, cause_label=cause_label)
