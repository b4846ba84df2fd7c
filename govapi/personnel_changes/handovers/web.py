"""The pages of the handovers: mine, those of the section, and the record with its checklist."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, past
from govapi.documents import queries as documents
from govapi.documents.issuing.web import make_paper
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.duties import queries as duties
from govapi.kit.errors import Invalid
from govapi.personnel_changes.handovers import queries
from govapi.personnel_changes.handovers.checking import service
from govapi.personnel_changes.handovers.checking.rules import ANSWERS
from govapi.personnel_changes.handovers.holdings.queries import colleagues
from govapi.personnel_changes.handovers.paper.service import TEMPLATE, may_make, record_paper
from govapi.personnel_changes.handovers.queries import Filters
from govapi.personnel_changes.handovers.rules import PLACES
from govapi.personnel_changes.handovers.schemas import HandoverOut, HandoverPatch, ItemsIn, ReceiverIn
from govapi.personnel_changes.handovers.showing.service import brief, roles, shape
from govapi.personnel_changes.handovers.workflow import HANDOVER
from govapi.policy.store import StoredPolicy, current
from govapi.policy.visibility import bureau_path
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tab, Tone
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

PAGE_SIZE = 50
HOME = "/handovers"
ONE = f"{HOME}/{{handover_id:uuid}}"
LABELS = {"remark": "引継ぎの内容", "receiver_id": "後任者", "items": "確認する事項", "answer": "確認", "note": "補足"}
TONES: dict[str, Tone] = {"open": "warn", "given": "info", "done": "good", "dropped": ""}
CONFIRMS = {"drop": "この引継ぎを取り消します。元に戻せません。"}
VIEWS = {"mine": "自分の引継ぎ", "all": "閲覧できる引継ぎ"}


@page(HOME)
def list_page(
    door: WebDoor,
    view: FromQuery[str] = "",
    status: FromQuery[str] = "",
    role: FromQuery[str] = "",
    change_id: FromQuery[UUID | None] = None,
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    today = door.parts.clock.today()
    here = view if view in VIEWS else "mine"
    with door.reading() as session:
        policy = current(session, today).policy
        known = dict(roles(policy))
        asked = {"status": status if status in HANDOVER.labels else "", "role": role if role in known else ""}
        filters = Filters(status=asked["status"], role=asked["role"], change_id=change_id, mine="both" if here == "mine" else "")
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = [brief(door.actor, row, policy, today) for row in found.items]
    kept = {"view": here, **{name: value for name, value in asked.items() if value}}
    if change_id is not None:
        kept["change_id"] = str(change_id)
    return door.page(
        "personnel_changes/handovers/list.html",
        rows=rows,
        view=here,
        tabs=[Tab(label, f"{HOME}?view={key}", key == here) for key, label in VIEWS.items()],
        me=door.actor.person_id,
        asked=asked,
        change_id=change_id,
        statuses=list(HANDOVER.labels.items()),
        roles=list(known.items()),
        tones=TONES,
        next_url=f"{HOME}?{urlencode({**kept, 'cursor': found.next_cursor})}" if found.next_cursor else None,
        first_url=f"{HOME}?{urlencode(kept)}" if cursor else None,
    )


@page(ONE)
def show(door: WebDoor, handover_id: FromPath[UUID]) -> Response[bytes]:
    return _record(door, handover_id, {})


def _record(door: WebDoor, handover_id: UUID, forms: dict[str, Bound[Any]], first: str = "") -> Response[bytes]:
    """``forms``: the one that was refused, by its name; ``first``: who changed the record meanwhile."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, handover_id)
        out = shape(session, door.actor, row, policy, today)
        history, owed = past(session, row.id, HANDOVER.labels), duties.of_record(session, row.id)
        papers = _papers(session, row.id)
        people = colleagues(session, bureau_path(row.department_path), today) if out.may_name_receiver else []
        makes_paper = may_make(door.actor, row)
    offered = [Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in out.available_actions]
    return door.page(
        "personnel_changes/handovers/record.html",
        out=out,
        tone=TONES[out.status],
        record_url=f"{PLACES[out.noun]}/{out.record_id}" if out.noun in PLACES else "",
        today=today,
        history=history,
        duties=owed,
        papers=papers,
        people=[(str(person_id), words) for person_id, words in people if person_id != row.giver_id],
        may_make=makes_paper,
        answers=list(ANSWERS.items()),
        items=forms.get("items") or shown(_answers(out)),
        remark=forms.get("remark") or shown({"remark": out.remark}),
        receiver=forms.get("receiver") or shown({"receiver_id": out.receiver_id}),
        first=first,
        actions=action_buttons(offered, f"{HOME}/{out.id}", tones=dict.fromkeys(CONFIRMS, "danger"), confirms=CONFIRMS),
    )


