"""Recording the last post of an account; a silent account becomes a duty, and at last the proposal to pause it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.recounting.service import Counting, in_batches
from govapi.duties.service import Obligation
from govapi.duties.workflow import UNSETTLED
from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import Invalid, NotAllowed, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Dormancy
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.activity import queries, rules
from govapi.sns_accounts.activity.queries import KIND
from govapi.sns_accounts.activity.schemas import ActivityIn, ActivityOut
from govapi.sns_accounts.tables import SnsAccount

BATCH = 500
PUBLISHING = ("active", "paused", "closing")
NEAR = frozenset({Who.SECTION_STAFF, Who.PUBLIC_RELATIONS})
ENDED = {"paused": "休止したため", "closing": "閉鎖の手続を始めたため", "closed": "閉鎖したため"}


def begin(session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, *, now: datetime, today: date) -> None:
    """The account begins to run, or runs again: silence is counted from today. For one that runs already and is entered
    (移行登録), from its last post; from today where nobody has looked that up yet."""
    entered = account.migrated and account.opened_by is None and account.paused_at is None
    account.counted_from = None if entered and account.last_post_on is not None else today
    follow(session, actor, stored, account, now=now, today=today)


def follow(session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, *, now: datetime, today: date) -> None:
    """A silent account is somebody's duty, one that publishes or does not run is not. Followed again, nothing changes."""
    account.quiet_since = rules.silent_since(account.last_post_on, account.counted_from)
    session.flush()
    quiet = rules.quiet_of(account, stored.policy.sns.dormancy, today)
    past = duty_queries.of_kind(session, account.id, KIND)
    known = next((duty for duty in past if duty.status in UNSETTLED), None)
    if quiet.state == "awake":
        if known is not None:
            _end(session, actor, account, known.key, now)
        return
    assert account.quiet_since is not None
    assert quiet.idle_on is not None
    cause, words = rules.cause_of(quiet, account.quiet_since)
    one = Obligation.about(
        account,
        "sns_account",
        key=known.key if known else f"{KIND}:{account.id}:{len(past) + 1}",
        kind=KIND,
        title=f"「{account.name}」の発信のない状態への対応（発信、休止又は閉鎖）",
        on=quiet.idle_on,
        cause=cause,
        cause_label=words,
    )
    duties.plan(session, actor, stored.policy, one, now=now, today=today)


def _end(session: Session, actor: Actor, account: SnsAccount, key: str, now: datetime) -> None:
    if account.status in ENDED:
        duties.settle(session, actor, key, ENDED[account.status], now=now)
    elif account.last_post_on is not None and account.last_post_on == account.quiet_since:
        duties.settle(session, actor, key, f"{wareki(account.last_post_on)}の発信を記録", now=now)
    else:
        duties.drop(session, actor, key, "発信のない期間が、警告の日数より短くなったため", now=now)


def may_record(actor: Actor, account: SnsAccount) -> bool:
    """The staff of the section and of public relations, and a system that stands in for them."""
    return account.status in PUBLISHING and bool(relations(actor, account.department_path, account.department_id) & NEAR)


def record(
    session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, given: ActivityIn, *, now: datetime, today: date
) -> None:
    """Writes down the last post; the same again on the same day changes nothing. The caller holds the account.

    Raises NotAllowed, WrongState; Invalid for a day to come, or an earlier one than before without a reason.
    """
    if not relations(actor, account.department_path, account.department_id) & NEAR:
        raise NotAllowed("最後の発信を記録できるのは、所管課と広報主管課の職員、及びこれらの課の連携システムです。")
    if account.status not in PUBLISHING:
        raise WrongState("最後の発信を記録できるのは、運用中、休止又は閉鎖手続中のアカウントについてだけです。")
    faults = rules.faults(given.last_post_on, account.last_post_on, given.reason, today)
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    back = account.last_post_on is not None and given.last_post_on < account.last_post_on
    changed = apply(account, {"last_post_on": given.last_post_on, "followed_on": today})
    if not changed:
        return
    session.flush()
    summary = f"最後の発信の日を{wareki(given.last_post_on)}と記録"
    if back:
        summary += f"（前の記録を訂正：{given.reason}）"
    audit.note(session, actor, "sns_account", account, "record_activity", summary, changed)
    follow(session, actor, stored, account, now=now, today=today)


def recount(context: TaskContext) -> int:
    """For the daily job: accounts that have fallen silent with the day, or become idle, or are measured anew because the town has
    decided so. Only those are looked at; batches are transactions of their own. Run again, nothing changes."""
    return in_batches(context, _newly_silent) + in_batches(context, _differing)


def _newly_silent(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    session, stored, today = counting.session, counting.stored, counting.today
    found = queries.fallen_silent(session, rules.warned_since(stored.policy.sns.dormancy, today), after, BATCH)
    for account in found:
        follow(session, counting.actor, stored, account, now=counting.now, today=today)
    return len(found), found[-1].id if found else None


def _differing(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    session, stored, today = counting.session, counting.stored, counting.today
    page = queries.watched(session, after, BATCH)
    differing = [one.account for one in page if _differs(one, stored.policy.sns.dormancy, today)]
    for account in differing:
        follow(session, counting.actor, stored, account, now=counting.now, today=today)
    return len(differing), page[-1].duty_id if page else None


def _differs(one: queries.Silence, dormancy: Dormancy, today: date) -> bool:
    quiet = rules.quiet_of(one.account, dormancy, today)
    if quiet.state == "awake" or one.account.quiet_since is None:
        return True
    return (one.on, one.cause) != (quiet.idle_on, rules.cause_of(quiet, one.account.quiet_since)[0])


def shape(account: SnsAccount, policy: PolicySet, today: date) -> ActivityOut:
    """The activity of an account as the doors show it: no query."""
    quiet = rules.quiet_of(account, policy.sns.dormancy, today)
    return ActivityOut(
        account_id=account.id,
        last_post_on=account.last_post_on,
        followed_on=account.followed_on,
        quiet_since=account.quiet_since,
        quiet_days=quiet.days,
        state=quiet.state,
        idle_on=quiet.idle_on,
    )


@dataclass(frozen=True)
class ActivityView:
    """The activity of an account for its page."""

    out: ActivityOut
    may_record: bool
    idle_after_days: int


def view(actor: Actor, account: SnsAccount, policy: PolicySet, today: date) -> ActivityView | None:
    """For the page of an account: None while it has not been opened. No query."""
    if account.status not in (*PUBLISHING, "closed"):
        return None
    return ActivityView(shape(account, policy, today), may_record(actor, account), policy.sns.dormancy.idle_after_days)
