"""The list of contracts and the page of one."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.contracts import queries
from govapi.contracts.amendments import queries as amendments
from govapi.contracts.amendments.editing import web as amending
from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.amendments.workflow import AMENDMENT
from govapi.contracts.clauses import service as clauses
from govapi.contracts.closing import queries as closing
from govapi.contracts.decisions.queries import collect
from govapi.contracts.drafting import queries as choices
from govapi.contracts.drafting.rules import tab_of, tabs_in
from govapi.contracts.drafting.web import years
from govapi.contracts.history.web import history, record_tabs
from govapi.contracts.interventions.web import Concerns
from govapi.contracts.ledger import service as ledger
from govapi.contracts.queries import Filters
from govapi.contracts.renewals.rules import RENEWABLE
from govapi.contracts.renewals.service import renewal_of
from govapi.contracts.rules import ContractFacts
from govapi.contracts.schemas import ContractOut
from govapi.contracts.service import who
from govapi.contracts.tables import Contract
from govapi.contracts.waivers import web as waivers
from govapi.contracts.workflow import LABELS
from govapi.kit.errors import NotFound
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.queries import departments
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.routes import page
from govapi.web.shapes import ActionButton, Tone
from govapi.workflow.machine import Available

PAGE_SIZE = 50
TONES: dict[str, Tone] = {
    "draft": "", "plan_in_approval": "info", "conclusion_in_approval": "info", "active": "good", "concluded": "good", "suspended": "warn",
    "amending": "info", "terminating": "warn", "closing": "warn", "completed": "info", "terminated": "danger", "failed": "danger", "withdrawn": "danger",
}  # fmt: skip
NEAR = frozenset({Who.SECTION_STAFF, Who.CONTRACT_OFFICE})
SUBMITS = ("submit_plan", "submit_conclusion", "submit_merged")
HINTS = {
    "submit_plan": "条項と予定価格を添えて、回議に付します。",
    "submit_merged": "少額の随意契約では、二つの伺いを併せることができます。",
    "select": "委託先を選び、金額と理由を記録します。",
}


@page("/contracts")
def list_page(
    door: WebDoor,
    q: FromQuery[str] = "",
    status: FromQuery[str] = "",
    year: FromQuery[str] = "",
    department: FromQuery[str] = "",
    method: FromQuery[str] = "",
    grade: FromQuery[str] = "",
    contractor_id: FromQuery[UUID | None] = None,
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    asked = {"q": q[:200], "status": status, "year": year, "department": department, "method": method, "grade": grade}
    asked["contractor_id"] = "" if contractor_id is None else str(contractor_id)
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(session, door.actor, policy, _filters(asked), today=today, limit=PAGE_SIZE, cursor=cursor or None)
        context: dict[str, Any] = {
            "rows": ledger.rows(found.items, policy, today),
            "names": choices.department_names(session, (contract.department_id for contract, _name in found.items)),
            "departments": [(one.id, one.name) for one in departments(session, today)],
            "company": queries.contractor_name(session, contractor_id),
        }
    return door.page(
        "contracts/list.html",
        asked=asked,
        narrowed=any(asked.values()),
        tones=TONES,
        next_url=_url(asked, found.next_cursor) if found.next_cursor else None,
        first_url=_url(asked) if cursor else None,
        **_filter_options(policy, today),
        **context,
    )


def _filters(asked: dict[str, str]) -> Filters:
    """The filters of an address; what cannot be read narrows nothing."""
    year = asked["year"]
    return Filters(
        q=asked["q"],
        status=asked["status"] if asked["status"] in LABELS else None,
        fiscal_year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        department_id=_uuid(asked["department"]),
        contractor_id=_uuid(asked["contractor_id"]),
        method=asked["method"] or None,
        class_code=asked["grade"] or None,
    )


def _filter_options(policy: PolicySet, today: date) -> dict[str, Any]:
    classes = policy.classification.confidentiality
    return {
        "statuses": list(LABELS.items()),
        "years": years(fiscal_year(today)),
        "methods": [(one.key, one.label) for one in policy.procurement.methods],
        "classes": [(one.code, one.label) for one in classes],
        "short": {one.code: one.short_label for one in classes},
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _url(asked: dict[str, str], cursor: str | None = None) -> str:
    given = {name: value for name, value in {**asked, "cursor": cursor or ""}.items() if value}
    return f"/contracts?{urlencode(given)}"


@dataclass(frozen=True)
class Missing:
    """Something still to be done before the next step, and the page where it is done."""

    text: str
    url: str = ""
    link: str = ""


def record_page(door: WebDoor, contract_id: UUID, concerns: Concerns) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = queries.one(session, door.actor, policy, contract_id)
        out = ledger.whole(session, door.actor, contract, policy, today)
        facts = collect(session, contract, policy, out.status, today)
        may_edit = bool(who(door.actor, contract) & NEAR) and bool(tabs_in(contract.status))
        context: dict[str, Any] = {
            **_around(session, contract, policy, today),
            "sees_price": ledger.sees_price(session, door.actor, contract, policy),
            "history": history(session, contract, out.status),
            "before": _before(session, door, policy, contract),
            "after": renewal_of(session, contract.id),
            "closing": _closing(session, contract.id),
            "changes": _amendments(session, door, policy, contract.id),
            "waivers": waivers.of_contract(session, door, policy, contract.id, today),
            "concerns": concerns(door, session, contract.id),
        }
    return door.page(
        "contracts/record.html",
        out=out,
        may_edit=may_edit,
        may_renew=may_renew(door.actor, contract, out.status),
        may_amend=amending.may_start(door, contract),
        tone=TONES.get(out.status, ""),
        tabs=record_tabs(out.id, "record"),
        missing=missing_list(out, facts if context["sees_price"] else without_price(facts)),
        actions=buttons(out),
        today=today,
        **context,
    )


def _around(session: Session, contract: Contract, policy: PolicySet, today: date) -> dict[str, Any]:
    """What stands beside the contract on its page: names, clauses, papers."""
    rows = clauses.shapes(session, policy, contract.id, today)
    return {
        "people": choices.names(session, (contract.supervisor_id, contract.inspector_id, contract.created_by)),
        "department": choices.department_names(session, [contract.department_id]).get(contract.department_id, ""),
        "organ": choices.organ_of(session, contract.organ_id),
        "clauses": rows,
        "open_clauses": [row.title for row in rows if row.required and row.state not in ("included", "waived")],
        "papers": {one.key: one.title for one in policy.manifest.templates},
        "long_terms": {one.key: one.label for one in policy.procurement.long_term},
    }


def may_renew(actor: Actor, contract: Contract, status: str) -> bool:
    """Whether the button to renew is shown; the use case decides once more."""
    return status in RENEWABLE and bool(who(actor, contract) & NEAR)


def _closing(session: Session, contract_id: UUID) -> dict[str, Any]:
    """Inspections and what was handed over, for reading."""
    return {
        "inspections": closing.inspections(session, contract_id),
        "items": closing.items(session, contract_id),
        "nothing": closing.nothing_handed(session, contract_id),
    }


def _amendments(session: Session, door: WebDoor, policy: PolicySet, contract_id: UUID) -> list[tuple[Amendment, str]]:
    """The amendments the reader may see, with their state in words."""
    asked = amendments.Filters(contract_id=contract_id)
    found = amendments.listed(session, door.actor, policy, asked, limit=PAGE_SIZE, cursor=None).items
    return [(one, AMENDMENT.labels[one.status]) for one in found]


def _before(session: Session, door: WebDoor, policy: PolicySet, contract: Contract) -> Contract | None:
    """The contract this one renews, where the reader may see it."""
    if contract.predecessor_id is None:
        return None
    try:
        return queries.one(session, door.actor, policy, contract.predecessor_id)
    except NotFound:
        return None


def buttons(out: ContractOut) -> list[ActionButton]:
    """The next actions. A submission asks for its words first, so it leads to a page of its own."""
    available = [
        Available(one.action, one.label, one.needs_reason, one.asks or one.action in SUBMITS, one.blocked_because)
        for one in out.available_actions
    ]
    tones: dict[str, Any] = {"withdraw": "danger", "fail": "danger", "terminate": "danger"}
    confirms = {
        "withdraw": "この業務委託を取り下げます。元に戻せません。",
        "fail": "この業務委託を不成立とします。元に戻せません。",
    }
    return action_buttons(available, f"/contracts/{out.id}", tones=tones, hints=HINTS, confirms=confirms)


def without_price(facts: ContractFacts) -> ContractFacts:
    """What a reader may know who does not see the 予定価格: the ceiling of the small sums would tell it."""
    return replace(facts, ground_fault=None, split_suspects=())


def missing_list(out: ContractOut, facts: ContractFacts) -> list[Missing]:
    """What is missing for the next step, each with the page to mend it."""
    base = f"/contracts/{out.id}"
    found: list[Missing] = []
    by_tab: dict[str, list[str]] = {}
    needed = [*facts.missing_fields, *(facts.missing_for_conclusion if out.status == "selected" or facts.may_merge else [])]
    for label in dict.fromkeys(needed):
        by_tab.setdefault(tab_of(label), []).append(label)
    for tab, names in by_tab.items():
        found.append(Missing(f"入力されていない項目：{'、'.join(names)}", f"{base}/edit/{tab}", "入力する"))
    if facts.unanswered:
        text = f"取り扱う情報についての質問に、あと{len(facts.unanswered)}問答えてください。"
        found.append(Missing(text, f"{base}/edit/information", "質問に答える"))
    if facts.class_needs_reason:
        found.append(Missing("分類を引き下げた理由を入力してください。", f"{base}/edit/information", "入力する"))
    for fault in (facts.ground_fault, facts.term_fault):
        if fault:
            found.append(Missing(fault, f"{base}/edit/method", "直す"))
    if facts.split_suspects and not facts.split_answered:
        text = f"{'、'.join(facts.split_suspects)}と分けて発注しているように見えます。理由を入力してください。"
        found.append(Missing(text, f"{base}/edit/method", "入力する"))
    if facts.missing_clauses:
        text = f"必要な条項が{len(facts.missing_clauses)}件入っていません：{'、'.join(facts.missing_clauses)}"
        found.append(Missing(text, f"{base}/clauses", "条項を入れる"))
    return found + _missing_of_contractor(out, facts, base) + _missing_at_end(out, facts, base)


def _missing_of_contractor(out: ContractOut, facts: ContractFacts, base: str) -> list[Missing]:
    if out.status != "selected":
        return []
    found = [Missing(facts.contractor_fault)] if facts.contractor_fault else []
    if facts.suitability_fault:
        found.append(Missing(facts.suitability_fault, f"{base}/suitability", "相手方の評価を見る"))
    return found


def _missing_at_end(out: ContractOut, facts: ContractFacts, base: str) -> list[Missing]:
    found = []
    if out.status in ("completed", "closing") and not facts.inspected:
        found.append(Missing("検査に合格した記録（検査調書）がありません。", f"{base}/closing", "記録する"))
    if out.status in ("completed", "closing", "terminated") and not facts.return_settled:
        text = "渡した情報の返却又は消去が確認されていません。"
        if facts.unproven_returns:
            text += f"{'、'.join(facts.unproven_returns)}"
        found.append(Missing(text, f"{base}/closing", "確認する"))
    return found


def routes(concerns: Concerns) -> list[HTTPRouteHandler]:
    """The pages; ``concerns`` tells what other rooms have to say about a contract."""

    @page("/contracts/{contract_id:uuid}")
    def show(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
        return record_page(door, contract_id, concerns)

    return [list_page, show]
