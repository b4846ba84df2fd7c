"""What the pages of findings, measures, incidents and proposals share."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.proceedings.web import Past, WithdrawIn, past
from govapi.documents import queries as documents
from govapi.documents.schemas import DocumentOut, document_out
from govapi.duties import queries as duties
from govapi.duties.tables import Duty
from govapi.edge.answers import file_answer
from govapi.files.uploads import content, ready
from govapi.kit.errors import Invalid, Refusal
from govapi.measures.attachments import queries as files
from govapi.measures.attachments import service as attaching
from govapi.measures.attachments.service import Numbered
from govapi.measures.attachments.tables import MeasureFile
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.shapes import ActionButton, Tab
from govapi.workflow.machine import Available, Workflow
from govapi.workflow.shapes import AvailableOut

PAGE_SIZE = 50
LISTS = (
    ("findings", "指摘", "/findings"),
    ("measures", "契約に基づく措置", "/measures"),
    ("incidents", "事故", "/incidents"),
    ("proposals", "指名停止の具申", "/suspension-proposals"),
)
BAD_FILE = frozenset({413, 415, 422})

Find = Callable[[Session, Actor, PolicySet, UUID], Numbered]
# One step of a record: session, its id, the action, what was sent, the version the person saw.
Step = Callable[[WebDoor, Session, UUID, str, BaseModel, int], object]


def tabs(here: str) -> list[Tab]:
    """The lists of this room."""
    return [Tab(label, url, key == here) for key, label, url in LISTS]


@dataclass(frozen=True)
class Around:
    """What stands around a record: circulations and timeline, duties, papers, files."""

    history: Past
    duties: Sequence[Duty]
    papers: Sequence[DocumentOut]
    files: Sequence[MeasureFile]
    today: date


def around(session: Session, record_id: UUID, labels: Mapping[str, str], today: date) -> Around:
    """The caller has checked that the record may be seen."""
    made = documents.of_record(session, record_id)
    newest: dict[str, int] = {}
    for row in made:
        newest[row.template_key] = max(row.edition, newest.get(row.template_key, 0))
    return Around(
        history=past(session, record_id, labels),
        duties=duties.of_record(session, record_id),
        papers=[document_out(row, newest[row.template_key]) for row in made],
        files=files.of_record(session, record_id),
        today=today,
    )


def buttons(offered: Sequence[AvailableOut], base: str, confirms: Mapping[str, str]) -> list[ActionButton]:
    """The next actions; those that are confirmed are the grave ones."""
    available = [Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in offered]
    return action_buttons(available, base, tones=dict.fromkeys(confirms, "danger"), confirms=confirms)


def pressed(flow: Workflow, path: str, step: Step, *, asking: Collection[str]) -> list[HTTPRouteHandler]:
    """A form for every action that asks for no more than a reason."""
    return [_button(flow, path, step, row.action) for row in flow.transitions if row.is_for_people and row.action not in asking]


def _button(flow: Workflow, path: str, step: Step, action: str) -> HTTPRouteHandler:
    @form(f"{path}/{{record_id:uuid}}/{action.replace('_', '-')}")
    def press(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
        bound = door.form().bind(WithdrawIn, {"reason": "理由"})
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        with door.writing() as session:
            step(door, session, record_id, action, bound.value, door.form().version())
        return door.redirect(f"{path}/{record_id}", f"「{flow.row(action).label}」を行いました。")

    return press


def file_routes(noun: str, path: str, seen: Find, worked_on: Find) -> list[HTTPRouteHandler]:
    """Attaching a file to a record, and taking it out again."""

    @form(f"{path}/{{record_id:uuid}}/files", uploads=True)
    def attach(door: WebDoor, record_id: FromPath[UUID]) -> Response[bytes]:
        url = f"{path}/{record_id}"
        try:
            flash = _attach(door, noun, record_id, worked_on)
        except Refusal as refused:
            if refused.status not in BAD_FILE:
                raise
            return door.redirect(f"{url}#files", refused.detail, tone="danger")
        return door.redirect(f"{url}#files", flash)

    @page(f"{path}/{{record_id:uuid}}/files/{{file_id:uuid}}/content")
    def download(door: WebDoor, record_id: FromPath[UUID], file_id: FromPath[UUID]) -> Response[bytes]:
        with door.reading() as session:
            record = seen(session, door.actor, current(session, door.parts.clock.today()).policy, record_id)
            row = files.one(session, record.id, file_id)
        return file_answer(content(door.parts.files, row.sha256), row.name, row.media_type)

    return [attach, download]


def _attach(door: WebDoor, noun: str, record_id: UUID, worked_on: Find) -> str:
    given, today = door.form().file("file"), door.parts.clock.today()
    if given is None:
        raise Invalid("添付するファイルを選んでください。", pointer="/file")
    with door.reading() as session:  # who may not attach it stores nothing
        worked_on(session, door.actor, current(session, today).policy, record_id)
    limit = door.parts.settings.max_upload_bytes
    file = ready(door.parts.files, given.filename, given.file.read(limit + 1), limit)
    with door.writing() as session:
        record = worked_on(session, door.actor, current(session, today).policy, record_id)
        return f"「{attaching.hand_in(session, door.actor, noun, record, file).name}」を添付しました。"


def next_urls(path: str, asked: Mapping[str, str], next_cursor: str | None, cursor: str) -> dict[str, Any]:
    """Addresses of the next page and of the first, for ``pagination``."""
    narrowed = {name: value for name, value in asked.items() if value}
    following = f"{path}?{urlencode({**narrowed, 'cursor': next_cursor})}" if next_cursor else None
    return {"next_url": following, "first_url": f"{path}?{urlencode(narrowed)}" if cursor else None}
