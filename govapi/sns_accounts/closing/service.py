"""Recording what was done before an account is closed. Whoever records it last does not confirm the closing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.files.inspect import Kind
from govapi.files.uploads import ReadyFile
from govapi.kit.clock import JST
from govapi.kit.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.closing.rules import (
    CLOSING_DAYS,
    LEFT,
    STEPS,
    WAIVABLE,
    Closing,
    closing_of,
    faults,
    is_settled,
    missing,
)
from govapi.sns_accounts.closing.schemas import SnsClosingIn, SnsClosingOut, SnsClosingStepOut
from govapi.sns_accounts.tables import SnsAccount

KIND = "sns.closing"
STATES = ("closing", "closed")
NEAR = frozenset({Who.SECTION_STAFF, Who.PUBLIC_RELATIONS})
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"


def follow(session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, *, now: datetime, today: date) -> None:
    """An account that is being closed is somebody's duty, until its closing is confirmed. To be called after each change of its
    state; called again, nothing changes."""
    key = f"{KIND}:{account.id}"
    if account.status == "closing":
        begun = (account.closing_at or now).astimezone(JST).date()
        one = Obligation.about(
            account,
            "sns_account",
            key=key,
            kind=KIND,
            title=f"「{account.name}」の閉鎖の手続",
            on=begun + timedelta(days=CLOSING_DAYS),
            cause="closing",
            cause_label=f"{wareki(begun)}に閉鎖の手続を開始",
        )
        duties.plan(session, actor, stored.policy, one, now=now, today=today)
    elif account.status == "closed":
        duties.settle(session, actor, key, "閉鎖を確認したため", now=now)


def record(
    session: Session, actor: Actor, policy: PolicySet, account_id: UUID, given: SnsClosingIn, expected: int, today: date
) -> SnsAccount:
    """Writes down the closing as it stands now; what was written before is replaced, but for the exported file."""
    account = in_closing(session, actor, policy, account_id, expected)
    days = {step: getattr(given, f"{step}_on") for step in STEPS}
    waived: dict[str, str] = {step: reason for step in WAIVABLE if (reason := getattr(given, f"{step}_waived"))}
    stands = Closing(days, waived, bool(account.export_sha256), given.export_note, given.handle_left)
    found = faults(stands, today=today)
    if found:
        raise Invalid(FAULTY, errors=found)
    values: dict[str, Any] = {f"{step}_on": day for step, day in days.items()}
    values |= {"closing_waived": waived, "export_note": given.export_note, "handle_left": given.handle_left}
    changed = apply(account, values)
    if changed:
        _by(account, actor)
        session.flush()
        audit.note(session, actor, "sns_account", account, "record_closing", f"{account.number}の閉鎖の記録", changed)
    return account


def attach(session: Session, actor: Actor, policy: PolicySet, account_id: UUID, file: ReadyFile) -> SnsAccount:
    """Keeps the exported data; an earlier file is replaced, and stays in the trail by its hash."""
    account = in_closing(session, actor, policy, account_id, lock=True)
    changed = apply(account, {"export_sha256": file.stored.sha256, "export_filename": file.name})
    if changed:
        _by(account, actor)
        session.flush()
        audit.note(session, actor, "sns_account", account, "attach_export", f"取り出したデータ「{file.name}」を登録", changed)
    return account


def _by(account: SnsAccount, actor: Actor) -> None:
    account.recording_by, account.recording_name = actor.person_id, actor.name


def in_closing(
    session: Session, actor: Actor, policy: PolicySet, account_id: UUID, expected: int | None = None, *, lock: bool = False
) -> SnsAccount:
    """The account, if this person may record its closing now; held until the commit by one who does (``expected`` or ``lock``)."""
    account = accounts.one(session, actor, policy, account_id, lock=lock or expected is not None)
    if not actor.is_person:
        raise NotAllowed("閉鎖の手続を記録できるのは職員だけです。連携システムからは行えません。")
    if not _near(actor, account):
        raise NotAllowed("閉鎖の手続を記録できるのは、所管課と広報主管課の職員です。")
    if account.status != "closing":
        raise WrongState("閉鎖の記録ができるのは、閉鎖の手続の間だけです。先に「閉鎖の手続を始める」を行ってください。")
    if expected is not None and account.version != expected:
        raise Stale
    return account


def _near(actor: Actor, account: SnsAccount) -> bool:
    return bool(relations(actor, account.department_path, account.department_id) & NEAR)


def told(session: Session, actor: Actor, policy: PolicySet, account_id: UUID) -> SnsAccount:
    """The account, for who reads how it was closed: its section, public relations, information security and audit."""
    account = accounts.one(session, actor, policy, account_id)
    if account.status not in STATES or not accounts.sees_keys(actor, policy, account):
        raise NotFound("閉鎖の記録はありません。")
    return account


def shape(account: SnsAccount) -> SnsClosingOut:
    """The closing as it stands: no query."""
    stands = closing_of(account)
    steps = [
        SnsClosingStepOut(
            step=step,
            label=label,
            done_on=stands.days[step],
            waived=stands.waived.get(step, ""),
            settled=is_settled(stands, step),
        )
        for step, label in STEPS.items()
    ]
    values = {name: getattr(account, name) for name in ("handle_left", "export_note", "export_filename", "export_sha256")}
    values |= {"account_id": account.id, "steps": steps, "handle_left_label": LEFT.get(account.handle_left, "")}
    return SnsClosingOut.model_validate({**values, "recorded_name": account.recording_name, "missing": missing(stands)})


def media_type(account: SnsAccount) -> str:
    """What the exported file is, by the name it was given from its content."""
    return next(kind.media_type for kind in Kind if account.export_filename.endswith(kind.extension))


@dataclass(frozen=True)
class ClosingView:
    """The closing as the page of its account shows it."""

    out: SnsClosingOut
    may_record: bool
    closed: bool


def view(actor: Actor, account: SnsAccount, policy: PolicySet) -> ClosingView | None:
    """For the page of an account: None while it is not being closed, and for who does not read how it was. No query."""
    if account.status not in STATES or not accounts.sees_keys(actor, policy, account):
        return None
    may = actor.is_person and _near(actor, account) and account.status == "closing"
    return ClosingView(shape(account), may, account.status == "closed")
