"""The pages of the findings."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.contractors import queries as contractors
from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.kit.errors import NotFound
from govapi.measures.desk.queries import company_names
from govapi.measures.desk.web import PAGE_SIZE, around, buttons, file_routes, next_urls, pressed, tabs
from govapi.measures.findings import queries, service
from govapi.measures.findings.letter.service import TEMPLATE, letter
from govapi.measures.findings.queries import Filters
from govapi.measures.findings.rules import SEVERITIES, SOURCES, deadline_for
from govapi.measures.findings.schemas import ConfirmIn, DemandIn, FindingIn, FindingPatch, InsistIn, ReplyIn
from govapi.measures.findings.workflow import FINDING, WORKERS
from govapi.measures.grounds.queries import of_contract
from govapi.measures.grounds.rules import Ground
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record

LABELS = {
    "contractor_id": "委託先", "contract_id": "契約", "source": "指摘の機会", "source_number": "元の番号", "question": "設問の番号",
    "title": "件名", "found_on": "指摘した日", "content": "指摘の内容", "severity": "重さ", "clause_key": "根拠となる条項",
    "demanded": "求める措置", "deadline": "回答の期限", "reply": "回答の内容", "received_on": "回答を受けた日",
    "confirmation": "確認の方法と結果", "reason": "理由",
}  # fmt: skip
TONES: dict[str, Tone] = {
    "open": "warn", "requested": "warn", "replied": "info", "closed": "good", "escalated": "danger", "withdrawn": "",
}  # fmt: skip
SEVERITY_TONES: dict[str, Tone] = {"major": "danger", "minor": "warn", "advice": ""}
CONFIRMS = {
    "withdraw": "この指摘を取り下げます。元に戻せません。",
    "escalate": "契約に基づく措置の検討に移ります。",
}
ASKING = ("request_improvement", "record_reply", "confirm", "insist")
MODELS: dict[str, type[BaseModel]] = {
    "request_improvement": DemandIn, "record_reply": ReplyIn, "confirm": ConfirmIn, "insist": InsistIn,
}  # fmt: skip
PAGES = {"request_improvement": "demand", "record_reply": "reply", "confirm": "confirm", "insist": "demand"}


@page("/findings")
def list_page(
    door: WebDoor,
    status: FromQuery[str] = "",
    severity: FromQuery[str] = "",
    source: FromQuery[str] = "",
    late: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    today = door.parts.clock.today()
    asked = {"status": status, "severity": severity, "source": source, "late": "1" if late else ""}
    filters = Filters(
        status=status if status in FINDING.labels else None,
        severity=severity if severity in SEVERITIES else None,
        source=source if source in SOURCES else None,
        late_on=today if late else None,
    )
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        names = company_names(session, (row.contractor_id for row in found.items))
    return door.page(
        "measures/findings/list.html",
        tabs=tabs("findings"),
        rows=[service.brief(row, today) for row in found.items],
        names=names,
        asked=asked,
        statuses=list(FINDING.labels.items()),
        severities=list(SEVERITIES.items()),
        sources=list(SOURCES.items()),
        tones=TONES,
        severity_tones=SEVERITY_TONES,
        **next_urls("/findings", asked, found.next_cursor, cursor),
    )


@page("/findings/new")
def new_page(
    door: WebDoor,
    contract_id: FromQuery[UUID | None] = None,
    contractor_id: FromQuery[UUID | None] = None,
    source: FromQuery[str] = "",
    source_id: FromQuery[UUID | None] = None,
    source_number: FromQuery[str] = "",
    question: FromQuery[str] = "",
) -> Response[bytes]:
    known = source if source in SOURCES else "other"
    values = {
        "contract_id": contract_id,
        "contractor_id": contractor_id,
        "source": known,
        "source_id": source_id,
        "source_number": source_number[:60],
        "question": question[:40],
        "severity": "minor",
        "found_on": door.parts.clock.today(),
    }
    return _form(door, shown(values))


def _form(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    """The form to record a finding, about the contract or the company named in it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract_id, company_id = _uuid(bound.text("contract_id")), _uuid(bound.text("contractor_id"))
        contract = contracts.one(session, door.actor, policy, contract_id) if contract_id else None
        company_id = contract.contractor_id if contract is not None else company_id
        company = contractors.one(session, company_id) if company_id else None
        grounds = of_contract(session, policy, contract) if contract is not None else []
    return door.page(
        "measures/findings/new.html",
        form=bound,
        contract=contract,
        company=company,
        clauses=_choices(grounds),
        severities=list(SEVERITIES.items()),
        sources=list(SOURCES.items()),
    )


def _choices(grounds: list[Ground]) -> list[tuple[str, str]]:
    return [(one.key, f"{one.label}（方針{'、'.join(one.policy)}）" if one.policy else one.label) for one in grounds]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@form("/findings/new")
