"""The API's door to papers and templates."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.handlers.base import BaseRouteHandler
from litestar.params import Body, Parameter
from pydantic import ConfigDict
from sqlalchemy import ColumnElement
from sqlmodel import Session

from govapi.documents import library, queries, service
from govapi.documents.queries import Reaches
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentDetail, DocumentOut, FactOut, TemplateCheckOut, TemplateOut, document_out
from govapi.documents.tables import DocumentTemplate
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import Cursor, Day, Identifier, Input, Limit, Listing, Reason
from govapi.files.inspect import Kind
from govapi.kit.errors import TooLarge
from govapi.people.actor import Actor
from govapi.policy.schema.manifest import Manifest
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current

TAG, TEMPLATES = "帳票", "様式"
READ, WRITE = "documents:read", "documents:write"
TEMPLATE_READ, TEMPLATE_WRITE = "templates:read", "templates:write"
UPLOAD_BYTES = 21 << 20  # a template of 20 MB with the multipart wrapping; settings.max_upload_bytes binds what is in it
MULTIPART = "multipart/form-data"
DOCX = Kind.DOCX.media_type

DocumentId = Annotated[UUID, Parameter(description="書類の id")]
TemplateId = Annotated[UUID, Parameter(description="様式の版の id")]
Key = Annotated[str | None, Parameter(max_length=64, description="様式の key")]


def downloads(path: str, operation_id: str, summary: str, *, tag: str, scope: str) -> Callable[..., HTTPRouteHandler]:
    """GET of a Word file."""
    return get(
        path, operation_id=operation_id, summary=summary, tags=[tag], opt={"access": scope}, sync_to_thread=True, media_type=DOCX
    )


def download(data: bytes, name: str, sha256: str) -> Response[bytes]:
    """A Word file as an answer."""
    return file_answer(data, name, DOCX, sha256=sha256)


async def body_first(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """A guard of upload routes: Litestar reads a form before the door, and the door wants the bytes (for the Idempotency-Key)."""
    assert isinstance(connection, Request)
    await connection.body()


def uploads(handlers: Sequence[HTTPRouteHandler]) -> Router:
    """Routes that take a file: with room for it, and read after the token was looked at."""
    return Router("/", route_handlers=list(handlers), request_max_body_size=UPLOAD_BYTES, guards=[body_first])


@reads("/templates", "listTemplates", "様式の一覧", tag=TEMPLATES, scope=TEMPLATE_READ)
def list_templates(door: Door) -> Answer[Listing[TemplateOut]]:
    with_templates(door.parts, door.identity.municipality_code)
    with door.reading() as session:
        queries.may_see_templates(door.actor, current(session, door.parts.clock.today()).policy)
        used = {row.id for row in queries.in_use(session, door.parts.clock.today()).values()}
        return answer(Listing(items=[template_out(row, row.id in used) for row in queries.templates(session)]))


@reads("/templates/{template_id:uuid}", "getTemplate", "様式の一つの版を見る", tag=TEMPLATES, scope=TEMPLATE_READ)
def get_template(door: Door, template_id: TemplateId) -> Answer[TemplateOut]:
    with door.reading() as session:
        queries.may_see_templates(door.actor, current(session, door.parts.clock.today()).policy)
        row = queries.template(session, template_id)
        used = queries.in_use(session, door.parts.clock.today()).get(row.key)
        return answer(template_out(row, used is not None and used.id == row.id), version=row.version)


@downloads("/templates/{template_id:uuid}/file", "downloadTemplate", "様式を受け取る", tag=TEMPLATES, scope=TEMPLATE_READ)
def download_template(door: Door, template_id: TemplateId) -> Response[bytes]:
    with door.reading() as session:
        queries.may_see_templates(door.actor, current(session, door.parts.clock.today()).policy)
        row = queries.template(session, template_id)
    name = f"様式_{row.title}_第{row.template_version}版.docx"
    return download(library.content(door.parts.files, row.sha256), name, row.sha256)


class TemplateIn(Input):
    """A template edited in Word. ``active_from`` left out: in use from today."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    template: Identifier
    file: UploadFile
    note: Reason = ""
    active_from: Day | None = None


