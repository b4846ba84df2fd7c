"""The yearly review of an account: planning its day, taking its answers, and what follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.duties import service as duties
from govapi.duties.rules import closed_days, kind_of, timing
from govapi.duties.service import Obligation
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict, Invalid, NotAllowed, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import SnsCheck
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.officers.queries import is_officer
from govapi.sns_accounts.queries import sees_keys
from govapi.sns_accounts.reviews import queries, rules
from govapi.sns_accounts.reviews.rules import Given
from govapi.sns_accounts.reviews.schemas import (
    SnsReviewAnswerOut,
    SnsReviewIn,
    SnsReviewOut,
    SnsReviewQuestionOut,
    SnsReviewSheetOut,
)
from govapi.sns_accounts.reviews.tables import SnsReview
from govapi.sns_accounts.rules import asked_checks
from govapi.sns_accounts.tables import SnsAccount

KIND, CHECK = "sns.review", "sns.check"
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"
NOT_RUNNING = "年次の確認を記録できるのは、運用中又は休止のアカウントについてだけです。"
NOT_YOURS = "年次の確認と是正を記録できるのは、所管課と広報主管課の職員、責任者及び副責任者です。"
NEAR = frozenset({Who.SECTION_STAFF, Who.PUBLIC_RELATIONS})


def asked_of(account: SnsAccount, policy: PolicySet) -> tuple[SnsCheck, ...]:
    """The checks of the review that apply to this account."""
    return asked_checks(policy.sns, "review", takes=account.takes, outsourced=account.outsourced)


def follow(session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, *, now: datetime, today: date) -> None:
    """Counts the day of the next review (``review_on``) and plans it; settles what a result asked for and was done; for an account
    that no longer runs everything falls away. To be called whenever an account has begun, changed its state, or been entered.
    Called again, nothing changes."""
    before = queries.last(session, account.id)
    if before is not None and account.status in rules.DONE_IN.get(before.result, ()):
        duties.settle(session, actor, follow_up_key(before), f"{rules.FOLLOWS[before.result]}を行ったため", now=now)
    if account.status not in rules.RUNNING:
        label = "アカウントの閉鎖の手続を始めたため"
        duties.drop_record(session, actor, account.id, label, now=now, kinds=(KIND, CHECK))
        return
    account.review_on = _next_on(account, before, stored.policy)
    session.flush()
    turn = before.turn + 1 if before else 1
    title = f"「{account.name}」の年次の確認"
    one = _obligation(account, turn_key(account, turn), KIND, title, account.review_on, "yearly", f"第{turn}回の確認")
    duties.plan(session, actor, stored.policy, one, now=now, today=today)


def _next_on(account: SnsAccount, before: SnsReview | None, policy: PolicySet) -> date:
    if before is None and account.migrated and account.review_on is not None:
        return account.review_on  # the register it comes from says when, or the day on which it was entered did
    return rules.next_on(
        reviewed_on=before.reviewed_on if before else account.reviewed_on,
        opened_on=account.opened_on,
        entered_on=account.created_at.astimezone(JST).date(),
        migrated=account.migrated,
        months=policy.sns.review_every_months,
    )


def near(session: Session, actor: Actor, account: SnsAccount, today: date) -> bool:
    """Whether the account is this actor's to look after: the staff of the section and of public relations, its officer and
    deputy. A person's word, no machine's."""
    if not actor.is_person:
        return False
    known = relations(actor, account.department_path, account.department_id)
    return bool(known & NEAR) or is_officer(session, actor, account.id, today)


def review(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account: SnsAccount,
    given: SnsReviewIn,
    *,
    now: datetime,
    today: date,
) -> SnsReview:
    """Takes the answers: settles the duty of this turn and plans what follows. The caller holds the account.

    Raises WrongState, NotAllowed; Conflict for the same once more; Invalid for what is not answered, not explained, or for a
    result that does not follow from the answers.
    """
    if not near(session, actor, account, today):
        raise NotAllowed(NOT_YOURS)
    if account.status not in rules.RUNNING:
        raise WrongState(NOT_RUNNING)
    asked = asked_of(account, stored.policy)
    answers = [Given(one.key, one.answer, one.note) for one in given.answers]
    bad = rules.not_good(asked, answers)
    faults = rules.faults(asked, answers)
    faults += rules.result_faults(given.result, bad, correct_by=given.correct_by, today=today)
    if faults:
        raise Invalid(FAULTY, errors=faults)
    before = queries.last(session, account.id)
    _refuse_twice(before, given, today)
    row = _record(session, actor, stored, account, given, asked, before.turn + 1 if before else 1, today)
    duties.settle(session, actor, turn_key(account, row.turn), f"{wareki(today)}に確認（{rules.RESULTS[given.result]}）", now=now)
    if before is not None:
        for key in (follow_up_key(before), correction_key(before)):
            duties.drop(session, actor, key, "年次の確認を改めて行ったため", now=now)
    account.reviewed_on = today
    follow(session, actor, stored, account, now=now, today=today)
    row.next_on = account.review_on
    _plan_result(session, actor, stored.policy, account, row, now=now, today=today)
    session.flush()
    return row


def _refuse_twice(before: SnsReview | None, given: SnsReviewIn, today: date) -> None:
    """A form that is sent twice is one review; one that says otherwise corrects it."""
    if before is None or before.reviewed_on != today:
        return
    if (before.result, before.note, before.correct_by) != (given.result, given.note, given.correct_by):
        return
    said = {key: (one["answer"], one["note"]) for key, one in before.answers.items()}
    if said == {one.key: (one.answer, one.note) for one in given.answers}:
        raise Conflict(
            f"同じ内容の年次の確認（第{before.turn}回）を、今日、既に記録しています。アカウントの画面で確かめてください。"
        )


def _record(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account: SnsAccount,
    given: SnsReviewIn,
    asked: Sequence[SnsCheck],
    turn: int,
    today: date,
) -> SnsReview:
    row = SnsReview(
        account_id=account.id,
        turn=turn,
        due_on=account.review_on or today,
        reviewed_on=today,
        policy_version=stored.version,
        answers=_said(asked, given),
        result=given.result,
        note=given.note,
        correct_by=given.correct_by,
        reviewed_by=actor.person_id,
        reviewed_name=actor.name,
        reviewed_post=actor.title,
    )
    session.add(row)
    session.flush()
    bad = [key for key, one in row.answers.items() if one["answer"] is not one["good"]]
    changes = {"result": [None, given.result], "not_good": [None, bad]}
    summary = f"年次の確認（第{turn}回）を記録：{rules.RESULTS[given.result]}"
    audit.note(session, actor, "sns_account", account, "review", summary, changes)
    return row


def _said(asked: Sequence[SnsCheck], given: SnsReviewIn) -> dict[str, dict[str, str | int | bool]]:
    answers = {one.key: one for one in given.answers}
    return {
        check.key: {
            "position": position,
            "label": check.label,
            "answer": answers[check.key].answer,
            "good": check.good,
            "note": answers[check.key].note,
        }
        for position, check in enumerate(asked, start=1)
    }


def _plan_result(
    session: Session, actor: Actor, policy: PolicySet, account: SnsAccount, row: SnsReview, *, now: datetime, today: date
) -> None:
    cause = f"{wareki(row.reviewed_on)}の年次の確認の結果"
    if row.result == "correct" and row.correct_by is not None:
        bad = [str(one["label"]) for one in row.answers.values() if one["answer"] is not one["good"]]
        title = f"「{account.name}」の設定等の是正（{'、'.join(bad)}）"
        one = _obligation(account, correction_key(row), CHECK, title, row.correct_by, row.result, cause)
    elif row.result in rules.FOLLOWS and account.status not in rules.DONE_IN[row.result]:
        day = rules.follow_up_on(row.reviewed_on, policy.monitoring.improvement_days)
        one = _obligation(
            account, follow_up_key(row), KIND, f"{account.name}の{rules.FOLLOWS[row.result]}", day, row.result, cause
        )
    else:
        return
    duties.plan(session, actor, policy, one, now=now, today=today)


def turn_key(account: SnsAccount, turn: int) -> str:
    return f"{KIND}:{account.id}:{turn}"


def follow_up_key(row: SnsReview) -> str:
    return f"{KIND}:{row.account_id}:{row.turn}:{row.result}"


def correction_key(row: SnsReview) -> str:
    return f"{CHECK}:{row.account_id}:review:{row.turn}"


def _obligation(account: SnsAccount, key: str, kind: str, title: str, on: date, cause: str, cause_label: str) -> Obligation:
    return Obligation.about(account, "sns_account", key=key, kind=kind, title=title, on=on, cause=cause, cause_label=cause_label)


def sheet(session: Session, account: SnsAccount, policy: PolicySet) -> SnsReviewSheetOut:
    """What is to be checked next."""
    before = queries.last(session, account.id)
    due = account.review_on if account.status in rules.RUNNING else None
    return SnsReviewSheetOut(
        turn=before.turn + 1 if before else 1,
        due_on=due,
        opens_on=opens_on(policy, due),
        questions=[
            SnsReviewQuestionOut(
                key=check.key,
                label=check.label,
                help=check.help,
                good=check.good,
                required=check.required,
                policy=list(check.policy),
                source_label=check.source.label,
            )
            for check in asked_of(account, policy)
        ],
    )


def opens_on(policy: PolicySet, due: date | None) -> date | None:
    """From which day the review is prepared."""
    return timing(kind_of(policy.monitoring, KIND), due, closed_days(policy.monitoring)).opens_on if due else None


def shape(row: SnsReview) -> SnsReviewOut:
    """A review as the doors show it, with its checks as they were asked."""
    said = sorted(row.answers.items(), key=lambda pair: int(pair[1]["position"]))
    answers = [SnsReviewAnswerOut.model_validate({"key": key, **value}) for key, value in said]
    out = SnsReviewOut.model_validate({**row.model_dump(), "answers": answers})
    out.result_label = rules.RESULTS[out.result]
    return out


@dataclass(frozen=True)
class ReviewsView:
    """The reviews of an account for its page. ``items``: for who reads where its secrets are kept; ``ripe``: the time has come."""

    account_id: UUID
    items: Sequence[SnsReviewOut]
    reviewed_on: date | None
    due_on: date | None
    ripe: bool
    overdue: bool
    may_review: bool
    follows: str


def view(session: Session, actor: Actor, account: SnsAccount, policy: PolicySet, today: date) -> ReviewsView | None:
    """For the page of an account: None while it has not been opened. The caller has checked that it may be seen."""
    if account.status not in (*rules.RUNNING, "closing", "closed"):
        return None
    rows = queries.of_account(session, account.id) if sees_keys(actor, policy, account) else []
    due = account.review_on if account.status in rules.RUNNING else None
    opens = opens_on(policy, due)
    waits = rows and account.status in rules.RUNNING and account.status not in rules.DONE_IN.get(rows[0].result, ())
    return ReviewsView(
        account_id=account.id,
        items=[shape(row) for row in rows],
        reviewed_on=account.reviewed_on,
        due_on=due,
        ripe=opens is not None and opens <= today,
        overdue=due is not None and due < today,
        may_review=account.status in rules.RUNNING and near(session, actor, account, today),
        follows=rules.FOLLOWS.get(rows[0].result, "") if waits else "",
    )
