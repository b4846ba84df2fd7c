"""The form of a contract, in pages: what was typed is never lost, and each page says what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.contracts import queries
from govapi.contracts.decisions.queries import collect
from govapi.contracts.drafting import queries as choices
from govapi.contracts.drafting import service as drafting
from govapi.contracts.drafting.rules import FIELDS, FORM_LABELS, TABS, shown_when, tabs_in
from govapi.contracts.drafting.schemas import FORMS, NewIn
from govapi.contracts.ledger import service as ledger
from govapi.contracts.rules import TERM_KINDS
from govapi.contracts.schemas import ContractOut
from govapi.contracts.service import may_work_on
from govapi.contracts.tables import Contract
from govapi.contracts.terms.rules import EDITABLE
from govapi.edge.shapes import Input
from govapi.kit.errors import NotFound
from govapi.kit.japan.fiscal import fiscal_year, fiscal_year_label
from govapi.policy.rules import small_sum_ceiling
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import Question, Questionnaire
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tab
from govapi.web.stale import submit_on_record


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that unfold together; ``note`` says when, for a page without JavaScript."""

    when: str
    note: str
    questions: tuple[Question, ...]


def question_groups(questionnaire: Questionnaire) -> list[QuestionGroup]:
    """The questionnaire in its order, neighbours with the same condition together."""
    known = questionnaire.by_key
    groups = []
    for matches, questions in groupby(questionnaire.questions, key=lambda one: one.unfolds_when):
        asked = "又は".join(f"「{known[match.question].label}」" for match in matches)
        note = f"{asked}に当てはまるときだけ、お答えください。" if matches else ""
        groups.append(QuestionGroup(shown_when(matches, known), note, tuple(questions)))
    return groups


def years(today_year: int, chosen: int | None = None) -> list[tuple[int, str]]:
    """The fiscal years to choose from: the last one, this one and the next, and the one already chosen."""
    wanted = {today_year - 1, today_year, today_year + 1} | ({chosen} if chosen else set())
    return [(year, fiscal_year_label(year)) for year in sorted(wanted, reverse=True)]


@page("/contracts/new")
def new_page(door: WebDoor, predecessor_id: FromQuery[UUID | None] = None) -> Response[bytes]:
    this_year = fiscal_year(door.parts.clock.today())
    values: dict[str, object] = {"fiscal_year": this_year}
    with door.reading() as session:
        if predecessor_id is not None:
            before = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, predecessor_id)
            values |= {name: getattr(before, name) for name in ("title", "outline", "place", "delivery", "department_id")}
            values["predecessor_id"] = before.id
    return _new(door, shown(values))


