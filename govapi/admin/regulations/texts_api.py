"""The API's door to the texts of a regulation: recorded with their file, corrected on paper only, taken back when a mistake."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body, Parameter
from pydantic import ConfigDict
from sqlmodel import Session

from govapi.admin.regulations import service as tied
from govapi.documents.regulations import queries, service
from govapi.documents.regulations.schemas import (
    RegulationTextIn,
    RegulationTextOut,
    RegulationTextPatch,
    WithdrawTextIn,
)
from govapi.documents.regulations.shaping import text_shape
from govapi.documents.regulations.tables import RegulationText
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Listing
from govapi.files import uploads
from govapi.files.inspect import Kind
from govapi.kit.errors import TooLarge
from govapi.policy.store import current

TAG = "規程"
READ, WRITE = "regulations:read", "regulations:write"
UPLOAD_BYTES = 21 << 20  # 20 MB with the multipart wrapping; settings.max_upload_bytes binds what is in it
MULTIPART = "multipart/form-data"
BASE = "/regulations/{regulation_id:uuid}/texts"

RegulationId = Annotated[UUID, Parameter(description="規程の id")]
TextId = Annotated[UUID, Parameter(description="本文の id")]


class RegulationTextUploadIn(RegulationTextIn):
    """A text with its file."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


@reads(BASE, "listRegulationTexts", "規程の本文（施行日の新しい順）", tag=TAG, scope=READ)
def list_texts(door: Door, regulation_id: RegulationId) -> Answer[Listing[RegulationTextOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, regulation_id)
        every = queries.texts(session, row.id)
        return answer(Listing(items=[text_shape(one, every, today) for one in every]))


@creates(BASE, "recordRegulationText", "規程の本文を記録する", tag=TAG, scope=WRITE, media=MULTIPART)
def record_text(
    door: Door,
    regulation_id: RegulationId,
    data: Annotated[RegulationTextUploadIn, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Answer[RegulationTextOut]:
    clock = door.parts.clock
    with door.reading() as session:  # who may not record it stores nothing
        policy = current(session, clock.today()).policy
        service.refuse_stranger(door.actor, queries.one(session, door.actor, policy, regulation_id))
    file = _ready(door, data.file)
    given = RegulationTextIn.model_validate(data.model_dump(exclude={"file"}, mode="json"))
    with door.writing() as session:
        stored = current(session, clock.today())
        _row, made = tied.enact(
            session, door.actor, stored, regulation_id, given, file, now=clock.now(), today=clock.today()
        )  # fmt: skip
        location = f"/api/v1/regulations/{regulation_id}/texts/{made.id}"
        return door.created(session, _shape(session, door, made), version=made.version, location=location)


@reads(BASE + "/{text_id:uuid}", "getRegulationText", "規程の一つの本文を見る", tag=TAG, scope=READ)
def get_text(door: Door, regulation_id: RegulationId, text_id: TextId) -> Answer[RegulationTextOut]:
    with door.reading() as session:
        row = _seen(session, door, regulation_id, text_id)
        return answer(_shape(session, door, row), version=row.version)


@changes(BASE + "/{text_id:uuid}", "correctRegulationText", "本文の記録を訂正する", tag=TAG, scope=WRITE)
def correct_text(
    door: Door, regulation_id: RegulationId, text_id: TextId, data: RegulationTextPatch
) -> Answer[RegulationTextOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        _row, made = tied.correct(
            session, door.actor, stored, regulation_id, text_id, data, expected, now=clock.now(), today=clock.today()
        )
        return answer(_shape(session, door, made), version=made.version)


@acts(BASE + "/{text_id:uuid}/withdraw", "withdrawRegulationText", "誤って記録した本文を取り消す", tag=TAG, scope=WRITE)
def withdraw_text(door: Door, regulation_id: RegulationId, text_id: TextId, data: WithdrawTextIn) -> Answer[RegulationTextOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        _row, made = tied.withdraw_text(
            session, door.actor, stored, regulation_id, text_id, data.reason, expected, now=clock.now(), today=clock.today()
        )
        return door.done(session, _shape(session, door, made), version=made.version)


def _ready(door: Door, upload: UploadFile) -> uploads.ReadyFile:
    limit = door.parts.settings.max_upload_bytes
    content: bytes = upload.file.read(limit + 1)
    if len(content) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。")
    return uploads.ready(door.parts.files, upload.filename, content, limit, default="規程")


def _seen(session: Session, door: Door, regulation_id: UUID, text_id: UUID) -> RegulationText:
    policy = current(session, door.parts.clock.today()).policy
    return queries.text(session, queries.one(session, door.actor, policy, regulation_id).id, text_id)


def _shape(session: Session, door: Door, row: RegulationText) -> RegulationTextOut:
    return text_shape(row, queries.texts(session, row.regulation_id), door.parts.clock.today())


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


@_downloads(BASE + "/{text_id:uuid}/content", "downloadRegulationText", "本文のファイルを受け取る")
def download(door: Door, regulation_id: RegulationId, text_id: TextId) -> Response[bytes]:
    with door.reading() as session:
        row = _seen(session, door, regulation_id, text_id)
    return file_answer(uploads.content(door.parts.files, row.sha256), row.filename, row.media_type, sha256=row.sha256)


ROUTES: list[Any] = [
    list_texts,
    get_text,
    correct_text,
    withdraw_text,
    download,
    Router("/", route_handlers=[record_text], request_max_body_size=UPLOAD_BYTES),
]
