"""Taking a roster in, version by version. Names stay in its rows: not in the trail, not in the search."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contracts import queries as contracts
from govapi.contracts.performance.rosters import queries
from govapi.contracts.performance.rosters.rules import Worker, changes, faults, in_force
from govapi.contracts.performance.rosters.schemas import RosterIn, RosterOut, RosterRow, WorkerOut
from govapi.contracts.performance.rosters.tables import Roster, RosterWorker
from govapi.contracts.performance.rules import WORKING
from govapi.contracts.rules import status_on
from govapi.contracts.service import facts_of, open_for_change
from govapi.contracts.tables import Contract
from govapi.kit.errors import Invalid, NotFound, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet

FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"


def contract_of(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID) -> Contract:
    """The contract whose rosters the actor may read; else NotFound."""
    contract = contracts.one(session, actor, policy, contract_id)
    if not queries.sees(session, actor, policy, contract.id):
        raise NotFound
    return contract


def take(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, given: RosterIn, today: date) -> Roster:
    """A new version, whole. Raises NotFound, NotAllowed, WrongState, Invalid with every fault by row."""
    contract = open_for_change(session, actor, policy, contract_id, None)
    if not queries.sees(session, actor, policy, contract.id):
        raise NotFound
    if status_on(contract.status, contract.starts_on, today) not in WORKING:
        raise WrongState("契約済又は履行中の契約についてだけ、従事者名簿を登録できます。")
    if given.received_on > today:
        raise Invalid("名簿を受けた日には、今日以前の日を入力してください。", pointer="/received_on")
    rows = [Worker(one.name, one.trained_on, one.starts_on, one.ends_on, one.handles_my_number) for one in given.workers]
    found = faults(rows, my_number=facts_of(contract, policy).my_number, today=today)
    if found:
        raise Invalid(FAULTY, errors=found)
    last = max((one.edition for one in queries.of_contract(session, contract.id)), default=0)
    row = Roster(
        contract_id=contract.id,
        edition=last + 1,
        is_change=last > 0,
        worker_count=len(rows),
        recorded_name=actor.name,
        **given.model_dump(exclude={"workers"}),
    )
    session.add(row)
    session.flush()
    for position, one in enumerate(given.workers, start=1):
        session.add(RosterWorker(roster_id=row.id, position=position, **one.model_dump()))
    session.flush()
    what = "従事者名簿の変更届" if row.is_change else "従事者名簿"
    summary = f"{what}（第{row.edition}版、{wareki(row.effective_on)}から、{row.worker_count}人）を登録"
    audit.note(session, actor, "contract", contract, "take_roster", summary)
    return row


def rows(session: Session, contract_id: UUID, found: Sequence[Roster], today: date) -> list[RosterRow]:
    """Versions for a list; which of all is in force is asked once."""
    holds = _edition_in_force(session, contract_id, today)
    return [_fill(RosterRow.model_validate(row), row, holds) for row in found]


def shape(session: Session, row: Roster, today: date) -> RosterOut:
    """A version with its people, and who came and left with it."""
    people = queries.workers(session, row.id)
    out = RosterOut(**RosterRow.model_validate(row).model_dump())
    out.in_force = row.edition == _edition_in_force(session, row.contract_id, today)
    out.workers = [WorkerOut.model_validate(one) for one in people]
    before = next((one for one in queries.of_contract(session, row.contract_id) if one.edition == row.edition - 1), None)
    if before is not None:
        earlier = [one.name for one in queries.workers(session, before.id)]
        out.came, out.left = changes(earlier, [one.name for one in people])
    return out


def _edition_in_force(session: Session, contract_id: UUID, today: date) -> int | None:
    return in_force([(one.edition, one.effective_on) for one in queries.of_contract(session, contract_id)], today)


def _fill(out: RosterRow, row: Roster, holds: int | None) -> RosterRow:
    out.in_force = row.edition == holds
    return out
