"""The pages of the assessments: the list, the record with its chain, an early review, a look ahead of a contract."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import past
from govapi.assessments import queries
from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.evidence import web as evidence
from govapi.assessments.exceptions import service as asking
from govapi.assessments.exceptions import web as exceptions
from govapi.assessments.needs import service as needs
from govapi.assessments.overview.service import OTHERS, briefs, shape
from govapi.assessments.queries import Filters
from govapi.assessments.rules import VERDICTS
from govapi.assessments.schemas import AskIn, AssessmentDetailOut, AssessmentOut
from govapi.assessments.triggers.schemas import TriggerIn
from govapi.assessments.triggers.service import kinds_by_hand, raise_by_hand
from govapi.assessments.workflow import ASSESSMENT
from govapi.contractors import queries as contractors
from govapi.contractors.web import Look
from govapi.documents.regulations.queries import standing
from govapi.duties.queries import of_record
from govapi.kit.errors import NotFound
from govapi.people.queries import departments
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import ActionButton, Tone

PAGE_SIZE = 50
LABELS = {
    "kind": "契機", "label": "何があったか", "happened_on": "起きた日", "tier": "評価の区分", "title": "予定している業務",
    "reason": "契約の前に評価する理由", "starts_on": "評価が必要になる日", "ends_on": "評価が必要でなくなる日",
}  # fmt: skip
WITHIN = {"0": "期日を過ぎた", "30": "30日以内", "60": "60日以内", "180": "180日以内"}
TONES: dict[str, Tone] = {
    "fit": "good", "conditional": "warn", "unfit": "danger", "expired": "danger", "late": "danger", "ripe": "warn", "early": "warn", "not_wanted": "",
}  # fmt: skip
HINTS = {
    "open_round": "チェックシートを準備し、委託先に送ります。",
    "raise_trigger": "何があったかを記録します。定期の評価の期日は、評価の決裁まで変わりません。",
}
PLACES = {"open_round": "check-sheets/new", "raise_trigger": "triggers/new"}
# Records of these nouns have a page of their own.
NEED_PAGES = {"contract": "/contracts/", "subcontract": "/subcontracts/"}


@page("/assessments")
def list_page(
    door: WebDoor,
    q: FromQuery[str] = "",
    status: FromQuery[str] = "",
    tier: FromQuery[str] = "",
    within: FromQuery[str] = "",
    department: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    asked = {"q": q[:200], "status": status, "tier": tier[:1], "within": within, "department": department}
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        filters = _filters(asked, today)
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = briefs(session, policy, found.items, today)
        sections = departments(session, today)
    return door.page(
        "assessments/list.html",
        rows=rows,
        names={one.id: one.name for one in sections},
        asked=asked,
        narrowed=any(asked.values()),
        statuses=[*VERDICTS.items(), ("lapsed", "期限切れ")],
        tiers=[(one.code, one.label) for one in policy.assessing.tiers],
        withins=list(WITHIN.items()),
        departments=[(one.id, one.name) for one in sections],
        today=today,
        next_url=_url(asked, found.next_cursor) if found.next_cursor else None,
        first_url=_url(asked) if cursor else None,
    )


def _filters(asked: dict[str, str], today: date) -> Filters:
    """The filters of an address; what cannot be read narrows nothing."""
    within = asked["within"]
    return Filters(
        status=asked["status"] if asked["status"] in VERDICTS else None,
        tier=asked["tier"] or None,
        department_id=_uuid(asked["department"]),
        due_before=date.fromordinal(today.toordinal() + int(within) - (within == "0")) if within in WITHIN else None,
        expired_on=today if asked["status"] == "lapsed" else None,
        q=asked["q"],
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _url(asked: dict[str, str], cursor: str | None = None) -> str:
    return f"/assessments?{urlencode({name: value for name, value in {**asked, 'cursor': cursor or ''}.items() if value})}"


@page("/assessments/{assessment_id:uuid}")
def show(door: WebDoor, assessment_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, assessment_id)
        out = shape(session, door.actor, policy, row, today)
        context: dict[str, Any] = {
            "duties": of_record(session, row.id),
            "history": past(session, row.id, ASSESSMENT.labels),
            "proofs": evidence.of_contractor(session, door, policy, row.contractor_id, today),
            "exceptions": exceptions.of_assessment(session, door, policy, row.id),
            "sheet_ids": _openable(session, door, policy, row.id),
            "rests_on": standing(session, policy, "tiers", today, actor=door.actor),
            "others": [one for one in of_contractor(session, door, policy, row.contractor_id, today) if one.id != row.id],
        }
    tier = next((one for one in policy.assessing.tiers if one.code == row.tier), None)
    return door.page(
        "assessments/record.html",
        out=out,
        tier=tier,
        need_pages=NEED_PAGES,
        others_title=OTHERS,
        may_except=asking.may_ask(door.actor, row.department_path, row.department_id),
        actions=_buttons(out),
        today=today,
        **context,
    )


def _openable(session: Session, door: WebDoor, policy: PolicySet, assessment_id: UUID) -> set[UUID]:
    """The rounds of an assessment whose own page the reader may open."""
    filters = sheets.Filters(assessment_id=assessment_id)
    return {one.id for one in sheets.listed(session, door.actor, policy, filters, limit=200, cursor=None).items}


def _buttons(out: AssessmentDetailOut) -> list[ActionButton]:
    """A round first; where none is due yet, still the first thing one would do here."""
    return [
        ActionButton(
            label=one.label,
            url=f"/assessments/{out.id}/{PLACES[one.action]}",
            blocked_because=one.blocked_because or "",
            tone="primary" if one.action == "open_round" else "",
            asks=True,
            hint=HINTS[one.action],
        )
        for one in out.available_actions
    ]


def of_contractor(
    session: Session, door: WebDoor, policy: PolicySet, contractor_id: UUID, today: date
) -> Sequence[AssessmentOut]:
    """The assessments of a contractor that the reader may see. For the pages of other records."""
    filters = Filters(contractor_id=contractor_id)
    found = queries.listed(session, door.actor, policy, filters, limit=20, cursor=None)
    return briefs(session, policy, found.items, today)


def looks(door: WebDoor, session: Session, contractor_id: UUID) -> Sequence[Look]:
    """The assessments of a company, as that company's page shows them."""
    today = door.parts.clock.today()
    policy = current(session, today).policy
    return [
        Look(
            url=f"/assessments/{one.id}",
            number=one.number,
            tier_label=one.tier_label,
            status_label=one.status_label,
            tone=TONES.get(one.status, ""),
            badges=[(mark.label, TONES.get(mark.key, "info")) for mark in one.badges],
            valid_until=one.valid_until,
            next_on=one.next_review_on,
            next_because=one.next_cause_label,
        )
        for one in of_contractor(session, door, policy, contractor_id, today)
    ]