def record(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: FindingIn) -> str:
        return f"/findings/{service.record(session, door.actor, current(session, today), given, today).id}"

    flash = "指摘を記録しました。続けて、改善を要求してください。"
    return door.submit(FindingIn, work, lambda bound: _form(door, bound), flash=flash, labels=LABELS)


@page("/findings/{finding_id:uuid}")
def show(door: WebDoor, finding_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, finding_id)
        out = service.shape(session, door.actor, row, today)
        surrounding = around(session, row.id, FINDING.labels, today)
        resting = queries.measures_of(session, row.id)
        who = service.who(door.actor, row)
    return door.page(
        "measures/findings/record.html",
        out=out,
        tone=TONES.get(out.status, ""),
        severity_tone=SEVERITY_TONES.get(out.severity, ""),
        around=surrounding,
        measures=resting,
        may_work=bool(who & WORKERS),
        may_edit=out.status == "open" and bool(who & WORKERS),
        may_measure=out.status == "escalated" and out.contract_id is not None and bool(who & {Who.SECTION_STAFF}),
        may_propose=bool(who & {Who.SECTION_STAFF}),
        actions=buttons(out.available_actions, f"/findings/{out.id}", CONFIRMS),
    )


@page("/findings/{finding_id:uuid}/edit")
def edit_page(door: WebDoor, finding_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, finding_id, None)


def _edit(door: WebDoor, finding_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, finding_id)
        if row.status != "open" or not service.who(door.actor, row) & WORKERS:
            raise NotFound("改善を要求した指摘は変更できません。指摘の画面に戻ってください。")
        contract = find(session, Contract, row.contract_id) if row.contract_id else None
        grounds = of_contract(session, policy, contract) if contract is not None else []
    values = {name: getattr(row, name) for name in FindingPatch.model_fields}
    return door.page(
        "measures/findings/edit.html",
        row=row,
        form=bound or shown(values),
        first=first,
        clauses=_choices(grounds),
        severities=list(SEVERITIES.items()),
        version=row.version if bound is None or first else door.form().version(),
    )


@form("/findings/{finding_id:uuid}/edit")
def edit(door: WebDoor, finding_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: FindingPatch) -> str:
        policy = current(session, today).policy
        service.revise(session, door.actor, policy, finding_id, given, door.form().version(), today)
        return f"/findings/{finding_id}"

    def again(bound: Bound[FindingPatch], first: str) -> Response[bytes]:
        return _edit(door, finding_id, bound, first)

    return submit_on_record(door, finding_id, FindingPatch, work, again, flash="保存しました。", labels=LABELS)


def _step(door: WebDoor, session: Session, record_id: UUID, action: str, given: BaseModel, version: int) -> object:
    clock = door.parts.clock
    today = clock.today()
    policy = current(session, today)
    return service.act(session, door.actor, policy, record_id, action, given, version, now=clock.now(), today=today)


def _asking(door: WebDoor, finding_id: UUID, action: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """The page of a step that asks for something; only while this person may take it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy: PolicySet = current(session, today).policy
        row = queries.one(session, door.actor, policy, finding_id)
        out = service.shape(session, door.actor, row, today)
    offered = next((one for one in out.available_actions if one.action == action), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。指摘の画面に戻ってください。")
    deadline = deadline_for(None, today, policy.monitoring.improvement_days)
    return door.page(
        f"measures/findings/{PAGES[action]}.html",
        out=out,
        action=action,
        label=offered.label,
        blocked=offered.blocked_because,
        form=bound or shown({"demanded": out.demanded, "deadline": deadline, "received_on": today}),
        first=first,
        version=out.version if bound is None or first else door.form().version(),
    )


def _asked(action: str) -> list[Any]:
    path = f"/findings/{{finding_id:uuid}}/{action.replace('_', '-')}"

    @page(path)
    def ask(door: WebDoor, finding_id: FromPath[UUID]) -> Response[bytes]:
        return _asking(door, finding_id, action, None)

    @form(path)
    def take(door: WebDoor, finding_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: BaseModel) -> str:
            _step(door, session, finding_id, action, given, door.form().version())
            return f"/findings/{finding_id}"

        def again(bound: Bound[BaseModel], first: str) -> Response[bytes]:
            return _asking(door, finding_id, action, bound, first)

        flash = f"「{FINDING.row(action).label}」を記録しました。"
        return submit_on_record(door, finding_id, MODELS[action], work, again, flash=flash, labels=LABELS)

    return [ask, take]


@form("/findings/{finding_id:uuid}/documents")
def generate(door: WebDoor, finding_id: FromPath[UUID]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, finding_id, TEMPLATE, door.parts.clock.today())

    return make_paper(door, f"/findings/{finding_id}", TEMPLATE, read)


ROUTES: list[Any] = [
    list_page,
    new_page,
    record,
    show,
    edit_page,
    edit,
    generate,
    *(route for action in ASKING for route in _asked(action)),
    *pressed(FINDING, "/findings", _step, asking=ASKING),
    *file_routes("finding", "/findings", queries.one, service.worked_on),
]
