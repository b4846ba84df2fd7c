"""The API's door to the closing of an account."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from pydantic import ConfigDict

from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads, replaces
from govapi.edge.shapes import Input
from govapi.files.inspect import Kind
from govapi.files.uploads import content, ready
from govapi.kit.errors import NotFound, TooLarge
from govapi.policy.store import current
from govapi.sns_accounts.closing import service
from govapi.sns_accounts.closing.schemas import SnsClosingIn, SnsClosingOut

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-accounts:read", "sns-accounts:write"
PATH = "/sns-accounts/{account_id:uuid}/closing"

AccountId = Annotated[UUID, Parameter(description="ソーシャルメディアアカウントの id")]


class SnsExportIn(Input):
    """The exported data: PDF, a picture, Word or Excel. What is in another form is kept elsewhere, and the record says where."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


@reads(PATH, "getSnsClosing", "アカウントの閉鎖の記録を見る", tag=TAG, scope=READ)
def get_closing(door: Door, account_id: AccountId) -> Answer[SnsClosingOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        account = service.told(session, door.actor, policy, account_id)
        return answer(service.shape(account), version=account.version)


@replaces(PATH, "recordSnsClosing", "アカウントの閉鎖の手続を記録する", tag=TAG, scope=WRITE)
def record_closing(door: Door, account_id: AccountId, data: SnsClosingIn) -> Answer[SnsClosingOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        account = service.record(session, door.actor, policy, account_id, data, expected, today)
        return answer(service.shape(account), version=account.version)


@creates(f"{PATH}/export", "uploadSnsExport", "取り出したデータを登録する", tag=TAG, scope=WRITE, media=MULTIPART)
def upload_export(
    door: Door, account_id: AccountId, data: Annotated[SnsExportIn, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Answer[SnsClosingOut]:
    limit, today = door.parts.settings.max_upload_bytes, door.parts.clock.today()
    with door.reading() as session:  # who may not hand it in stores nothing
        service.in_closing(session, door.actor, current(session, today).policy, account_id)
    given: bytes = data.file.file.read(limit + 1)
    if len(given) > limit:
        raise TooLarge(
            f"ファイルは{limit // (1 << 20)}MB以下にしてください。大きなものは文書管理システム等に保存し、その保存先を記録してください。"
        )
    file = ready(door.parts.files, data.file.filename, given, limit)
    with door.writing() as session:
        policy = current(session, today).policy
        account = service.attach(session, door.actor, policy, account_id, file)
        location = f"/api/v1/sns-accounts/{account_id}/closing/export"
        return door.created(session, service.shape(account), version=account.version, location=location)


@get(
    f"{PATH}/export",
    operation_id="downloadSnsExport",
    summary="取り出したデータを受け取る",
    tags=[TAG],
    opt={"access": READ, "gives": [kind.media_type for kind in Kind]},
    sync_to_thread=True,
    media_type="application/octet-stream",
)
def download_export(door: Door, account_id: UUID) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        account = service.told(session, door.actor, policy, account_id)
    if not account.export_sha256:
        raise NotFound("取り出したデータは、登録されていません。")
    data = content(door.parts.files, account.export_sha256)
    return file_answer(data, account.export_filename, service.media_type(account), sha256=account.export_sha256)


ROUTES: list[Any] = [get_closing, record_closing, download_export, uploads([upload_export])]
