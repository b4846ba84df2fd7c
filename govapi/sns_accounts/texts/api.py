"""The API's door to the procedure and the policy of an account."""

from typing import Annotated, Any
from uuid import UUID

from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from pydantic import ConfigDict

from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Listing
from govapi.files.uploads import ReadyFile, ready
from govapi.kit.errors import TooLarge
from govapi.policy.store import current
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.texts import service
from govapi.sns_accounts.texts.schemas import SnsTextAdoptIn, SnsTextIn, SnsTextOut

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-accounts:read", "sns-accounts:write"
PATH = "/sns-accounts/{account_id:uuid}/texts"

AccountId = Annotated[UUID, Parameter(description="ソーシャルメディアアカウントの id")]


class SnsTextUploadIn(SnsTextIn):
    """A text with its file."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


@reads(PATH, "listSnsTexts", "アカウントの運用手順及び運用方針", tag=TAG, scope=READ)
def list_texts(door: Door, account_id: AccountId) -> Answer[Listing[SnsTextOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        account = accounts.one(session, door.actor, policy, account_id)
        return answer(Listing(items=service.shapes(session, door.actor, policy, account, today)))


@creates(PATH, "enactSnsText", "運用手順又は運用方針を登録する", tag=TAG, scope=WRITE, media=MULTIPART)
def enact(
    door: Door, account_id: AccountId, data: Annotated[SnsTextUploadIn, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Answer[SnsTextOut]:
    limit = door.parts.settings.max_upload_bytes
    with door.reading() as session:  # who may not record it stores nothing
        service.worked_on(session, door.actor, current(session, door.parts.clock.today()).policy, account_id)
    content: bytes = data.file.file.read(limit + 1)
    if len(content) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。")
    file = ready(door.parts.files, data.file.filename, content, limit, default="本文")
    return _enacted(door, account_id, SnsTextIn.model_validate(data.model_dump(exclude={"file"}, mode="json")), file)


@creates(f"{PATH}/adopt", "adoptSnsText", "作成した書類を運用手順又は運用方針とする", tag=TAG, scope=WRITE)
def adopt(door: Door, account_id: AccountId, data: SnsTextAdoptIn) -> Answer[SnsTextOut]:
    return _enacted(door, account_id, data, data.document_id)


def _enacted(door: Door, account_id: UUID, given: SnsTextIn, file: ReadyFile | UUID) -> Answer[SnsTextOut]:
    clock = door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        shape = service.enact(
            session, door.actor, stored, account_id, given, file, now=clock.now(), today=clock.today()
        )  # fmt: skip
        return door.created(session, shape, location=f"/api/v1/sns-accounts/{account_id}/texts")


ROUTES: list[Any] = [list_texts, adopt, uploads([enact])]