@page("/assessments/{assessment_id:uuid}/triggers/new")
def trigger_page(door: WebDoor, assessment_id: FromPath[UUID]) -> Response[bytes]:
    return _trigger(door, assessment_id, shown({"happened_on": door.parts.clock.today()}))


def _trigger(door: WebDoor, assessment_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, assessment_id)
        out = shape(session, door.actor, policy, row, today)
    offered = next((one for one in out.available_actions if one.action == "raise_trigger"), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。委託先評価の画面に戻ってください。")
    kinds = [(one.key, one.label) for one in kinds_by_hand(policy, row.tier)]
    return door.page("assessments/trigger.html", out=out, kinds=kinds, form=bound, blocked=offered.blocked_because)


@form("/assessments/{assessment_id:uuid}/triggers/new")
def raise_trigger(door: WebDoor, assessment_id: FromPath[UUID]) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()

    def work(session: Session, given: TriggerIn) -> str:
        raise_by_hand(session, door.actor, current(session, today), assessment_id, given, now=now, today=today)
        return f"/assessments/{assessment_id}"

    flash = "臨時の再評価を始めました。チェックシートを準備して、委託先に送ってください。"
    return door.submit(TriggerIn, work, lambda bound: _trigger(door, assessment_id, bound), flash=flash, labels=LABELS)


@page("/contractors/{contractor_id:uuid}/assessments/new")
def ask_page(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    return _ask(door, contractor_id, shown())


def _ask(door: WebDoor, contractor_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contractor = contractors.one(session, contractor_id)
    tiers = [(one.code, one.label) for one in policy.assessing.tiers]
    return door.page("assessments/ask.html", contractor=contractor, tiers=tiers, form=bound)


@form("/contractors/{contractor_id:uuid}/assessments/new")
def ask(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()

    def work(session: Session, given: AskIn) -> str:
        needs.ask(session, door.actor, current(session, today), contractor_id, given, now=now, today=today)
        followed = next(one for one in queries.of_contractor(session, contractor_id) if one.followed)
        return f"/assessments/{followed.id}"

    flash = "評価の必要を記録しました。続けて、チェックシートを準備してください。"
    return door.submit(AskIn, work, lambda bound: _ask(door, contractor_id, bound), flash=flash, labels=LABELS)


ROUTES: list[Any] = [list_page, show, trigger_page, raise_trigger, ask_page, ask]