def _new(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        sections = choices.sections(session, door.actor, today)
    return door.page("contracts/new.html", form=bound, sections=sections, years=years(fiscal_year(today)))


@form("/contracts/new")
def draft(door: WebDoor) -> Response[bytes]:
    def work(session: Session, given: NewIn) -> str:
        row = drafting.start(session, door.actor, current(session, door.parts.clock.today()), given)
        return f"/contracts/{row.id}/edit/information"

    flash = "下書きを保存しました。続けて、取り扱う情報についての質問に答えてください。"
    return door.submit(NewIn, work, lambda bound: _new(door, bound), flash=flash, labels=FORM_LABELS)


@page("/contracts/{contract_id:uuid}/edit")
def edit_first(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    """To the first page on which something may still be changed."""
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = queries.one(session, door.actor, current(session, today).policy, contract_id)
    tabs = tabs_in(contract.status)
    return door.redirect(f"/contracts/{contract_id}" + (f"/edit/{tabs[0]}" if tabs else ""))


@page("/contracts/{contract_id:uuid}/edit/{tab:str}")
def edit_page(door: WebDoor, contract_id: FromPath[UUID], tab: FromPath[str]) -> Response[bytes]:
    return _edit(door, contract_id, tab, None)


@form("/contracts/{contract_id:uuid}/edit/{tab:str}")
def save(door: WebDoor, contract_id: FromPath[UUID], tab: FromPath[str]) -> Response[bytes]:
    if tab not in FORMS:
        raise NotFound
    sent = set(door.form().data())

    def work(session: Session, given: Input) -> str:
        today = door.parts.clock.today()
        found = current(session, today)
        contract = drafting.save(session, door.actor, found, contract_id, given, sent, door.form().version(), today)
        return _after(contract, tab, door.form().text("_next"))

    def again(bound: Bound[Input], first: str) -> Response[bytes]:
        return _edit(door, contract_id, tab, bound, first)

    return submit_on_record(door, contract_id, FORMS[tab], work, again, flash="保存しました。", labels=FORM_LABELS)


def _after(contract: Contract, tab: str, wish: str) -> str:
    """Where to go after saving: the record, the next page, or the same page to see what follows from it."""
    base = f"/contracts/{contract.id}"
    tabs = tabs_in(contract.status)
    if wish == "next" and tab in tabs:
        following = tabs[tabs.index(tab) + 1 :]
        return f"{base}/edit/{following[0]}" if following else base
    return f"{base}/edit/{tab}" if wish == "stay" else base


def _edit(door: WebDoor, contract_id: UUID, tab: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = queries.one(session, door.actor, policy, contract_id)
        tabs = tabs_in(contract.status)
        if tab not in tabs:
            raise NotFound("今の状態では、この画面で変更できる項目はありません。契約の画面に戻ってください。")
        may_work_on(door.actor, contract)
        out = ledger.whole(session, door.actor, contract, policy, today)
        context = _context(door, session, contract, out, policy, tab)
    stale_or_new = bound is None or bool(first)
    return door.page(
        f"contracts/edit_{tab}.html",
        form=bound or shown(_values(out, tab)),
        version=contract.version if stale_or_new else door.form().version(),
        first=first,
        out=out,
        tab=tab,
        tabs=[Tab(TABS[name], f"/contracts/{contract_id}/edit/{name}", name == tab) for name in tabs],
        is_last=tab == tabs[-1],
        editable=EDITABLE.get(contract.status, frozenset()),
        **context,
    )


def _values(out: ContractOut, tab: str) -> Mapping[str, object]:
    values = out.model_dump(include=set(FIELDS[tab]))
    if "information" in values:
        values["information"] = "\n".join(values["information"])
    return values


def _context(
    door: WebDoor, session: Session, contract: Contract, out: ContractOut, policy: PolicySet, tab: str
) -> dict[str, Any]:
    """What only this page of the form needs."""
    today = door.parts.clock.today()
    if tab == "basics":
        return {"years": years(fiscal_year(today), out.fiscal_year)}
    if tab == "information":
        classes = [(one.code, one.label) for one in policy.classification.confidentiality]
        return {"groups": question_groups(policy.questionnaire), "classes": classes}
    if tab == "method":
        return _method_context(door, session, contract, policy)
    if tab == "money":
        reasons = [one.label for one in policy.procurement.deposit.exempt_reasons]
        return {"exempt_reasons": reasons, "deposit_percent": policy.procurement.deposit.percent}
    held = (contract.supervisor_id, contract.inspector_id)
    return {"people": choices.people(session, contract.department_path, today, held)}


def _method_context(door: WebDoor, session: Session, contract: Contract, policy: PolicySet) -> dict[str, Any]:
    today, procurement = door.parts.clock.today(), policy.procurement
    used = {
        key: [one.key for one in procurement.methods if key in one.grounds] for key in (row.key for row in procurement.grounds)
    }
    return {
        "facts": collect(session, contract, policy, contract.status, today),
        "sees_price": ledger.sees_price(session, door.actor, contract, policy),
        "methods": [(one.key, one.label, one.basis) for one in procurement.methods],
        "grounds": [(one.key, one.label, one.text) for one in procurement.grounds],
        "with_ground": "|".join(one.key for one in procurement.methods if one.grounds),
        "small_sums": "|".join(one.key for one in procurement.grounds if one.small_sum),
        "used": used,
        "ceiling": small_sum_ceiling(policy, today),
        "term_kinds": list(TERM_KINDS.items()),
        "long_terms": [(one.key, f"{one.label}（{one.max_years}年以内）") for one in procurement.long_term],
    }


ROUTES = [new_page, draft, edit_first, edit_page, save]
