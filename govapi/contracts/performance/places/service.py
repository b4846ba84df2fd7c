"""Writing down where the work is done; a change has the contractor looked at anew."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.triggers.service import open_review
from govapi.contracts.performance.places import queries
from govapi.contracts.performance.places.rules import KINDS, is_change, place_faults, used_on
from govapi.contracts.performance.places.schemas import EndPlaceIn, PlaceIn, PlaceOut
from govapi.contracts.performance.places.tables import WorkPlace
from govapi.contracts.performance.rules import WORKING
from govapi.contracts.rules import status_on
from govapi.contracts.service import open_for_change
from govapi.contracts.tables import Contract
from govapi.kit.errors import Invalid, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"
CHANGE = "place_change"  # the early trigger of the policy set


def add(
    session: Session, actor: Actor, stored: StoredPolicy, contract_id: UUID, given: PlaceIn, *, now: datetime, today: date
) -> WorkPlace:
    """Records a place that was notified. Raises NotAllowed, WrongState, Invalid."""
    contract = _working(session, actor, stored.policy, contract_id, today)
    faults = place_faults(starts_on=given.starts_on, ends_on=given.ends_on, notified_on=given.notified_on, today=today)
    if faults:
        raise Invalid(FAULTY, errors=faults)
    changes = is_change(len(queries.of_contract(session, contract.id)), contract.starts_on, given.starts_on)
    row = WorkPlace(contract_id=contract.id, recorded_name=actor.name, **given.model_dump())
    session.add(row)
    session.flush()
    what = f"作業場所「{row.name}」（{KINDS[given.kind]}、{wareki(row.starts_on)}から）"
    audit.note(session, actor, "contract", contract, "add_place", f"{what}を登録")
    if changes:
        _look_again(session, actor, stored, contract, row, f"{contract.number}の{what}の追加", now, today)
    return row


def end(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    contract_id: UUID,
    place_id: UUID,
    given: EndPlaceIn,
    expected: int,
    today: date,
) -> WorkPlace:
    """Records that a place is used no longer."""
    contract = _working(session, actor, stored.policy, contract_id, today)
    row = queries.one(session, contract.id, place_id, lock=True)
    if row.version != expected:
        raise Stale
    if row.end_notified_on is not None:
        raise WrongState("この作業場所の廃止は、既に記録されています。")
    faults = place_faults(starts_on=row.starts_on, ends_on=given.ends_on, notified_on=given.notified_on, today=today)
    if faults:
        raise Invalid(FAULTY, errors=faults)
    row.ends_on, row.end_notified_on, row.end_reason = given.ends_on, given.notified_on, given.reason
    session.flush()
    audit.note(
        session, actor, "contract", contract, "end_place", f"作業場所「{row.name}」の廃止（{wareki(given.ends_on)}）を記録"
    )
    return row


def shape(row: WorkPlace, today: date) -> PlaceOut:
    out = PlaceOut.model_validate(row)
    out.in_use = used_on(row.starts_on, row.ends_on, today)
    return out


def _working(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, today: date) -> Contract:
    contract = open_for_change(session, actor, policy, contract_id, None)
    if status_on(contract.status, contract.starts_on, today) not in WORKING:
        raise WrongState("契約済又は履行中の契約についてだけ、作業場所の届出を記録できます。")
    return contract


def _look_again(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    contract: Contract,
    row: WorkPlace,
    label: str,
    now: datetime,
    today: date,
) -> None:
    if contract.contractor_id is None:
        return
    open_review(
        session,
        actor,
        stored,
        contract.contractor_id,
        CHANGE,
        label,
        source_noun="contract",
        source_id=row.id,
        source_number=contract.number,
        happened_on=row.notified_on,
        now=now,
        today=today,
    )
