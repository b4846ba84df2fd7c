"""The API's routes to the files of a record, made for each kind of record that has some."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from pydantic import ConfigDict
from sqlmodel import Session

from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Input, Listing
from govapi.files.inspect import Kind
from govapi.files.uploads import content, ready
from govapi.kit.errors import TooLarge
from govapi.measures.attachments import queries, service
from govapi.measures.attachments.schemas import RecordFileOut
from govapi.measures.attachments.service import Numbered
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current


class RecordFileIn(Input):
    """A file for the record: PDF, a picture, Word or Excel."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


# How a room finds its record: as one who may read it, or as one who may work on it. Raises NotFound or NotAllowed.
Find = Callable[[Session, Actor, PolicySet, UUID], Numbered]


@dataclass(frozen=True)
class Of:
    """A kind of record that has files."""

    noun: str  # finding
    word: str  # 指摘
    path: str  # /findings
    tag: str
    seen: Find
    worked_on: Find

    @property
    def name(self) -> str:
        return self.noun.title()

    def scope(self, verb: str) -> str:
        return f"{self.path.removeprefix('/')}:{verb}"


def routes(of: Of) -> Sequence[Any]:
    """Listing, taking out and handing in."""
    base = f"{of.path}/{{record_id:uuid}}/files"

    @reads(base, f"list{of.name}Files", f"{of.word}の添付ファイル（新しい順）", tag=of.tag, scope=of.scope("read"))
    def list_files(door: Door, record_id: UUID) -> Answer[Listing[RecordFileOut]]:
        with door.reading() as session:
            row = of.seen(session, door.actor, current(session, door.parts.clock.today()).policy, record_id)
            items = [RecordFileOut.model_validate(one) for one in queries.of_record(session, row.id)]
            return answer(Listing(items=items))

    @creates(
        base,
        f"upload{of.name}File",
        f"{of.word}にファイルを添付する",
        tag=of.tag,
        scope=of.scope("write"),
        media=MULTIPART,
    )
    def upload(
        door: Door, record_id: UUID, data: Annotated[RecordFileIn, Body(media_type=RequestEncodingType.MULTI_PART)]
    ) -> Answer[RecordFileOut]:
        limit, today = door.parts.settings.max_upload_bytes, door.parts.clock.today()
        with door.reading() as session:  # who may not attach it stores nothing
            of.worked_on(session, door.actor, current(session, today).policy, record_id)
        content: bytes = data.file.file.read(limit + 1)
        if len(content) > limit:
            raise TooLarge(
                f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。"
            )
        file = ready(door.parts.files, data.file.filename, content, limit)
        with door.writing() as session:
            record = of.worked_on(session, door.actor, current(session, today).policy, record_id)
            row = service.hand_in(session, door.actor, of.noun, record, file)
            location = f"/api/v1{of.path}/{record_id}/files/{row.id}/content"
            return door.created(session, RecordFileOut.model_validate(row), version=row.version, location=location)

    return [list_files, _content(of, base), uploads([upload])]


def _content(of: Of, base: str) -> Any:
    @get(
        f"{base}/{{file_id:uuid}}/content",
        operation_id=f"download{of.name}File",
        summary=f"{of.word}の添付ファイルを受け取る",
        tags=[of.tag],
        opt={"access": of.scope("read"), "gives": [kind.media_type for kind in Kind]},
        sync_to_thread=True,
        media_type="application/octet-stream",
    )
    def download(door: Door, record_id: UUID, file_id: UUID) -> Response[bytes]:
        with door.reading() as session:
            policy = current(session, door.parts.clock.today()).policy
            record = of.seen(session, door.actor, policy, record_id)
            row = queries.one(session, record.id, file_id)
        return file_answer(content(door.parts.files, row.sha256), row.name, row.media_type, sha256=row.sha256)

    return download
