"""The API's door to the steps of an incident on a social media account."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from pydantic import ConfigDict
from sqlmodel import Session

from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, reads
from govapi.edge.shapes import Listing
from govapi.files.inspect import Kind
from govapi.files.uploads import content, ready
from govapi.kit.errors import NotFound, TooLarge
from govapi.measures.incidents import queries as incidents
from govapi.measures.incidents import service as working
from govapi.measures.incidents.showing.service import step_shapes
from govapi.measures.playbooks import queries
from govapi.measures.playbooks.schemas import IncidentStepIn, IncidentStepOut
from govapi.measures.playbooks.steps import service
from govapi.measures.playbooks.tables import IncidentStep
from govapi.policy.store import current

TAG = "事故"
READ, WRITE = "incidents:read", "incidents:write"
PATH = "/incidents/{incident_id:uuid}/steps"

IncidentId = Annotated[UUID, Parameter(description="事故の id")]
StepId = Annotated[UUID, Parameter(description="対応の段階の id")]


class IncidentStepUploadIn(IncidentStepIn):
    """The record of a step, with its evidence as a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile | None = None


@reads(PATH, "listIncidentSteps", "乗っ取り又はなりすましへの対応の段階", tag=TAG, scope=READ)
def list_steps(door: Door, incident_id: IncidentId) -> Answer[Listing[IncidentStepOut]]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        row = incidents.one(session, door.actor, policy, incident_id)
        return answer(Listing(items=step_shapes(session, policy, row, clock.now())))


@reads(PATH + "/{step_id:uuid}", "getIncidentStep", "対応の一段階を見る", tag=TAG, scope=READ)
def get_step(door: Door, incident_id: IncidentId, step_id: StepId) -> Answer[IncidentStepOut]:
    with door.reading() as session:
        row = _seen(session, door, incident_id, step_id)
        return answer(_shape(session, door, row), version=row.version)


@acts(PATH + "/{step_id:uuid}", "recordIncidentStep", "対応の一段階を記録する", tag=TAG, scope=WRITE, media=MULTIPART)
def record_step(
    door: Door,
    incident_id: IncidentId,
    step_id: StepId,
    data: Annotated[IncidentStepUploadIn, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Answer[IncidentStepOut]:
    expected, clock = door.expected_version(), door.parts.clock
    limit = door.parts.settings.max_upload_bytes
    with door.reading() as session:  # who may not record it stores nothing
        working.worked_on(session, door.actor, current(session, clock.today()).policy, incident_id)
        queries.one(session, incident_id, step_id)
    given: bytes = data.file.file.read(limit + 1) if data.file is not None else b""
    if len(given) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。")
    file = ready(door.parts.files, data.file.filename, given, limit) if data.file is not None else None
    plain = IncidentStepIn(**data.model_dump(exclude={"file"}))
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.record(
            session, door.actor, stored, incident_id, step_id, plain, file, expected, now=clock.now(), today=clock.today()
        )
        return door.done(session, _shape(session, door, row), version=row.version)


@get(
    PATH + "/{step_id:uuid}/content",
    operation_id="downloadIncidentStep",
    summary="対応の証拠のファイルを受け取る",
    tags=[TAG],
    opt={"access": READ, "gives": [kind.media_type for kind in Kind]},
    sync_to_thread=True,
    media_type="application/octet-stream",
)
def download_step(door: Door, incident_id: IncidentId, step_id: StepId) -> Response[bytes]:
    with door.reading() as session:
        row = _seen(session, door, incident_id, step_id)
    if not row.sha256:
        raise NotFound("この段階に、ファイルは登録されていません。")
    return file_answer(content(door.parts.files, row.sha256), row.filename, row.media_type, sha256=row.sha256)


def _seen(session: Session, door: Door, incident_id: UUID, step_id: UUID) -> IncidentStep:
    policy = current(session, door.parts.clock.today()).policy
    return queries.one(session, incidents.one(session, door.actor, policy, incident_id).id, step_id)


def _shape(session: Session, door: Door, row: IncidentStep) -> IncidentStepOut:
    clock = door.parts.clock
    policy = current(session, clock.today()).policy
    incident = incidents.one(session, door.actor, policy, row.incident_id)
    return next(one for one in step_shapes(session, policy, incident, clock.now()) if one.id == row.id)


ROUTES: list[Any] = [list_steps, get_step, download_step, uploads([record_step])]
