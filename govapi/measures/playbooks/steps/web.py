"""The page on which a step of a playbook is recorded, with its evidence."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.edge.answers import file_answer
from govapi.files.uploads import ReadyFile, content, ready
from govapi.kit.errors import FieldFault, Invalid, NotFound, Refusal
from govapi.measures.incidents import queries as incidents
from govapi.measures.incidents import service as working
from govapi.measures.incidents.rules import JAPAN
from govapi.measures.incidents.showing.service import step_shapes
from govapi.measures.playbooks import queries
from govapi.measures.playbooks.schemas import IncidentStepIn
from govapi.measures.playbooks.steps import service
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

PATH = "/incidents/{incident_id:uuid}/steps/{step_id:uuid}"
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
BAD_FILE = frozenset({413, 415, 422})
LABELS = {
    "done_at": "行った日時", "note": "行ったこと", "url": "証拠となるアドレス", "file": "証拠のファイル",
    "not_needed_because": "該当しない理由",
}  # fmt: skip


class IncidentStepFormIn(IncidentStepIn):
    """What the form sends: the evidence comes as a part of its own."""

    file: object = None


@page(PATH)
def step_page(door: WebDoor, incident_id: FromPath[UUID], step_id: FromPath[UUID]) -> Response[bytes]:
    return _form(door, incident_id, step_id, None)


def _form(door: WebDoor, incident_id: UUID, step_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        row = working.worked_on(session, door.actor, policy, incident_id)
        found = (one for one in step_shapes(session, policy, row, clock.now()) if one.id == step_id)
        out = next(found, None)
    if out is None:
        raise NotFound
    moment = None if out.not_needed_because else out.done_at or clock.now()
    begun = {
        "done_at": moment.astimezone(JAPAN).strftime("%Y-%m-%dT%H:%M") if moment else "",
        "note": out.note,
        "url": out.url,
        "not_needed_because": out.not_needed_because,
    }
    return door.page(
        "measures/playbooks/step.html",
        status_code=422 if bound is not None and bound.faults else 200,
        row=row,
        out=out,
        form=bound or shown(begun),
        first=first,
        version=out.version if bound is None or first else door.form().version(),
        accept=ACCEPT,
    )


@form(PATH, uploads=True)
def record(door: WebDoor, incident_id: FromPath[UUID], step_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    bound = door.form().bind(IncidentStepFormIn, LABELS)
    if bound.value is None:
        return _form(door, incident_id, step_id, bound)
    try:
        file = _taken(door, incident_id)
    except Invalid as refused:
        return _form(door, incident_id, step_id, bound.with_faults(refused.errors))

    def work(session: Session, given: IncidentStepFormIn) -> str:
        stored, version = current(session, clock.today()), door.form().version()
        plain = IncidentStepIn(**given.model_dump(exclude={"file"}))
        service.record(
            session, door.actor, stored, incident_id, step_id, plain, file, version, now=clock.now(), today=clock.today()
        )
        return f"/incidents/{incident_id}#playbook"

    def again(bound: Bound[IncidentStepFormIn], first: str) -> Response[bytes]:
        return _form(door, incident_id, step_id, bound, first)

    flash = "対応の段階を記録しました。"
    return submit_on_record(door, incident_id, IncidentStepFormIn, work, again, flash=flash, labels=LABELS)


def _taken(door: WebDoor, incident_id: UUID) -> ReadyFile | None:
    """The file sent, inspected and stored; who may not record a step stores nothing."""
    with door.reading() as session:
        working.worked_on(session, door.actor, current(session, door.parts.clock.today()).policy, incident_id)
    given = door.form().file("file")
    if given is None:
        return None
    limit = door.parts.settings.max_upload_bytes
    try:
        return ready(door.parts.files, given.filename, given.file.read(limit + 1), limit)
    except Refusal as refused:
        if refused.status not in BAD_FILE:
            raise
        raise Invalid(refused.detail, errors=[FieldFault("/file", refused.detail)]) from refused


@page(PATH + "/content")
def download(door: WebDoor, incident_id: FromPath[UUID], step_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, incidents.one(session, door.actor, policy, incident_id).id, step_id)
    if not row.sha256:
        raise NotFound("この段階に、ファイルは登録されていません。")
    return file_answer(content(door.parts.files, row.sha256), row.filename, row.media_type)


ROUTES: list[Any] = [step_page, record, download]
