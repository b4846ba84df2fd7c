"""What is expected of a contractor, taking in what came, and whose duty it is to see to the next report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.contracts.attachments.queries import handed_in
from govapi.contracts.performance.reports import queries
from govapi.contracts.performance.reports.rules import Expected, Period, due_on, expected, outstanding, periods, state_of
from govapi.contracts.performance.reports.schemas import ExpectedOut, ReportIn, ReportOut, ReportPatch, ScheduleOut
from govapi.contracts.performance.reports.tables import RegularReport
from govapi.contracts.performance.rules import WATCHED
from govapi.contracts.rules import status_on
from govapi.contracts.service import facts_of, open_for_change
from govapi.contracts.tables import Contract
from govapi.duties import queries as planned
from govapi.duties import service as duties
from govapi.duties.rules import closed_days
from govapi.duties.service import Obligation
from govapi.kit.clock import JST
from govapi.kit.errors import FieldFault, Invalid, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.kit.japan.holidays import working_day_on_or_after
from govapi.people.actor import Actor
from govapi.policy.conditions import holds
from govapi.policy.schema.monitoring import ReportRule
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

KIND = "report.regular"
LABELS = {"received": "受領", "late": "遅延", "due": "受領待ち", "running": "期間中", "ahead": "期間前"}
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"


@dataclass(frozen=True)
class Schedule:
    """The rule that applies (None: no reports), what came, and what is waited for, in order."""

    rule: ReportRule | None
    received: Sequence[RegularReport]
    expected: Sequence[Expected]


def rule_for(policy: PolicySet, contract: Contract) -> ReportRule | None:
    """The town's rule for this contract; None: its contractor need not report."""
    facts = facts_of(contract, policy)
    for rule in policy.monitoring.report_rules:
        floor = rule.class_at_least
        if holds(rule.when, facts) and (floor is None or policy.classification.at_least(contract.class_code, floor)):
            return rule
    return None


def schedule(session: Session, policy: PolicySet, contract: Contract, today: date) -> Schedule:
    """What is expected of the contractor of a watched contract."""
    return _schedule(policy, contract, queries.of_contract(session, contract.id), today)


def _schedule(policy: PolicySet, contract: Contract, received: Sequence[RegularReport], today: date) -> Schedule:
    rule = rule_for(policy, contract)
    watched = contract.status in WATCHED
    if rule is None or not watched or contract.starts_on is None or contract.ends_on is None:
        return Schedule(rule, received, [])
    told = [Period(row.period_from, row.period_to) for row in received]
    since = contract.created_at.astimezone(JST).date() if contract.migrated else None
    waited_for = outstanding(periods(contract.starts_on, contract.ends_on, rule.every_months), told, since)
    return Schedule(rule, received, expected(waited_for, rule.due_days, _open_day(policy), today))


def _open_day(policy: PolicySet) -> Callable[[date], date]:
    return partial(working_day_on_or_after, also=closed_days(policy.monitoring))


def shape_of(found: Schedule, today: date) -> ScheduleOut:
    """The whole schedule, received and expected, by period."""
    items = [_item(row.period_from, row.period_to, row.due_on, "received", row.id) for row in found.received]
    for one in found.expected:
        state = state_of(one, today)
        items.append(_item(one.period.starts_on, one.period.ends_on, one.due_on, state, None))
    rule = found.rule
    items.sort(key=lambda item: item.period_from)
    return ScheduleOut(rule_key=rule.key if rule else None, rule_label=rule.label if rule else "", items=items)


def _item(period_from: date, period_to: date, day: date, state: str, report_id: UUID | None) -> ExpectedOut:
    values = {"period_from": period_from, "period_to": period_to, "due_on": day, "report_id": report_id}
    return ExpectedOut.model_validate(values | {"state": state, "state_label": LABELS[state]})


