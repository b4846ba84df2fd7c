"""The API's door to the removal at the end of a use."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from pydantic import ConfigDict

from govapi.cloud_services.ending.removals import service
from govapi.cloud_services.ending.removals.schemas import RemovalIn, RemovalOut
from govapi.cloud_services.uses import queries as uses
from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads, replaces
from govapi.edge.shapes import Input
from govapi.files.inspect import Kind
from govapi.files.uploads import content, ready
from govapi.kit.errors import NotFound, TooLarge
from govapi.policy.store import current

TAG = "クラウドサービスの利用の終了"
READ, WRITE = "cloud-uses:read", "cloud-uses:write"
PATH = "/cloud-uses/{use_id:uuid}/removal"

UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]


class ProofIn(Input):
    """The paper that proves the deletion: PDF, a picture, Word or Excel."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


@reads(PATH, "getCloudUseRemoval", "終了に伴う情報の消去の記録を見る", tag=TAG, scope=READ)
def get_removal(door: Door, use_id: UseId) -> Answer[RemovalOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        use = uses.one(session, door.actor, policy, use_id)
        return answer(service.shape(use, policy), version=use.version)


@replaces(PATH, "recordCloudUseRemoval", "終了に伴う情報の消去を記録する", tag=TAG, scope=WRITE)
def record_removal(door: Door, use_id: UseId, data: RemovalIn) -> Answer[RemovalOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        use = service.record(session, door.actor, policy, use_id, data, expected, today)
        return answer(service.shape(use, policy), version=use.version)


@creates(f"{PATH}/proof", "uploadCloudUseRemovalProof", "削除の証明となる書類を登録する", tag=TAG, scope=WRITE, media=MULTIPART)
def upload_proof(
    door: Door, use_id: UseId, data: Annotated[ProofIn, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Answer[RemovalOut]:
    limit, today = door.parts.settings.max_upload_bytes, door.parts.clock.today()
    with door.reading() as session:  # who may not hand it in stores nothing
        service.in_ending(session, door.actor, current(session, today).policy, use_id)
    given: bytes = data.file.file.read(limit + 1)
    if len(given) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。")
    file = ready(door.parts.files, data.file.filename, given, limit)
    with door.writing() as session:
        policy = current(session, today).policy
        use = service.attach(session, door.actor, policy, use_id, file)
        location = f"/api/v1/cloud-uses/{use_id}/removal/proof"
        return door.created(session, service.shape(use, policy), version=use.version, location=location)


@get(
    f"{PATH}/proof",
    operation_id="downloadCloudUseRemovalProof",
    summary="削除の証明となる書類を受け取る",
    tags=[TAG],
    opt={"access": READ, "gives": [kind.media_type for kind in Kind]},
    sync_to_thread=True,
    media_type="application/octet-stream",
)
def download_proof(door: Door, use_id: UUID) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        use = uses.one(session, door.actor, policy, use_id)
    if not use.proof_sha256:
        raise NotFound("削除の証明となる書類は、登録されていません。")
    data = content(door.parts.files, use.proof_sha256)
    return file_answer(data, use.proof_filename, service.media_type(use), sha256=use.proof_sha256)


ROUTES: list[Any] = [get_removal, record_removal, download_proof, uploads([upload_proof])]
