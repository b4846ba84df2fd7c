"""The API's door to the terms of a service."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from pydantic import BeforeValidator, ConfigDict, Field

from govapi.cloud_services import queries as services
from govapi.cloud_services.api import READ, TAG, WRITE, ServiceId
from govapi.cloud_services.schemas import Key
from govapi.cloud_services.terms import queries, service
from govapi.cloud_services.terms.schemas import PastedText, TermsIn, TermsOut
from govapi.cloud_services.terms.service import Kept, keep_text, kept, may_record
from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Listing
from govapi.files.inspect import Kind
from govapi.files.uploads import content, ready
from govapi.kit.errors import Invalid, TooLarge
from govapi.policy.store import current

TermsId = Annotated[UUID, Parameter(description="約款の控えの id")]


def _as_list(value: object) -> object:
    """A part that comes once is one of a list all the same."""
    return [value] if isinstance(value, str) else value


class TermsUploadIn(TermsIn):
    """A copy of the terms: a file (PDF, a picture, Word, Excel), or the text pasted; one of them."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    risks: Annotated[list[Key], Field(max_length=50), BeforeValidator(_as_list)] = Field(default_factory=list)
    file: UploadFile | None = None
    text: PastedText = ""


@reads("/cloud-services/{service_id:uuid}/terms", "listCloudTerms", "約款の控え（確認した日の新しい順）", tag=TAG, scope=READ)
def list_terms(door: Door, service_id: ServiceId) -> Answer[Listing[TermsOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = services.one(session, door.actor, policy, service_id)
        return answer(Listing(items=service.shapes(session, row.id, policy)))


@creates(
    "/cloud-services/{service_id:uuid}/terms", "recordCloudTerms", "約款の控えを記録する", tag=TAG, scope=WRITE, media=MULTIPART
)
def record_terms(
    door: Door, service_id: ServiceId, data: Annotated[TermsUploadIn, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Answer[TermsOut]:
    today = door.parts.clock.today()
    with door.reading() as session:  # who may not record it stores nothing
        may_record(session, door.actor, current(session, today).policy, service_id)
    file = _stored(door, data)
    given = TermsIn.model_validate(data.model_dump(exclude={"file", "text"}, exclude_unset=True, mode="json"))
    with door.writing() as session:
        stored = current(session, today)
        row = service.record(session, door.actor, stored, service_id, given, file, today)
        shape = service.shape(session, row, stored.policy)
        location = f"/api/v1/cloud-services/{service_id}/terms/{row.id}/content"
        return door.created(session, shape, version=row.version, location=location)


def _stored(door: Door, data: TermsUploadIn) -> Kept:
    if data.file is None:
        return keep_text(door.parts.files, data.text)
    if data.text.strip():
        raise Invalid("ファイルと本文のどちらか一方を送ってください。", pointer="/text")
    limit = door.parts.settings.max_upload_bytes
    found: bytes = data.file.file.read(limit + 1)
    if len(found) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。本文を貼り付けて記録することもできます。")
    return kept(ready(door.parts.files, data.file.filename, found, limit, default="約款"))


@get(
    "/cloud-services/{service_id:uuid}/terms/{terms_id:uuid}/content",
    operation_id="downloadCloudTerms",
    summary="約款の控えを受け取る",
    tags=[TAG],
    opt={"access": READ, "gives": [*(kind.media_type for kind in Kind), "text/plain"]},
    sync_to_thread=True,
    media_type="application/octet-stream",
)
def download_terms(door: Door, service_id: ServiceId, terms_id: TermsId) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, services.one(session, door.actor, policy, service_id).id, terms_id)
    return file_answer(content(door.parts.files, row.sha256), row.filename, row.media_type, sha256=row.sha256)


ROUTES: list[Any] = [list_terms, download_terms, uploads([record_terms])]
