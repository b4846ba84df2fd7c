"""What people do with policy sets: import the next version, confirm what stood as 初期値."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.queries import municipality
from govapi.policy import store
from govapi.policy.confirmation import confirm
from govapi.policy.differences import differences
from govapi.policy.faults import FaultyPolicy, PolicyFault
from govapi.policy.loading import default_policy, digest, from_json, parse, to_json
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.tables import PolicySetRow

MAY_IMPORT = frozenset({"security_supervisor", "ciso"})
_TOLD = 100


def checked(files: Mapping[str, str]) -> PolicySet:
    """The policy set of edited files, read before any transaction begins. Raises Invalid with every fault."""
    try:
        return parse(files)
    except FaultyPolicy as faulty:
        raise Invalid(
            "方針セットに誤りがあるため、取り込めません。示した箇所を直してください。",
            errors=[_field(row) for row in faulty.faults],
        ) from faulty


def adopt(
    session: Session, actor: Actor, policy: PolicySet, *, note: str, today: date, in_force_from: date | None = None
) -> PolicySetRow:
    """Stores a checked policy set as the next version. Raises Conflict when it would overtake one that is still to come."""
    may_adopt(actor)
    last = store.newest(session)
    _check_day(last, today, in_force_from)
    row = PolicySetRow(
        set_version=last.set_version + 1 if last else 1,
        name=policy.name,
        note=note,
        in_force_from=in_force_from,
        imported_by=" ".join(part for part in (actor.title, actor.name) if part)[:300],
        sha256=digest(policy),
        content=to_json(policy),
    )
    session.add(row)
    session.flush()
    changes = differences(store.stored(session, last.id)[1], policy) if last else []
    audit.record(
        session,
        actor,
        action="policy_set.import",
        noun="policy_set",
        record_id=row.id,
        number=f"第{row.set_version}版",
        summary=f"方針セット第{row.set_version}版を取込み",
        reason=note,
        changes={"sha256": row.sha256, "differences": changes[:_TOLD], "count": len(changes)},
    )
    return row


def adopt_default(session: Session, actor: Actor, today: date) -> PolicySetRow:
    """Gives a new municipality the shipped policy set as version 1; does nothing when it has one."""
    held = store.newest(session)
    if held is not None:
        return held
    policy = for_kind(default_policy(), municipality(session).kind)
    return adopt(session, actor, policy, note="govapi に付属する初期の方針セット", today=today)


def for_kind(policy: PolicySet, kind: str) -> PolicySet:
    """The policy set with the column of 別表第5 that holds for this kind (municipality, designated_city, prefecture)."""
    content = to_json(policy)
    content["procurement"]["small_sum"]["body"] = kind
    return from_json(content)


def confirm_rules(
    session: Session, actor: Actor, policy_set_id: UUID, pointers: Sequence[str], *, note: str, today: date
) -> PolicySetRow:
    """Confirms 初期値 of the newest version: makes the next version, in force when that one is."""
    may_adopt(actor)
    row, policy = store.stored(session, policy_set_id)
    last = store.newest(session)
    if last is None or last.id != row.id:
        raise Conflict("確認できるのは、最新の版だけです。最新の版を開いてから、もう一度操作してください。")
    try:
        confirmed = confirm(policy, pointers)
    except KeyError as unknown:
        message = f"「{unknown.args[0]}」は、確認を待つ初期値ではありません。一覧から選んでください。"
        raise Invalid(message, pointer="/pointers") from unknown
    waits = row.in_force_from if row.in_force_from and row.in_force_from > today else None
    return adopt(session, actor, confirmed, note=note, today=today, in_force_from=waits)


def may_adopt(actor: Actor) -> None:
    """Raises NotAllowed for who may neither import nor confirm."""
    if actor.kind == "system" or "administrator" in actor.system_roles or MAY_IMPORT & actor.duties:
        return
    raise NotAllowed(
        "方針セットを取り込み、又は確認できるのは、統括情報セキュリティ責任者、ＣＩＳＯ又はシステム管理者です。依頼してください。"
    )


def _check_day(last: PolicySetRow | None, today: date, in_force_from: date | None) -> None:
    if in_force_from is not None and in_force_from < today:
        raise Invalid(
            "施行日には、今日以後の日を指定してください。過去の決裁に適用した版は変えられません。", pointer="/in_force_from"
        )
    if last is None or last.in_force_from is None or last.in_force_from <= (in_force_from or today):
        return
    raise Conflict(
        f"第{last.set_version}版が{wareki(last.in_force_from)}から施行されます。それ以後の日を施行日に指定してください。"
    )


def _field(fault: PolicyFault) -> FieldFault:
    escaped = fault.file.replace("~", "~0").replace("/", "~1")
    return FieldFault(f"/files/{escaped}", str(fault))
