"""The API's door to the conditions of a use."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from pydantic import ConfigDict
from sqlmodel import Session

from govapi.cloud_services.conditions import queries, service
from govapi.cloud_services.conditions.schemas import CheckIn, ConditionIn, ConditionOut, MeetIn
from govapi.cloud_services.managers.queries import followed, follows
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.tables import CloudUse
from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads, removes
from govapi.edge.shapes import Input, Listing
from govapi.files.inspect import Kind
from govapi.files.uploads import content, ready
from govapi.kit.errors import NotFound, TooLarge
from govapi.policy.store import current

TAG = "クラウドサービスの利用"
READ, WRITE = "cloud-uses:read", "cloud-uses:write"
BASE = "/cloud-uses/{use_id:uuid}/conditions"
ONE = f"{BASE}/{{condition_id:uuid}}"

UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]
ConditionId = Annotated[UUID, Parameter(description="条件の id")]


class ConditionProofIn(Input):
    """The proof of a condition: PDF, a picture, Word or Excel. It replaces the one handed in before."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


def _use(door: Door, session: Session, use_id: UUID, *, lock: bool = False) -> CloudUse:
    return uses.one(session, door.actor, current(session, door.parts.clock.today()).policy, use_id, lock=lock)


@reads(BASE, "listConditions", "利用の条件", tag=TAG, scope=READ)
def list_conditions(door: Door, use_id: UseId) -> Answer[Listing[ConditionOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = _use(door, session, use_id)
        whole = follows(session, door.actor, current(session, today).policy, use, today)
        return answer(Listing(items=[service.shape(row, use, today, whole=whole) for row in queries.of_use(session, use.id)]))


@creates(BASE, "addCondition", "審査又は決裁の過程で、条件を加える", tag=TAG, scope=WRITE)
def add_condition(door: Door, use_id: UseId, data: ConditionIn) -> Answer[ConditionOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        use = _use(door, session, use_id, lock=True)
        row = service.add(session, door.actor, use, data, today)
        location = f"/api/v1/cloud-uses/{use.id}/conditions/{row.id}"
        return door.created(session, service.shape(row, use, today), version=row.version, location=location)


@reads(ONE, "getCondition", "利用の条件を見る", tag=TAG, scope=READ)
def get_condition(door: Door, use_id: UseId, condition_id: ConditionId) -> Answer[ConditionOut]:
    with door.reading() as session:
        use = _use(door, session, use_id)
        row = queries.one(session, use.id, condition_id)
        today = door.parts.clock.today()
        whole = follows(session, door.actor, current(session, today).policy, use, today)
        return answer(service.shape(row, use, today, whole=whole), version=row.version)


@removes(ONE, "removeCondition", "審査又は決裁の過程で加えた条件を取り消す", tag=TAG, scope=WRITE)
def remove_condition(door: Door, use_id: UseId, condition_id: ConditionId) -> None:
    expected = door.expected_version()
    with door.writing() as session:
        service.remove(session, door.actor, _use(door, session, use_id, lock=True), condition_id, expected)


@acts(f"{ONE}/meet", "meetCondition", "条件を満たしたことを記録する", tag=TAG, scope=WRITE)
def meet_condition(door: Door, use_id: UseId, condition_id: ConditionId, data: MeetIn) -> Answer[ConditionOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        use = _use(door, session, use_id, lock=True)
        row = service.meet(session, door.actor, use, condition_id, data, expected, now=clock.now(), today=clock.today())
        return door.done(session, service.shape(row, use, clock.today()), version=row.version)


@acts(f"{ONE}/check", "checkCondition", "条件を満たしたことを確認し、又は差し戻す", tag=TAG, scope=WRITE)
def check_condition(door: Door, use_id: UseId, condition_id: ConditionId, data: CheckIn) -> Answer[ConditionOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        use = uses.one(session, door.actor, stored.policy, use_id, lock=True)
        row = service.check(session, door.actor, stored, use, condition_id, data, expected, now=clock.now(), today=clock.today())
        return door.done(session, service.shape(row, use, clock.today()), version=row.version)


@creates(f"{ONE}/proof", "uploadConditionProof", "条件を満たしたことを示す書類を登録する", tag=TAG, scope=WRITE, media=MULTIPART)
def upload_proof(
    door: Door,
    use_id: UseId,
    condition_id: ConditionId,
    data: Annotated[ConditionProofIn, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Answer[ConditionOut]:
    limit = door.parts.settings.max_upload_bytes
    with door.reading() as session:  # who may not hand it in stores nothing
        use = _use(door, session, use_id)
        service.may_prove(door.actor, use, queries.one(session, use.id, condition_id))
    sent: bytes = data.file.file.read(limit + 1)
    if len(sent) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。")
    file = ready(door.parts.files, data.file.filename, sent, limit)
    with door.writing() as session:
        use = _use(door, session, use_id, lock=True)
        row = queries.one(session, use.id, condition_id, lock=True)
        service.keep(session, door.actor, use, row, file)
        location = f"/api/v1/cloud-uses/{use.id}/conditions/{row.id}/proof/content"
        return door.created(session, service.shape(row, use, door.parts.clock.today()), version=row.version, location=location)


@get(
    f"{ONE}/proof/content",
    operation_id="downloadConditionProof",
    summary="条件を満たしたことを示す書類を受け取る",
    tags=[TAG],
    opt={"access": READ, "gives": [kind.media_type for kind in Kind]},
    sync_to_thread=True,
    media_type="application/octet-stream",
)
def download_proof(door: Door, use_id: UseId, condition_id: ConditionId) -> Response[bytes]:
    with door.reading() as session:
        today = door.parts.clock.today()
        use = followed(session, door.actor, current(session, today).policy, use_id, today)
        row = queries.one(session, use.id, condition_id)
    if not row.evidence_sha256:
        raise NotFound("この条件に、書類は登録されていません。")
    return file_answer(
        content(door.parts.files, row.evidence_sha256), row.evidence_name, row.evidence_type, sha256=row.evidence_sha256
    )


ROUTES: list[Any] = [
    list_conditions,
    add_condition,
    get_condition,
    remove_condition,
    meet_condition,
    check_condition,
    download_proof,
    uploads([upload_proof]),
]
