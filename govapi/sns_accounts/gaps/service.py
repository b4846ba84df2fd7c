"""Planning what an account in use lacks, and settling it when it is there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.duties import service as duties
from govapi.duties.recounting.service import Counting, Recount, in_batches
from govapi.duties.service import Obligation
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts import rules as accounts
from govapi.sns_accounts.gaps import queries, rules
from govapi.sns_accounts.gaps.rules import CHECK, LINK, Gap
from govapi.sns_accounts.queries import NOUN, UseLook
from govapi.sns_accounts.rules import IN_USE, LABELS, REQUIRED
from govapi.sns_accounts.showing.queries import links_of, open_checks, unprepared
from govapi.sns_accounts.tables import SnsAccount

BATCH = 200
Known = Mapping[tuple[UUID, str], Sequence[Duty]]


def follow(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account: SnsAccount,
    *,
    now: datetime,
    today: date,
    look: UseLook | None = None,
) -> None:
    """What the account lacks is a duty, what it has is none. Without ``look`` its links are left as they stand. Followed again,
    nothing changes."""
    known = queries.planned(session, [account.id])
    _follow(session, actor, stored, account, known, look, now, today)


def recount(look: UseLook) -> Recount:
    """For the daily job: what the account rests on ends with the day, and the town decides anew what is to be there."""

    def batch(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
        session = counting.session
        found = queries.held(session, after, BATCH)
        known = queries.planned(session, [one.id for one in found])
        for account in found:
            _follow(session, counting.actor, counting.stored, account, known, look, counting.now, counting.today)
        return len(found), found[-1].id if found else None

    return lambda context: in_batches(context, batch)


def _follow(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account: SnsAccount,
    known: Known,
    look: UseLook | None,
    now: datetime,
    today: date,
) -> None:
    used = account.status in IN_USE
    gaps = {CHECK: rules.of_checks(account.name, lacking(account, stored.policy)) if used else None}
    if look is not None or not used:
        gaps[LINK] = rules.of_links(account.name, _links(session, account, today, look)) if used and look else None
    for kind, gap in gaps.items():
        past = known.get((account.id, kind), [])
        duty = next((one for one in past if one.status in UNSETTLED), None)
        if gap is not None:
            key = duty.key if duty else f"{kind}:{account.id}{queries.MARK}{len(past) + 1}"
            on = duty.nominal_on if duty else rules.due_on(today)
            duties.plan(session, actor, stored.policy, _obligation(account, kind, key, on, gap), now=now, today=today)
        elif duty is not None and used:
            duties.settle(session, actor, duty.key, "整ったため", now=now)
        elif duty is not None:
            duties.drop(session, actor, duty.key, "閉鎖の手続を始めたため", now=now)


def lacking(account: SnsAccount, policy: PolicySet) -> list[str]:
    """Labels of what an account that is opened must have said, set up and confirmed, and this one has not."""
    plan = [LABELS[name] for name in REQUIRED if not getattr(account, name)]
    return [*plan, *unprepared(account), *open_checks(account, policy)]


def _links(session: Session, account: SnsAccount, today: date, look: UseLook) -> list[str]:
    if not (account.takes or account.outsourced):
        return []
    links = links_of(session, account, today, look)
    return accounts.link_faults(takes=account.takes, outsourced=account.outsourced, links=links)


def _obligation(account: SnsAccount, kind: str, key: str, on: date, gap: Gap) -> Obligation:
    return Obligation.about(account, NOUN, key=key, kind=kind, title=gap.title, on=on, cause="lacking", cause_label=gap.because)