def _answers(out: HandoverOut) -> dict[str, object]:
    mine = [one for one in out.items if one.mine]
    return {"items": [{"item": one.item, "answer": one.answer, "note": one.note} for one in mine]}


def _papers(session: Session, handover_id: UUID) -> list[DocumentOut]:
    made = documents.of_record(session, handover_id)
    newest = max((row.edition for row in made), default=0)
    return [document_out(row, newest) for row in made]


@form(f"{ONE}/confirm")
def confirm(door: WebDoor, handover_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: ItemsIn) -> str:
        stored, version = current(session, clock.today()), door.form().version()
        service.confirm(session, door.actor, stored, handover_id, given, version, now=clock.now())
        return f"{HOME}/{handover_id}"

    def again(bound: Bound[ItemsIn], first: str) -> Response[bytes]:
        return _record(door, handover_id, {"items": bound}, first)

    return submit_on_record(door, handover_id, ItemsIn, work, again, flash="確認した事項を記録しました。", labels=LABELS)


@form(f"{ONE}/edit")
def edit(door: WebDoor, handover_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: HandoverPatch) -> str:
        service.revise(session, door.actor, current(session, today), handover_id, given, door.form().version())
        return f"{HOME}/{handover_id}"

    def again(bound: Bound[HandoverPatch], first: str) -> Response[bytes]:
        return _record(door, handover_id, {"remark": bound}, first)

    return submit_on_record(door, handover_id, HandoverPatch, work, again, flash="引継ぎの内容を保存しました。", labels=LABELS)


@form(f"{ONE}/name-receiver")
def name_receiver(door: WebDoor, handover_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    today = clock.today()

    def work(session: Session, given: ReceiverIn) -> str:
        stored, version = current(session, today), door.form().version()
        service.name_receiver(session, door.actor, stored, handover_id, given, version, now=clock.now(), today=today)
        return f"{HOME}/{handover_id}"

    def again(bound: Bound[ReceiverIn], first: str) -> Response[bytes]:
        return _record(door, handover_id, {"receiver": bound}, first)

    return submit_on_record(door, handover_id, ReceiverIn, work, again, flash="後任者を指定しました。", labels=LABELS)


def _pressed(action: str) -> HTTPRouteHandler:
    """The form of an action that asks for no more than a reason."""

    @form(f"{ONE}/{action.replace('_', '-')}")
    def press(door: WebDoor, handover_id: FromPath[UUID]) -> Response[bytes]:
        clock = door.parts.clock
        bound = door.form().bind(WithdrawIn, {"reason": "理由"})
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        with door.writing() as session:
            today, version = clock.today(), door.form().version()
            stored = current(session, today)
            service.act(session, door.actor, stored, handover_id, action, bound.value, version, now=clock.now(), today=today)
        return door.redirect(f"{HOME}/{handover_id}", f"「{HANDOVER.row(action).label}」を行いました。")

    return press


@form(f"{ONE}/documents")
def generate(door: WebDoor, handover_id: FromPath[UUID]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return record_paper(session, door.actor, stored, handover_id, door.parts.clock.today())

    return make_paper(door, f"{HOME}/{handover_id}", TEMPLATE, read)


ROUTES: list[Any] = [
    list_page,
    show,
    confirm,
    edit,
    name_receiver,
    generate,
    *(_pressed(row.action) for row in HANDOVER.transitions if row.is_for_people),
]
