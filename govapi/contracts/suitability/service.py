"""The suitability of the contractor: as guard of the choice and of the conclusion, and what follows from a plan."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.rules import VERDICTS
from govapi.audit.changes import apply
from govapi.contracts import queries as contracts
from govapi.contracts.needs.service import tier_of
from govapi.contracts.rules import status_on
from govapi.contracts.service import may_work_on
from govapi.contracts.suitability import queries
from govapi.contracts.suitability.queries import Looked
from govapi.contracts.suitability.rules import CONFIRMING, LABELS, OVER, Suitability, bars_choice, bars_conclusion, judge
from govapi.contracts.suitability.schemas import CompanyOut, ConfirmIn, SentenceOut, SuitabilityOut
from govapi.contracts.tables import Contract
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.errors import Invalid, Stale, Unmet, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

DUTY = "contract.confirmation"


def of(session: Session, policy: PolicySet, contract: Contract, today: date) -> Suitability:
    """How the chosen contractor stands to the contract."""
    return judge(queries.situation(session, policy, contract, contract.contractor_id, today)[0])


def refuse_choice(session: Session, policy: PolicySet, contract: Contract, today: date) -> None:
    """Raises Unmet where this contractor cannot be chosen."""
    reason = bars_choice(of(session, policy, contract, today))
    if reason is not None:
        raise Unmet(reason, code="contractor_not_assessed")


def fault(session: Session, policy: PolicySet, contract: Contract, today: date) -> str | None:
    """Why the conclusion cannot be asked for, in Japanese, or None."""
    return bars_conclusion(of(session, policy, contract, today))


def follow(session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, *, now: datetime, today: date) -> None:
    """A contract concluded with a plan has its confirmation as a duty, until it is done or the contract is over."""
    status = status_on(contract.status, contract.starts_on, today)
    if contract.confirmation_due is None or not contract.confirmation_plan or contract.confirmed_on is not None:
        return
    if status in CONFIRMING:
        duties.plan(session, actor, stored.policy, _obligation(contract, contract.confirmation_due), now=now, today=today)
    elif status in OVER:
        duties.drop(session, actor, _key(contract), "契約が終わったため", now=now)


def confirm(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    contract_id: UUID,
    given: ConfirmIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Contract:
    """The plan was carried out; the duty is settled by it. Raises WrongState where there is no plan to carry out."""
    contract = contracts.one(session, actor, stored.policy, contract_id, lock=True)
    may_work_on(actor, contract)
    if contract.version != expected:
        raise Stale
    if status_on(contract.status, contract.starts_on, today) not in CONFIRMING or not contract.confirmation_plan:
        raise WrongState(
            "契約後に対策を確かめる計画がないか、契約が締結されていないか、既に終わっているため、確認を記録できません。"
        )
    if contract.confirmed_on is not None:
        raise WrongState("対策の確認は、既に記録されています。")
    if given.confirmed_on > today:
        raise Invalid("確かめた日には、今日以前の日を入力してください。", pointer="/confirmed_on")
    changed = apply(contract, given.model_dump())
    session.flush()
    audit.note(session, actor, "contract", contract, "confirm", f"{contract.number}の委託先の対策を確認", changed)
    duties.settle(session, actor, _key(contract), f"{wareki(given.confirmed_on)}に確認", now=now)
    return contract


def shape(
    session: Session, actor: Actor, policy: PolicySet, contract: Contract, contractor_id: UUID | None, today: date
) -> SuitabilityOut:
    """The suitability as its reader sees it, of the chosen contractor or of a candidate."""
    at, looked = queries.situation(session, policy, contract, contractor_id or contract.contractor_id, today)
    found, tier, binding = judge(at), tier_of(policy, contract), queries.binding_of(policy, contract)
    readable = queries.readable(session, actor, policy, looked)
    return SuitabilityOut(
        outcome=found.outcome,
        outcome_label=LABELS[found.outcome],
        because=found.because,
        tier=tier.code if tier else None,
        tier_label=tier.label if tier else "",
        sheet_title=policy.assessing.sheet(tier.sheet).title if tier else "",
        method_label=policy.procurement.method(contract.method).label if contract.method else "",
        told_in=binding.told_in if binding else "",
        checked_when=binding.checked_at if binding else "",
        may_ask=at.may_ask,
        assessment_published=contract.assessment_published,
        confirmation_plan=contract.confirmation_plan,
        confirmation_due=contract.confirmation_due,
        confirmed_on=contract.confirmed_on,
        confirmation_result=contract.confirmation_result,
        companies=[_company(one, readable) for one in looked],
        sentences=sentences(policy, contract),
    )


def sentences(policy: PolicySet, contract: Contract) -> list[SentenceOut]:
    """What to write into the 公告, the 仕様書 or the 実施要領; nothing where no assessment or no method is known."""
    tier, binding = tier_of(policy, contract), queries.binding_of(policy, contract)
    if tier is None or binding is None:
        return []
    words = {"tier": tier.label, "sheet": policy.assessing.sheet(tier.sheet).title}
    return [
        SentenceOut(place=binding.told_in, text=binding.sentence.format(**words)),
        SentenceOut(place="仕様書（契約期間中の評価）", text=binding.specification.format(**words)),
    ]


def _company(one: Looked, readable: frozenset[UUID]) -> CompanyOut:
    held = one.standing.assessment
    return CompanyOut(
        contractor_id=one.contractor_id,
        name=one.company.name,
        verdict=one.company.verdict,  # type: ignore[arg-type]  # stored verdicts are these
        verdict_label=VERDICTS[one.company.verdict],
        standing=one.company.sentence,
        valid_until=one.standing.valid_until,
        ok=one.company.ok,
        assessment_id=held.id if held is not None and held.id in readable else None,
        exception_number=one.exception.number if one.exception else "",
        exception_until=one.company.exception_until,
    )


def _key(contract: Contract) -> str:
    return f"{DUTY}:{contract.id}"


def _obligation(contract: Contract, on: date) -> Obligation:
    return Obligation.about(
        contract,
        "contract",
        key=_key(contract),
        kind=DUTY,
        title=f"{contract.title}の委託先の対策の確認"[:200],
        on=on,
        cause="plan",
        cause_label=contract.confirmation_plan[:500],
    )