class TemplateCheckIn(Input):
    """A template to be looked at only."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    template: Identifier
    file: UploadFile


@creates("/templates", "uploadTemplate", "様式を次の版として登録する", tag=TEMPLATES, scope=TEMPLATE_WRITE, media=MULTIPART)
def upload_template(
    door: Door, data: Annotated[TemplateIn, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Answer[TemplateOut]:
    with_templates(door.parts, door.identity.municipality_code)
    clock = door.parts.clock
    with door.reading() as session:
        service.may_upload(door.actor)
        manifest = current(session, clock.today()).policy.manifest
    ready = library.checked(manifest, data.template, _bytes(door, data.file), door.parts.settings.max_upload_bytes)
    library.store(door.parts.files, [ready])
    with door.writing() as session:
        row = service.register_uploaded(
            session, door.actor, ready, active_from=data.active_from, note=data.note, today=clock.today()
        )
        used = row.active_from is not None and row.active_from <= clock.today()
        return door.created(session, template_out(row, used), version=row.version, location=f"/api/v1/templates/{row.id}")


@acts(
    "/templates/check",
    "checkTemplate",
    "様式を登録せずに点検する",
    tag=TEMPLATES,
    scope=TEMPLATE_READ,
    if_match=False,
    media=MULTIPART,
)
def check_template(
    door: Door, data: Annotated[TemplateCheckIn, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Answer[TemplateCheckOut]:
    with door.reading() as session:
        manifest: Manifest = current(session, door.parts.clock.today()).policy.manifest
    template = library.of_key(manifest, data.template)
    limit = door.parts.settings.max_upload_bytes
    used, faults = library.facts_and_faults(manifest, template, _bytes(door, data.file), limit)
    known = library.known_facts(manifest, template.key)
    facts = [FactOut(path=path, label=known.get(path, "")) for path in used]
    return answer(TemplateCheckOut(faults=faults, facts=facts))


def template_out(row: DocumentTemplate, in_use: bool) -> TemplateOut:
    out = TemplateOut.model_validate({**row.model_dump(), "in_use": in_use})
    return out


def _bytes(door: Door, file: UploadFile) -> bytes:
    """The upload, read no further than what is allowed."""
    limit = door.parts.settings.max_upload_bytes
    data: bytes = file.file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"様式は{limit // (1 << 20)}MB以下にしてください。図を小さくして保存し直してください。")
    return data


def routes(reach: Reaches) -> list[Any]:
    """All routes of the room; ``reach`` tells which papers the actor is shown beside his own, and which never."""

    def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
        return queries.seen(actor, policy, reach(session, actor, policy))

    @reads("/documents", "listDocuments", "作成した書類の一覧（新しい順）", tag=TAG, scope=READ)
    def list_documents(
        door: Door, record_id: UUID | None = None, kind: Key = None, limit: Limit = 50, cursor: Cursor = None
    ) -> Answer[Listing[DocumentOut]]:
        with door.reading() as session:
            policy = current(session, door.parts.clock.today()).policy
            page = queries.listed(
                session, seen(session, door.actor, policy), record_id=record_id, kind=kind, limit=limit, cursor=cursor
            )
            newest = queries.newest_editions(session, [row.record_id for row in page.items])
            items = [document_out(row, newest[row.record_id, row.template_key]) for row in page.items]
            return answer(Listing(items=items, next_cursor=page.next_cursor))

    @reads("/documents/{document_id:uuid}", "getDocument", "作成した書類を見る", tag=TAG, scope=READ)
    def get_document(door: Door, document_id: DocumentId) -> Answer[DocumentDetail]:
        with door.reading() as session:
            policy = current(session, door.parts.clock.today()).policy
            row = queries.one(session, seen(session, door.actor, policy), document_id)
            out = DocumentDetail.model_validate(row)
            out.superseded = row.edition < queries.last_edition(session, row.record_id, row.template_key)
            return answer(out, version=row.version)

    @downloads("/documents/{document_id:uuid}/file", "downloadDocument", "作成した書類を受け取る", tag=TAG, scope=READ)
    def download_document(door: Door, document_id: DocumentId) -> Response[bytes]:
        with door.reading() as session:
            policy = current(session, door.parts.clock.today()).policy
            row = queries.one(session, seen(session, door.actor, policy), document_id)
        return download(library.content(door.parts.files, row.sha256), row.file_name, row.sha256)

    templates = [list_templates, get_template, download_template, uploads([upload_template, check_template])]
    return [list_documents, get_document, download_document, *templates]
