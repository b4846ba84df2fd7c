"""The duties of the ends that lie ahead: told whenever the terms of a contract may have changed."""

from datetime import date, datetime

from sqlmodel import Session, col

from govapi.contracts.clauses import queries as clauses
from govapi.contracts.clauses.tables import Waiver
from govapi.contracts.ending.rules import Allowed, end_wanted, fates
from govapi.contracts.rules import status_on
from govapi.contracts.tables import Contract
from govapi.db.session import owned
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

CONTRACT_END, WAIVER_END = "contract.end", "waiver.end"


def follow(session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, *, now: datetime, today: date) -> None:
    """Plans the end of the term and of the waivers in force, settles what was met, drops what fell away. Idempotent."""
    status = status_on(contract.status, contract.starts_on, today)
    key, what = f"{CONTRACT_END}:{contract.id}", end_wanted(status, contract.ends_on)
    if what == "plan":
        duties.plan(session, actor, stored.policy, of_the_term(contract), now=now, today=today)
    elif what == "settle":
        duties.settle(session, actor, key, "履行が完了したため", now=now)
    else:
        duties.drop(session, actor, key, "契約が終わったため", now=now)
    _waivers(session, actor, stored.policy, contract, status, now, today)


def new_ends(contract: Contract, today: date) -> list[Obligation]:
    """The duties of a contract about which nothing is known yet (移行登録)."""
    status = status_on(contract.status, contract.starts_on, today)
    return [of_the_term(contract)] if end_wanted(status, contract.ends_on) == "plan" else []


def of_the_term(contract: Contract) -> Obligation:
    """The end of the term of a contract that has one."""
    assert contract.ends_on is not None, "a contract without a last day has no end to be planned"
    return Obligation.about(
        contract,
        "contract",
        key=f"{CONTRACT_END}:{contract.id}",
        kind=CONTRACT_END,
        title=f"{contract.title}の履行期間の満了",
        on=contract.ends_on,
        cause="term",
        cause_label=f"履行期間の末日は{wareki(contract.ends_on)}です。更新の要否を決め、返却・消去の確認に備えてください。",
    )


def _waivers(
    session: Session, actor: Actor, policy: PolicySet, contract: Contract, status: str, now: datetime, today: date
) -> None:
    rows = session.exec(
        owned(session, Waiver)
        .where(col(Waiver.contract_id) == contract.id, col(Waiver.status) == "granted")
        .order_by(col(Waiver.id))
    ).all()
    if not rows:
        return
    by_id = {row.id: row for row in rows}
    included = frozenset(row.key for row in clauses.of_contract(session, contract.id) if row.state == "included")
    allowed = [Allowed(row.id, row.clause_key, row.until) for row in rows]
    for fate in fates(allowed, included, under_way=status not in ("closed", "terminated", "failed", "withdrawn")):
        key = f"{WAIVER_END}:{fate.waiver.id}"
        if fate.what == "plan":
            duties.plan(session, actor, policy, _of_waiver(contract, by_id[fate.waiver.id], key), now=now, today=today)
        elif fate.what == "settle":
            duties.settle(session, actor, key, fate.label, now=now)
        else:
            duties.drop(session, actor, key, fate.label, now=now)


def _of_waiver(contract: Contract, waiver: Waiver, key: str) -> Obligation:
    return Obligation.about(
        waiver,
        "waiver",
        key=key,
        kind=WAIVER_END,
        title=f"{contract.title}「{waiver.clause_title}」の例外措置の期限",
        on=waiver.until,
        cause="until",
        cause_label=f"例外措置は{wareki(waiver.until)}までです。条項を契約に入れるか、改めて許可を受けてください。",
    )
