"""The pages of templates, and the download of papers."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from pydantic import Field

from govapi.documents import library, queries, service
from govapi.documents.queries import Reaches
from govapi.documents.registry import with_templates
from govapi.documents.schemas import TemplateOut
from govapi.documents.tables import DocumentTemplate
from govapi.edge.answers import file_answer
from govapi.edge.shapes import Identifier, Input, Reason
from govapi.files.inspect import Kind
from govapi.kit.errors import FieldFault, Refusal
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

LABELS = {"template": "様式の種類", "file": "ファイル", "note": "変更した内容", "active_from": "使用を始める日"}
REFUSED = frozenset({409, 413, 415, 422})


class UploadForm(Input):
    """What is typed beside the file; the file itself is read by the form."""

    file: object = None
    template: Identifier = Field(min_length=1)
    note: Reason = Field(default="", max_length=2000)
    active_from: date | None = None


def _sent(data: bytes, name: str, sha256: str) -> Response[bytes]:
    return file_answer(data, name, Kind.DOCX.media_type, sha256=sha256)


@page("/templates/{template_id:uuid}/file")
def download_template(door: WebDoor, template_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        queries.may_see_templates(door.actor, current(session, door.parts.clock.today()).policy)
        row = queries.template(session, template_id)
    name = f"様式_{row.title}_第{row.template_version}版.docx"
    return _sent(library.content(door.parts.files, row.sha256), name, row.sha256)


@page("/templates")
def list_page(door: WebDoor) -> Response[bytes]:
    return _list(door, shown())


def _list(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    with_templates(door.parts, door.own.municipality_code)
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        queries.may_see_templates(door.actor, policy)
        manifest, rows = policy.manifest, queries.templates(session)
        used = {row.id for row in queries.in_use(session, today).values()}
    kinds = [(one.key, one.title) for one in manifest.templates]
    by_key = {key: [_shape(row, row.id in used) for row in rows if row.key == key] for key, _title in kinds}
    labels = {key: library.known_facts(manifest, key) for key, _title in kinds}
    return door.page(
        "documents/templates.html",
        form=bound,
        kinds=kinds,
        by_key=by_key,
        labels=labels,
        may_upload="contract_office" in door.actor.duties,
        limit_mb=door.parts.settings.max_upload_bytes >> 20,
    )


def _shape(row: DocumentTemplate, in_use: bool) -> TemplateOut:
    return TemplateOut.model_validate({**row.model_dump(), "in_use": in_use})


@form("/templates", uploads=True)
def upload(door: WebDoor) -> Response[bytes]:
    bound = door.form().bind(UploadForm, LABELS)
    given, file = bound.value, door.form().file("file")
    if given is None or file is None:
        missing = [] if file is not None else [FieldFault("/file", "Wordで保存した様式のファイルを選んでください。")]
        return _again(door, bound.with_faults(missing), 422)
    limit, today = door.parts.settings.max_upload_bytes, door.parts.clock.today()
    with door.reading() as session:
        service.may_upload(door.actor)
        manifest = current(session, today).policy.manifest
    try:
        ready = library.checked(manifest, given.template, file.file.read(limit + 1), limit)
        library.store(door.parts.files, [ready])
        with door.writing() as session:
            row = service.register_uploaded(
                session, door.actor, ready, active_from=given.active_from, note=given.note, today=today
            )
    except Refusal as refused:
        if refused.status not in REFUSED:
            raise
        return _again(door, bound.with_faults(_told(refused)), refused.status)
    return door.redirect("/templates", f"様式「{row.title}」第{row.template_version}版を登録しました。")


def _told(refused: Refusal) -> list[FieldFault]:
    """Each fault of the file as its own line; the form shows one sentence beside the field."""
    if all(one.pointer == "/file" for one in refused.errors) and refused.errors:
        return [FieldFault("/file", "　".join(one.message for one in refused.errors))]
    return refused.errors or [FieldFault("/file", refused.detail)]


def _again(door: WebDoor, bound: Bound[Any], status: int) -> Response[bytes]:
    answer = _list(door, bound)
    answer.status_code = status
    return answer


def routes(reach: Reaches) -> list[HTTPRouteHandler]:
    """All pages of the room; ``reach`` tells which papers the actor is shown beside his own, and which never."""

    @page("/documents/{document_id:uuid}/file")
    def download_document(door: WebDoor, document_id: FromPath[UUID]) -> Response[bytes]:
        with door.reading() as session:
            policy = current(session, door.parts.clock.today()).policy
            seen = queries.seen(door.actor, policy, reach(session, door.actor, policy))
            row = queries.one(session, seen, document_id)
        return _sent(library.content(door.parts.files, row.sha256), row.file_name, row.sha256)

    return [download_document, download_template, list_page, upload]