def receive(
    session: Session, actor: Actor, stored: StoredPolicy, contract_id: UUID, given: ReportIn, *, now: datetime, today: date
) -> RegularReport:
    """Takes a report in: settles its duty and plans the next. Raises WrongState, Invalid."""
    contract = open_for_change(session, actor, stored.policy, contract_id, None)
    if status_on(contract.status, contract.starts_on, today) not in WATCHED:
        raise WrongState("契約済又は履行中の契約についてだけ、定期報告を記録できます。")
    found = schedule(session, stored.policy, contract, today)
    period = next((one.period for one in found.expected if one.period.starts_on == given.period_from), None)
    if found.rule is None or period is None:
        raise Invalid("報告を受けていない期間の初日を、定期報告の予定から選んでください。", pointer="/period_from")
    row = RegularReport(
        contract_id=contract.id,
        period_to=period.ends_on,
        due_on=due_on(period, found.rule.due_days, _open_day(stored.policy)),
        recorded_name=actor.name,
        **given.model_dump(),
    )
    _check(session, row, today)
    session.add(row)
    session.flush()
    audit.note(session, actor, "contract", contract, "receive_report", f"定期報告（{wareki(row.period_to)}までの分）を受領")
    duties.settle(session, actor, _key(contract, row.period_from), f"{wareki(row.received_on)}に受領", now=now)
    follow(session, actor, stored, contract, now=now, today=today)
    return row


def correct(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    contract_id: UUID,
    report_id: UUID,
    given: ReportPatch,
    version: int,
    today: date,
) -> RegularReport:
    """Corrects what was written down about a report."""
    contract = open_for_change(session, actor, policy, contract_id, None)
    row = queries.one(session, contract.id, report_id, lock=True)
    if row.version != version:
        raise Stale
    changed = apply(row, given.model_dump(exclude_unset=True, exclude_none=True))
    _check(session, row, today)
    session.flush()
    if changed:
        summary = f"定期報告（{wareki(row.period_to)}までの分）の記録を訂正"
        audit.note(session, actor, "contract", contract, "correct_report", summary, changed)
    return row


def shape(row: RegularReport) -> ReportOut:
    out = ReportOut.model_validate(row)
    out.late = row.received_on > row.due_on
    return out


def follow(session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, *, now: datetime, today: date) -> None:
    """The one report waited for next is somebody's duty, and no other. Followed again, nothing changes."""
    waited_for = schedule(session, stored.policy, contract, today).expected
    following = _key(contract, waited_for[0].period.starts_on) if waited_for else ""
    for duty in planned.unsettled(session, contract.id, (KIND,)):
        if duty.key != following:
            duties.drop(session, actor, duty.key, "報告の予定の変更", now=now)
    if waited_for:
        duties.plan(session, actor, stored.policy, _obligation(contract, waited_for[0], following), now=now, today=today)


def first(policy: PolicySet, contract: Contract, today: date) -> Obligation | None:
    """The first report of a contract about which nothing came yet."""
    waited_for = _schedule(policy, contract, (), today).expected
    return _obligation(contract, waited_for[0], _key(contract, waited_for[0].period.starts_on)) if waited_for else None


def _key(contract: Contract, period_from: date) -> str:
    return f"{KIND}:{contract.id}:{period_from.isoformat()}"


def _obligation(contract: Contract, one: Expected, key: str) -> Obligation:
    return Obligation.about(
        contract,
        "contract",
        key=key,
        kind=KIND,
        title=f"{contract.title}の定期報告（{wareki(one.period.ends_on)}までの分）",
        on=one.due_on,
        cause="period_to",
        cause_label=f"{wareki(one.period.starts_on)}から{wareki(one.period.ends_on)}までの期間の報告",
    )


def _check(session: Session, row: RegularReport, today: date) -> None:
    faults = []
    if row.received_on > today:
        faults.append(FieldFault("/received_on", "受領の日には、今日以前の日を入力してください。"))
    if row.received_on < row.period_from:
        faults.append(FieldFault("/received_on", "受領の日は、報告の対象期間の初日以後の日にしてください。"))
    if not row.security_ok and not row.security_note.strip():
        faults.append(FieldFault("/security_note", "対策の実施状況に問題があるときは、その内容を入力してください。"))
    if row.file_sha256 and not handed_in(session, row.contract_id, row.file_sha256):
        faults.append(
            FieldFault("/file_sha256", "この契約に添付されたファイルではありません。先に、報告書を契約に添付してください。")
        )
    if faults:
        raise Invalid(FAULTY, errors=faults)
