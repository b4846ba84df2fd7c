"""Planning a visit, announcing it, writing down what was found, and seeing that it is mended."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.contracts import queries as contracts
from govapi.contracts.needs.service import tier_of
from govapi.contracts.performance.rules import WATCHED, WORKING
from govapi.contracts.performance.visits import queries
from govapi.contracts.performance.visits.duties.service import planned_visit, visit_of_the_term
from govapi.contracts.performance.visits.rules import VisitFacts, is_late, result_faults
from govapi.contracts.performance.visits.schemas import CarryOutIn, FindingOut, SettleIn, VisitIn, VisitOut, VisitPatch, VisitRow
from govapi.contracts.performance.visits.tables import SiteVisit, SiteVisitFinding
from govapi.contracts.performance.visits.workflow import SITE_VISIT, VISITORS
from govapi.contracts.rules import status_on
from govapi.contracts.tables import Contract
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.assessing import OnSite
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

NEEDED = {"from_time": "開始の時刻", "place": "調査の場所", "inspectors": "調査する職員", "items": "調査する事項"}
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"
PLANNED, ONCE = "site_visit.planned", "site_visit.once_a_term"


def plan(
    session: Session, actor: Actor, stored: StoredPolicy, contract_id: UUID, given: VisitIn, *, now: datetime, today: date
) -> SiteVisit:
    """Plans a visit under a contract that is being performed. Raises WrongState, Invalid."""
    contract = contracts.one(session, actor, stored.policy, contract_id, lock=True)
    _refuse_others(relations(actor, contract.department_path, contract.department_id))
    if status_on(contract.status, contract.starts_on, today) not in WORKING:
        raise WrongState("契約済又は履行中の契約についてだけ、実地調査を計画できます。")
    year = fiscal_year(today)
    row = SiteVisit(
        number="",
        contract_id=contract.id,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        department_path=contract.department_path,
        **given.model_dump(exclude_unset=True, exclude_none=True),
    )
    _check_day(row, contract, today)
    row.number = f"調査-{year}-{next_number(session, f'site_visit-{year}'):04d}"
    session.add(row)
    session.flush()
    audit.note(session, actor, "site_visit", row, "plan", f"{contract.number}の実地調査（{wareki(row.planned_on)}）を計画")
    duties.plan(session, actor, stored.policy, planned_visit(row, contract), now=now, today=today)
    return row


def revise(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    visit_id: UUID,
    given: VisitPatch,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> SiteVisit:
    """Changes the plan of a visit that was not announced."""
    row = _held(session, actor, stored.policy, visit_id, expected)
    _refuse_others(who(actor, row))
    if row.status != "planned":
        raise WrongState("通知した実地調査は変更できません。日時等を変えるときは、「予定を改める」の操作をしてください。")
    contract = find(session, Contract, row.contract_id)
    changed = apply(row, given.model_dump(exclude_unset=True, exclude_none=True))
    _check_day(row, contract, today)
    session.flush()
    if changed:
        audit.note(session, actor, "site_visit", row, "revise", f"{row.number}の計画を変更", changed)
        duties.plan(session, actor, stored.policy, planned_visit(row, contract), now=now, today=today)
    return row


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    visit_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> SiteVisit:
    """One step of a visit, with what follows from it."""
    row = _held(session, actor, stored.policy, visit_id, expected)
    contract = find(session, Contract, row.contract_id, lock=True)
    reason = str(getattr(given, "reason", ""))
    known = facts(session, row, today)
    perform(session, actor, row, SITE_VISIT, action, status=row.status, facts=known, who=who(actor, row), now=now, reason=reason)
    if isinstance(given, CarryOutIn):
        _write_result(session, row, contract, given, today)
        duties.settle_record(session, actor, row.id, f"{wareki(given.visited_on)}に実施", now=now, kinds=(PLANNED,))
        follow(session, actor, stored, contract, now=now, today=today)
    if action == "cancel":
        duties.drop_record(session, actor, row.id, "実地調査の中止", now=now, kinds=(PLANNED,))
    session.flush()
    return row


def settle(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    visit_id: UUID,
    finding_id: UUID,
    given: SettleIn,
    expected: int,
    today: date,
) -> SiteVisitFinding:
    """Writes down that what was found has been mended."""
    visit = queries.one(session, actor, policy, visit_id, lock=True)
    _refuse_others(who(actor, visit))
    row = _open(queries.finding(session, visit.id, finding_id, lock=True))
    if row.version != expected:
        raise Stale
    if given.settled_on > today or (visit.visited_on is not None and given.settled_on < visit.visited_on):
        raise Invalid("改善を確認した日には、調査の日から今日までの日を入力してください。", pointer="/settled_on")
    row.settled_on, row.settlement, row.settled_name = given.settled_on, given.settlement, actor.name
    session.flush()
    audit.note(session, actor, "site_visit", visit, "settle_finding", f"指摘「{row.item}」の改善を確認")
    return row


def pass_on(
    session: Session, actor: Actor, policy: PolicySet, visit_id: UUID, finding_id: UUID, number: str, expected: int
) -> SiteVisitFinding:
    """The section says itself which 改善要求 goes on with a finding."""
    visit = queries.one(session, actor, policy, visit_id, lock=True)
    _refuse_others(who(actor, visit))
    if queries.finding(session, visit.id, finding_id).version != expected:
        raise Stale
    return hand_over(session, actor, visit.id, finding_id, number)


def hand_over(session: Session, actor: Actor, visit_id: UUID, finding_id: UUID, number: str) -> SiteVisitFinding:
    """What was found goes on as the 改善要求 of this number. For the room that keeps those, by its own rule of who may."""
    visit = find(session, SiteVisit, visit_id, lock=True)
    row = _open(queries.finding(session, visit.id, finding_id, lock=True))
    row.handed_over_to = number
    session.flush()
    audit.note(session, actor, "site_visit", visit, "hand_over_finding", f"指摘「{row.item}」を改善要求（{number}）に引継ぎ")
    return row


def follow(session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, *, now: datetime, today: date) -> None:
    """A contractor of the heaviest tier is visited once in the term: somebody's duty until it was done."""
    wanted = of_the_term(stored.policy, contract)
    if wanted is None:
        duties.drop_record(session, actor, contract.id, "実地調査を要しなくなったため", now=now, kinds=(ONCE,))
    elif queries.was_visited(session, contract.id):
        duties.settle_record(session, actor, contract.id, "実地調査の実施", now=now, kinds=(ONCE,))
    else:
        duties.plan(session, actor, stored.policy, wanted, now=now, today=today)


