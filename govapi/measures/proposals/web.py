"""The pages of the proposals of a 指名停止."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.contractors import queries as contractors
from govapi.contracts import queries as contracts
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.kit.errors import NotFound
from govapi.measures.desk.queries import company_names
from govapi.measures.desk.web import PAGE_SIZE, around, buttons, next_urls, pressed, tabs
from govapi.measures.findings import queries as findings
from govapi.measures.incidents import queries as incidents
from govapi.measures.proposals import queries, service
from govapi.measures.proposals.letter.service import NEAR, TEMPLATE, letter
from govapi.measures.proposals.queries import Filters
from govapi.measures.proposals.rules import ADDRESSEE, RESULTS
from govapi.measures.proposals.schemas import AnswerIn, ProposalIn, ProposalPatch
from govapi.measures.proposals.workflow import PROPOSAL
from govapi.people.relations import Who
from govapi.policy.store import StoredPolicy, current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record

BASE = "/suspension-proposals"
LABELS = {
    "contractor_id": "委託先", "contract_id": "契約", "addressee": "宛先", "facts": "事実の概要", "opinion": "所管課の意見",
    "result": "結果", "answered_on": "結果が出た日", "answer": "結果の理由", "suspended_from": "指名停止の始まり",
    "suspended_until": "指名停止の終わり", "reason": "理由",
}  # fmt: skip
TONES: dict[str, Tone] = {"sent": "info", "answered": "good"}
CONFIRMS = {"withdraw": "この具申を取り下げます。元に戻せません。"}


@page(BASE)
def list_page(door: WebDoor, status: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Response[bytes]:
    asked = {"status": status}
    filters = Filters(status=status if status in PROPOSAL.labels else None)
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        names = company_names(session, (row.contractor_id for row in found.items))
    return door.page(
        "measures/proposals/list.html",
        tabs=tabs("proposals"),
        rows=[service.brief(row) for row in found.items],
        names=names,
        asked=asked,
        statuses=list(PROPOSAL.labels.items()),
        tones=TONES,
        **next_urls(BASE, asked, found.next_cursor, cursor),
    )


@page(f"{BASE}/new")
def new_page(
    door: WebDoor,
    contract_id: FromQuery[UUID | None] = None,
    contractor_id: FromQuery[UUID | None] = None,
    finding_id: FromQuery[UUID | None] = None,
    incident_id: FromQuery[UUID | None] = None,
) -> Response[bytes]:
    values: dict[str, object] = {"contractor_id": contractor_id, "contract_id": contract_id, "addressee": ADDRESSEE}
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        if finding_id is not None:
            finding = findings.one(session, door.actor, policy, finding_id)
            values |= {"contractor_id": finding.contractor_id, "contract_id": finding.contract_id, "facts": finding.content}
        if incident_id is not None:
            values["facts"] = incidents.one(session, door.actor, policy, incident_id).outline
    return _new(door, shown({**values, "finding_id": finding_id, "incident_id": incident_id}))


def _new(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        contract_id, company_id = _uuid(bound.text("contract_id")), _uuid(bound.text("contractor_id"))
        contract = contracts.one(session, door.actor, policy, contract_id) if contract_id else None
        company_id = contract.contractor_id if contract is not None else company_id
        company = contractors.one(session, company_id) if company_id else None
    return door.page("measures/proposals/new.html", form=bound, contract=contract, company=company)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@form(f"{BASE}/new")
def draft(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: ProposalIn) -> str:
        return f"{BASE}/{service.draft(session, door.actor, current(session, today), given, today).id}"

    flash = "具申の下書きを作りました。内容を確かめて、契約担当課に具申してください。"
    return door.submit(ProposalIn, work, lambda bound: _new(door, bound), flash=flash, labels=LABELS)


@page(f"{BASE}/{{proposal_id:uuid}}")
def show(door: WebDoor, proposal_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, proposal_id)
        out = service.shape(session, door.actor, row)
        surrounding = around(session, row.id, PROPOSAL.labels, today)
        who = service.who(door.actor, row)
    return door.page(
        "measures/proposals/record.html",
        out=out,
        tone=TONES.get(out.status, ""),
        around=surrounding,
        may_edit=out.status == "draft" and Who.SECTION_STAFF in who,
        may_print=out.proposed_on is not None and bool(who & NEAR),
        actions=buttons(out.available_actions, f"{BASE}/{out.id}", CONFIRMS),
    )


def _asking(
    door: WebDoor, proposal_id: UUID, action: str, template: str, bound: Bound[Any] | None, first: str = ""
) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, proposal_id)
        out = service.shape(session, door.actor, row)
    offered = next((one for one in out.available_actions if one.action == action), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。具申の画面に戻ってください。")
    values = {"addressee": out.addressee, "facts": out.facts, "opinion": out.opinion, "answered_on": today}
    return door.page(
        f"measures/proposals/{template}.html",
        out=out,
        form=bound or shown(values),
        first=first,
        blocked=offered.blocked_because,
        results=list(RESULTS.items()),
        version=out.version if bound is None or first else door.form().version(),
    )


@page(f"{BASE}/{{proposal_id:uuid}}/edit")
def edit_page(door: WebDoor, proposal_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, proposal_id, "send", "edit", None)


@form(f"{BASE}/{{proposal_id:uuid}}/edit")
def edit(door: WebDoor, proposal_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: ProposalPatch) -> str:
        policy = current(session, door.parts.clock.today()).policy
        service.revise(session, door.actor, policy, proposal_id, given, door.form().version())
        return f"{BASE}/{proposal_id}"

    def again(bound: Bound[ProposalPatch], first: str) -> Response[bytes]:
        return _asking(door, proposal_id, "send", "edit", bound, first)

    return submit_on_record(door, proposal_id, ProposalPatch, work, again, flash="保存しました。", labels=LABELS)


@page(f"{BASE}/{{proposal_id:uuid}}/answer")
def answer_page(door: WebDoor, proposal_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, proposal_id, "answer", "answer", None)


@form(f"{BASE}/{{proposal_id:uuid}}/answer")
def answer(door: WebDoor, proposal_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: AnswerIn) -> str:
        _step(door, session, proposal_id, "answer", given, door.form().version())
        return f"{BASE}/{proposal_id}"

    def again(bound: Bound[AnswerIn], first: str) -> Response[bytes]:
        return _asking(door, proposal_id, "answer", "answer", bound, first)

    return submit_on_record(door, proposal_id, AnswerIn, work, again, flash="結果を記録しました。", labels=LABELS)


def _step(door: WebDoor, session: Session, record_id: UUID, action: str, given: BaseModel, version: int) -> object:
    clock = door.parts.clock
    today = clock.today()
    stored = current(session, today)
    return service.act(session, door.actor, stored, record_id, action, given, version, now=clock.now(), today=today)


@form(f"{BASE}/{{proposal_id:uuid}}/documents")
def generate(door: WebDoor, proposal_id: FromPath[UUID]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, proposal_id, TEMPLATE, door.parts.clock.today())

    return make_paper(door, f"{BASE}/{proposal_id}", TEMPLATE, read)


ROUTES: list[Any] = [
    list_page,
    new_page,
    draft,
    show,
    edit_page,
    edit,
    answer_page,
    answer,
    generate,
    *pressed(PROPOSAL, BASE, _step, asking=("answer",)),
]
