"""The pages of the evidence: of the town, of one contractor, a record; handing a file in, and taking it out again."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.evidence import queries, service
from govapi.assessments.evidence.keeping import web as keeping
from govapi.assessments.evidence.keeping.web import LABELS
from govapi.assessments.evidence.queries import Filters
from govapi.assessments.evidence.schemas import EvidenceIn, EvidenceOut
from govapi.audit.queries import timeline
from govapi.audit.tables import AuditRow
from govapi.contractors import queries as contractors
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.duties.queries import of_record
from govapi.edge.answers import file_answer
from govapi.files import uploads
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, NotFound, Refusal
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import ActionButton, TimelineEntry
from govapi.workflow.machine import Available

PAGE_SIZE = 50
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


WITHIN = {"30": "30日以内に満了", "90": "90日以内に満了", "180": "180日以内に満了"}


class EvidenceFormIn(EvidenceIn):
    """What the form sends: the file comes as a part of its own."""

    file: object = None


def of_contractor(session: Session, door: WebDoor, policy: PolicySet, contractor_id: UUID, today: date) -> list[EvidenceOut]:
    """The evidence of a contractor that the reader may see, the newest first: one query. For the pages of other records."""
    found = queries.listed(session, door.actor, policy, Filters(contractor_id), today=today, limit=100, cursor=None)
    return [service.brief(row, policy, today) for row in found.items]


@page("/evidence")
def list_page(
    door: WebDoor,
    kind: FromQuery[str] = "",
    valid: FromQuery[str] = "",
    within: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    today = door.parts.clock.today()
    asked = {
        "kind": kind[:60],
        "valid": valid if valid in ("true", "false") else "",
        "within": within if within in WITHIN else "",
    }
    filters = Filters(
        kind=asked["kind"] or None,
        valid={"true": True, "false": False}.get(asked["valid"]),
        expires_before=date.fromordinal(today.toordinal() + int(asked["within"])) if asked["within"] else None,
    )
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(session, door.actor, policy, filters, today=today, limit=PAGE_SIZE, cursor=cursor or None)
        companies = {one: find(session, Contractor, one).name for one in {row.contractor_id for row in found.items}}
    next_url = f"/evidence?{urlencode(asked | {'cursor': found.next_cursor})}" if found.next_cursor else None
    return door.page(
        "assessments/evidence/list.html",
        rows=[service.brief(row, policy, today) for row in found.items],
        companies=companies,
        asked=asked,
        kinds=_kinds(policy),
        withins=list(WITHIN.items()),
        next_url=next_url,
        first_url=f"/evidence?{urlencode(asked)}" if cursor else None,
    )


@page("/contractors/{contractor_id:uuid}/evidence")
def contractor_page(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contractor = contractors.one(session, contractor_id)
        rows = of_contractor(session, door, policy, contractor.id, today)
    return door.page("assessments/evidence/contractor.html", contractor=contractor, rows=rows, may_record=bool(door.actor.posts))


@page("/contractors/{contractor_id:uuid}/evidence/new")
def new_page(door: WebDoor, contractor_id: FromPath[UUID], sheet: FromQuery[str] = "") -> Response[bytes]:
    return _new(door, contractor_id, shown({"check_sheet_id": sheet[:36]}))


def _new(door: WebDoor, contractor_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        contractor = contractors.one(session, contractor_id)
        if not door.actor.posts:
            raise NotAllowed("証跡を登録できるのは、課に所属する職員です。")
    return door.page(
        "assessments/evidence/new.html",
        status_code=422 if bound.faults else 200,
        contractor=contractor,
        kinds=_kinds(policy),
        notes=[(kind.label, kind.note) for kind in policy.assessing.evidence_kinds if kind.note],
        form=bound,
        accept=ACCEPT,
    )


@form("/contractors/{contractor_id:uuid}/evidence/new", uploads=True)
def record(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    try:
        file = _taken(door, contractor_id)
    except Invalid as refused:
        bound = door.form().bind(EvidenceFormIn, LABELS)
        return _new(door, contractor_id, bound.with_faults(refused.errors))

    def work(session: Session, given: EvidenceFormIn) -> str:
        stored = current(session, clock.today())
        sheet = None if given.check_sheet_id is None else _sheet(session, door, stored, given.check_sheet_id, contractor_id)
        plain = EvidenceIn(**given.model_dump(exclude={"file"}))
        row = service.record(
            session, door.actor, stored, contractor_id, plain, file, sheet=sheet, now=clock.now(), today=clock.today()
        )
        return f"/evidence/{row.id}"

    flash = "証跡を登録しました。適用範囲の判断が必要な種類は、続けて判断を記録してください。"
    return door.submit(EvidenceFormIn, work, lambda bound: _new(door, contractor_id, bound), flash=flash, labels=LABELS)


def _taken(door: WebDoor, contractor_id: UUID) -> uploads.ReadyFile | None:
    """The file sent, inspected and stored. Who may not record evidence stores nothing."""
    given = door.form().file("file")
    if given is None:
        return None
    with door.reading() as session:
        contractors.one(session, contractor_id)
        service.may_record(session, door.actor, None)
    limit = door.parts.settings.max_upload_bytes
    try:
        return uploads.ready(door.parts.files, given.filename, given.file.read(limit + 1), limit, default="証跡")
    except Refusal as refused:
        if refused.status not in (413, 415, 422):
            raise
        raise Invalid(refused.detail, errors=[FieldFault("/file", refused.detail)]) from refused


def _sheet(session: Session, door: WebDoor, stored: StoredPolicy, sheet_id: UUID, contractor_id: UUID) -> CheckSheet:
    sheet = sheets.one(session, door.actor, stored.policy, sheet_id)
    if sheet.contractor_id != contractor_id:
        raise NotFound
    return sheet


@page("/evidence/{evidence_id:uuid}")
def show(door: WebDoor, evidence_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, evidence_id)
        out = service.shape(door.actor, row, policy, today)
        contractor = find(session, Contractor, row.contractor_id)
        heir = queries.one(session, door.actor, policy, row.replaced_by_id) if row.replaced_by_id else None
        duties = of_record(session, row.id)
        entries = [_entry(one) for one in timeline(session, [row.id])]
    return door.page(
        "assessments/evidence/record.html",
        out=out,
        contractor=contractor,
        heir=heir,
        duties=duties,
        entries=entries,
        today=today,
        may_edit=bool(out.available_actions),
        actions=_buttons(out),
    )


def _entry(row: AuditRow) -> TimelineEntry:
    who = "　".join(part for part in (row.actor_post, row.actor_name) if part)
    return TimelineEntry(row.at, row.summary, who, row.reason, "danger" if row.action == "evidence.withdraw" else "")


def _buttons(out: EvidenceOut) -> list[ActionButton]:
    offered = [Available(**one.model_dump()) for one in out.available_actions]
    warning = f"証跡（{out.number}）を取り下げます。元に戻せません。"
    return action_buttons(offered, f"/evidence/{out.id}", tones={"withdraw": "danger"}, confirms={"withdraw": warning})


@page("/evidence/{evidence_id:uuid}/content")
def download(door: WebDoor, evidence_id: FromPath[UUID]) -> Response[bytes]:
    """Handed out as a file to keep, never shown in the browser: whatever is in it, it is not a page of this site."""
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, evidence_id)
    if not row.sha256:
        raise NotFound("この証跡にはファイルがありません。現物を確かめてください。")
    return file_answer(uploads.content(door.parts.files, row.sha256), row.file_name, row.media_type)


def _kinds(policy: PolicySet) -> list[tuple[str, str]]:
    return [(kind.key, kind.label) for kind in policy.assessing.evidence_kinds]


ROUTES: list[Any] = [
    list_page,
    contractor_page,
    new_page,
    record,
    show,
    download,
    *keeping.ROUTES,
]
