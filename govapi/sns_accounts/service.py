"""Applying for an account, changing the application, and keeping up to date what no decision is about."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, covers, relations
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts import queries
from govapi.sns_accounts.entering.service import addressed, check, reindex, save, values_of
from govapi.sns_accounts.gaps import service as gaps
from govapi.sns_accounts.queries import NOUN, UseLook
from govapi.sns_accounts.rules import ANSWERED_FOR, APPROVED, asked_checks
from govapi.sns_accounts.schemas import ChecksIn, SnsAccountIn, SnsAccountPatch
from govapi.sns_accounts.services import service as services
from govapi.sns_accounts.tables import SnsAccount

NEAR = frozenset({Who.SECTION_STAFF, Who.PUBLIC_RELATIONS})
KEPT_IN = ("draft", "approved", *ANSWERED_FOR)


def apply_for(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    given: SnsAccountIn,
    today: date,
    *,
    look: UseLook,
    now: datetime,
) -> SnsAccount:
    """Begins an application for the actor's section (or ``department_id``).

    Raises NotAllowed for another section, Conflict naming the account that has the handle or the address already, Invalid with
    a pointer for every wrong value.
    """
    department = department_of(session, actor, given.department_id)
    row = SnsAccount(
        number="",
        organ_id=department.organ_id,
        department_id=department.id,
        department_path=department.path,
        policy_version=stored.version,
        created_by=actor.person_id,
        platform=given.platform,
        name=given.name,
        handle="",
        handle_key="",
        url="",
        url_key="",
    )
    values = values_of(given) | {"platform": given.platform}
    check(session, actor, row, stored.policy, values, today, look=look)
    services.ensure(session, actor, stored, given.platform, now=now, today=today)
    apply(row, addressed(row, stored.policy, values))
    year = fiscal_year(today)
    row.number = f"SNS-{year}-{next_number(session, f'sns-account-{year}'):04d}"
    save(session, row)
    reindex(session, row)
    audit.note(session, actor, NOUN, row, "draft", f"アカウント「{row.name}」の開設の申請を起案")
    return row


def revise(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account_id: UUID,
    given: SnsAccountPatch,
    expected: int,
    today: date,
    *,
    look: UseLook,
    now: datetime,
) -> SnsAccount:
    """Changes a draft; of an approved account only what no decision was about. Raises WrongState, saying how it is changed."""
    row = worked_on(session, actor, stored.policy, account_id, expected)
    values = values_of(given)
    _refuse_decided(row, values)
    if row.status == "draft" and Who.SECTION_STAFF not in who(actor, row):
        raise NotAllowed("申請を直せるのは、所管課の職員です。")
    check(session, actor, row, stored.policy, values, today, look=look)
    changed = apply(row, addressed(row, stored.policy, values))
    if row.status == "draft":
        row.policy_version = stored.version
    if not changed:
        session.flush()
        return row
    save(session, row)
    reindex(session, row)
    audit.note(session, actor, NOUN, row, "revise", f"{row.number}の内容を変更", changed)
    gaps.follow(session, actor, stored, row, look=look, now=now, today=today)
    return row


def record_checks(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account_id: UUID,
    given: ChecksIn,
    expected: int,
    today: date,
    *,
    now: datetime,
) -> SnsAccount:
    """Records answers to the checks before the opening, with the day and who looked."""
    row = worked_on(session, actor, stored.policy, account_id, expected)
    if row.status not in KEPT_IN:
        raise WrongState("開設の確認を記録できるのは、開設の申請から閉鎖までの間です。")
    asked = {one.key for one in asked_checks(stored.policy.sns, "opening", takes=row.takes, outsourced=row.outsourced)}
    unknown = [key for key in given.answers if key not in asked]
    if unknown:
        message = "このアカウントの開設の確認にない項目です。"
        raise Invalid(message, errors=[FieldFault(f"/answers/{key}", message) for key in unknown])
    answers = {
        key: {"good": one.good, "note": one.note, "on": today.isoformat(), "by": actor.name} for key, one in given.answers.items()
    }
    changed = apply(row, {"checks": {**row.checks, **answers}})
    session.flush()
    if changed:
        audit.note(session, actor, NOUN, row, "check", f"{row.number}の開設の確認を記録", changed)
        gaps.follow(session, actor, stored, row, now=now, today=today)
    return row


def worked_on(
    session: Session, actor: Actor, policy: PolicySet, account_id: UUID, expected: int | None = None, *, lock: bool = False
) -> SnsAccount:
    """The account, if this actor's section (or public relations) may work on it; held until the commit for one who changes it."""
    row = queries.one(session, actor, policy, account_id, lock=lock or expected is not None)
    if not who(actor, row) & NEAR:
        raise NotAllowed("このアカウントを扱えるのは、所管課と広報主管課の職員です。")
    if expected is not None and row.version != expected:
        raise Stale
    return row


def who(actor: Actor, row: SnsAccount) -> frozenset[Who]:
    """How the actor stands to the section that keeps the account."""
    return relations(actor, row.department_path, row.department_id)


def department_of(session: Session, actor: Actor, department_id: UUID | None) -> Department:
    """The section that is to keep the account; raises NotAllowed for one the actor does not work in."""
    if department_id is None:
        if not actor.posts:
            raise Invalid(
                "所属が登録されていないため、申請できません。システム管理者に発令の登録を依頼してください。",
                pointer="/department_id",
            )
        department_id = actor.posts[0].department_id
    department = find(session, Department, department_id)
    if not any(covers(post, department.path) for post in actor.posts):
        raise NotAllowed("ほかの課のアカウントは申請できません。運用する課の職員が申請してください。")
    return department


def _refuse_decided(row: SnsAccount, values: Mapping[str, Any]) -> None:
    if row.status == "in_approval":
        raise WrongState("回議中のアカウントは変更できません。直すときは、差戻し又は引戻しを受けてください。")
    if row.status not in KEPT_IN:
        raise WrongState("閉鎖、不承認又は取下げとなったアカウントは変更できません。")
    decided = [APPROVED[name] for name, value in values.items() if name in APPROVED and value != getattr(row, name)]
    if decided and row.status != "draft":
        labels = "、".join(f"「{label}」" for label in decided)
        raise WrongState(f"{labels}は、承認を受けた内容です。変えるときは、変更を申請してください。")