def contract_over(session: Session, actor: Actor, contract: Contract, *, now: datetime, today: date) -> None:
    """The contract was terminated or closed: what was still planned is not visited."""
    because = "契約の終了による。"
    for row in queries.ahead(session, contract.id):
        known, by = facts(session, row, today), frozenset({Who.SECTION_STAFF})
        perform(session, actor, row, SITE_VISIT, "cancel", status=row.status, facts=known, who=by, now=now, reason=because)
        duties.drop_record(session, actor, row.id, because, now=now, kinds=(PLANNED,))
    session.flush()


def of_the_term(policy: PolicySet, contract: Contract) -> Obligation | None:
    """The visit a contract of this weight wants once in its term; None: none."""
    tier = tier_of(policy, contract)
    if tier is None or tier.on_site is not OnSite.ONCE_A_TERM or contract.status not in WATCHED or contract.ends_on is None:
        return None
    return visit_of_the_term(contract, contract.ends_on)


def facts(session: Session, row: SiteVisit, today: date) -> VisitFacts:
    """What the guards look at."""
    missing = [label for name, label in NEEDED.items() if not getattr(row, name)]
    found = [one.item for one in queries.findings(session, row.id) if not _settled(one)]
    return VisitFacts(missing=missing, planned_on=row.planned_on, open_findings=found, today=today)


def who(actor: Actor, row: SiteVisit) -> frozenset[Who]:
    """How the actor stands to this visit."""
    return relations(actor, row.department_path, row.department_id)


def brief(row: SiteVisit, today: date) -> VisitRow:
    """A visit for a list: no query of its own."""
    out = VisitRow.model_validate(row)
    out.status_label = SITE_VISIT.labels[row.status]
    out.overdue = row.status in ("planned", "notified") and row.planned_on < today
    return out


def shape(session: Session, actor: Actor, row: SiteVisit, policy: PolicySet, today: date, ground: str = "") -> VisitOut:
    """A visit with this actor's actions; ``ground`` is the clause it rests on."""
    out = VisitOut.model_validate({**row.model_dump(), **brief(row, today).model_dump()})
    out.legal_ground = ground
    out.findings = [shape_finding(one, today) for one in queries.findings(session, row.id)]
    known = facts(session, row, today)
    stamped = stamps_of(SITE_VISIT, row)
    out.available_actions = shown(
        SITE_VISIT.available(row.status, known, who(actor, row), person=actor.person_id, stamped=stamped)
    )
    return out


def shape_finding(row: SiteVisitFinding, today: date) -> FindingOut:
    out = FindingOut.model_validate(row)
    out.settled = _settled(row)
    out.late = is_late(row.due_on, out.settled, today)
    return out


def _settled(row: SiteVisitFinding) -> bool:
    return row.settled_on is not None or bool(row.handed_over_to)


def _held(session: Session, actor: Actor, policy: PolicySet, visit_id: UUID, expected: int) -> SiteVisit:
    row = queries.one(session, actor, policy, visit_id, lock=True)
    if row.version != expected:
        raise Stale
    return row


def _open(row: SiteVisitFinding) -> SiteVisitFinding:
    if _settled(row):
        raise WrongState("この指摘は、既に改善が確認され、又は改善要求に引き継がれています。")
    return row


def _refuse_others(relations: frozenset[Who]) -> None:
    if not relations & VISITORS:
        raise NotAllowed("実地調査を行えるのは、所管課と情報政策担当課の職員です。")


def _check_day(row: SiteVisit, contract: Contract, today: date) -> None:
    if row.planned_on < today:
        raise Invalid("実地調査の予定の日は、今日以後の日にしてください。", pointer="/planned_on")
    if contract.ends_on is not None and row.planned_on > contract.ends_on:
        raise Invalid(
            f"実地調査の予定の日は、履行期間の終期（{wareki(contract.ends_on)}）までの日にしてください。", pointer="/planned_on"
        )


def _write_result(session: Session, row: SiteVisit, contract: Contract, given: CarryOutIn, today: date) -> None:
    faults = result_faults(given.visited_on, [one.due_on for one in given.findings], contract.starts_on, today)
    place, inspectors = given.place or row.place, list(given.inspectors) or row.inspectors
    for name, value in (("place", place), ("inspectors", inspectors)):
        if not value:
            faults.append(FieldFault(f"/{name}", f"「{NEEDED[name]}」を入力してください。"))
    if faults:
        raise Invalid(FAULTY, errors=faults)
    row.visited_on, row.place, row.inspectors = given.visited_on, place, inspectors
    row.attended_by, row.conclusion = given.attended_by, given.conclusion
    for position, one in enumerate(given.findings, start=1):
        session.add(SiteVisitFinding(visit_id=row.id, position=position, **one.model_dump()))
