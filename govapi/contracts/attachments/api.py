"""The API's door to the attachments."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body, Parameter
from pydantic import ConfigDict

from govapi.contracts import queries as contracts
from govapi.contracts import service as drafts
from govapi.contracts.attachments import queries, service
from govapi.contracts.attachments.schemas import FileOut
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Input, Listing
from govapi.files import uploads
from govapi.files.inspect import Kind
from govapi.kit.errors import TooLarge
from govapi.policy.store import current

TAG = "添付ファイル"
READ, WRITE = "files:read", "files:write"
UPLOAD_BYTES = 21 << 20  # 20 MB with the multipart wrapping; settings.max_upload_bytes binds what is in it
MULTIPART = "multipart/form-data"

FileId = Annotated[UUID, Parameter(description="添付ファイルの id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]


class FileIn(Input):
    """A file and the contract it belongs to."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    contract_id: UUID
    file: UploadFile


@creates("/files", "uploadFile", "契約にファイルを添付する", tag=TAG, scope=WRITE, media=MULTIPART)
def upload_file(door: Door, data: Annotated[FileIn, Body(media_type=RequestEncodingType.MULTI_PART)]) -> Answer[FileOut]:
    limit, today = door.parts.settings.max_upload_bytes, door.parts.clock.today()
    with door.reading() as session:  # who may not attach it stores nothing
        drafts.may_work_on(door.actor, contracts.one(session, door.actor, current(session, today).policy, data.contract_id))
    content: bytes = data.file.file.read(limit + 1)
    if len(content) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。")
    file = uploads.ready(door.parts.files, data.file.filename, content, limit)
    with door.writing() as session:
        row = service.hand_in(session, door.actor, current(session, today).policy, data.contract_id, file)
        return door.created(session, FileOut.model_validate(row), version=row.version, location=f"/api/v1/files/{row.id}")


@reads("/files/{file_id:uuid}", "getFile", "添付ファイルを見る", tag=TAG, scope=READ)
def get_file(door: Door, file_id: FileId) -> Answer[FileOut]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, file_id)
        return answer(FileOut.model_validate(row), version=row.version)


@reads("/contracts/{contract_id:uuid}/files", "listContractFiles", "契約の添付ファイル", tag=TAG, scope=READ)
def list_of_contract(door: Door, contract_id: ContractId) -> Answer[Listing[FileOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        contracts.one(session, door.actor, policy, contract_id)
        rows = queries.of_contract(session, door.actor, policy, contract_id)
        return answer(Listing(items=[FileOut.model_validate(row) for row in rows]))


def _downloads(path: str, operation_id: str, summary: str) -> Callable[..., HTTPRouteHandler]:
    return get(
        path,
        operation_id=operation_id,
        summary=summary,
        tags=[TAG],
        opt={"access": READ, "gives": [kind.media_type for kind in Kind]},
        sync_to_thread=True,
        media_type="application/octet-stream",
    )


@_downloads("/files/{file_id:uuid}/content", "downloadFile", "添付ファイルを受け取る")
def download_file(door: Door, file_id: FileId) -> Response[bytes]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, file_id)
    return file_answer(uploads.content(door.parts.files, row.sha256), row.name, row.media_type, sha256=row.sha256)


ROUTES: list[Any] = [
    get_file,
    list_of_contract,
    download_file,
    Router("/", route_handlers=[upload_file], request_max_body_size=UPLOAD_BYTES),
]
