"""The pages between the section and the contractor: making a round ready, its deadline and contact, taking it in, giving it back."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.assessments import queries as assessments
from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.overview.service import shape
from govapi.assessments.check_sheets.rules import OCCASIONS
from govapi.assessments.check_sheets.schemas import CheckSheetIn, CheckSheetOut, CheckSheetPatch, ReceiveIn, ReturnIn
from govapi.assessments.check_sheets.sending import service
from govapi.assessments.check_sheets.service import who
from govapi.assessments.check_sheets.workflow import STAFF
from govapi.contractors import queries as contractors
from govapi.edge.shapes import Input
from govapi.kit.errors import NotFound
from govapi.people.relations import relations
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "occasion": "評価の機会", "occasion_label": "契機", "deadline": "回答の期限", "contact_name": "担当者の氏名",
    "contact_email": "メールアドレス", "respondent_name": "回答者の氏名", "respondent_title": "回答者の役職", "reason": "差し戻す理由",
}  # fmt: skip


@page("/assessments/{assessment_id:uuid}/check-sheets/new")
def new_page(door: WebDoor, assessment_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, assessment_id, None)


def _new(door: WebDoor, assessment_id: UUID, bound: Bound[Any] | None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        assessment = assessments.one(session, door.actor, stored.policy, assessment_id)
        may = relations(door.actor, assessment.department_path, assessment.department_id) & STAFF
        if not may:
            raise NotFound("チェックシートを準備できるのは、所管課又は情報政策担当課の職員です。評価の画面に戻ってください。")
        last = queries.last_decided(session, assessment.id)
        company = contractors.one(session, assessment.contractor_id)
    tier = stored.policy.assessing.tier(assessment.tier)
    first: dict[str, object] = {"occasion": "regular" if last else "first", "deadline": service.default_deadline(tier, today)}
    if last is not None:
        first |= {"contact_name": last.contact_name, "contact_email": last.contact_email}
    return door.page(
        "assessments/check_sheets/new.html",
        assessment=assessment,
        company=company,
        tier=tier,
        asked=len(stored.policy.assessing.questions_of(stored.policy.assessing.sheet(tier.sheet))),
        last=last,
        occasions=list(OCCASIONS.items()),
        form=bound or shown(first),
    )


@form("/assessments/{assessment_id:uuid}/check-sheets/new")
def prepare(door: WebDoor, assessment_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()

    def work(session: Session, given: CheckSheetIn) -> str:
        stored = current(session, today)
        assessment = assessments.one(session, door.actor, stored.policy, assessment_id, lock=True)
        sheet = service.prepare(session, door.actor, stored, assessment, given, now=now, today=today)
        return f"/check-sheets/{sheet.id}"

    flash = "チェックシートを準備しました。内容を確かめて、送付してください。"
    return door.submit(CheckSheetIn, work, lambda bound: _new(door, assessment_id, bound), flash=flash, labels=LABELS)


def _asking(
    door: WebDoor, sheet_id: UUID, template: str, bound: Bound[Any] | None, first: str, action: str = ""
) -> Response[bytes]:
    """A page that changes a round; only in the states and for the people that may."""
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = queries.one(session, door.actor, current(session, today).policy, sheet_id)
        out = shape(session, door.actor, sheet, today)
    offered = next((one for one in out.available_actions if one.action == action), None)
    may_edit = out.status in service.OPEN and bool(who(door.actor, sheet) & STAFF)
    if (action and offered is None) or (not action and not may_edit):
        raise NotFound("今の状態では、この手続は行えません。チェックシートの画面に戻ってください。")
    return door.page(
        template,
        out=out,
        form=bound or shown(_values(out, action)),
        first=first,
        blocked=offered.blocked_because if offered else "",
        version=out.version if bound is None or first else door.form().version(),
    )


def _values(out: CheckSheetOut, action: str) -> dict[str, object]:
    values: dict[str, dict[str, object]] = {
        "": {"contact_name": out.contact_name, "contact_email": out.contact_email, "deadline": out.deadline},
        "receive": {"respondent_name": out.respondent_name or out.contact_name, "respondent_title": out.respondent_title},
        "return": {"deadline": out.deadline},
    }
    return values[action]


@page("/check-sheets/{check_sheet_id:uuid}/edit")
def edit_page(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, check_sheet_id, "assessments/check_sheets/edit.html", None, "")


@form("/check-sheets/{check_sheet_id:uuid}/edit")
def edit(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()

    def work(session: Session, given: CheckSheetPatch) -> str:
        typed = given.model_copy(update={"contact_name": given.contact_name or "", "contact_email": given.contact_email or ""})
        policy, version = current(session, today).policy, door.form().version()
        service.revise(session, door.actor, policy, check_sheet_id, typed, version, now=now, today=today)
        return f"/check-sheets/{check_sheet_id}"

    def again(bound: Bound[CheckSheetPatch], first: str) -> Response[bytes]:
        return _asking(door, check_sheet_id, "assessments/check_sheets/edit.html", bound, first)

    return submit_on_record(door, check_sheet_id, CheckSheetPatch, work, again, flash="保存しました。", labels=LABELS)


def _step(door: WebDoor, sheet_id: UUID, action: str, model: type[Input], flash: str) -> Response[bytes]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    template = f"assessments/check_sheets/{action}.html"

    def work(session: Session, given: Input) -> str:
        policy, version = current(session, today).policy, door.form().version()
        service.act(session, door.actor, policy, sheet_id, action, given, version, now=now, today=today)
        return f"/check-sheets/{sheet_id}"

    def again(bound: Bound[Input], first: str) -> Response[bytes]:
        return _asking(door, sheet_id, template, bound, first, action)

    return submit_on_record(door, sheet_id, model, work, again, flash=flash, labels=LABELS)


@page("/check-sheets/{check_sheet_id:uuid}/receive")
def receive_page(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, check_sheet_id, "assessments/check_sheets/receive.html", None, "", "receive")


@form("/check-sheets/{check_sheet_id:uuid}/receive")
def receive(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    flash = "回答を受け付けました。回答を一つずつ確認してください。"
    return _step(door, check_sheet_id, "receive", ReceiveIn, flash)


@page("/check-sheets/{check_sheet_id:uuid}/return")
def return_page(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, check_sheet_id, "assessments/check_sheets/return.html", None, "", "return")


@form("/check-sheets/{check_sheet_id:uuid}/return")
def give_back(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    flash = "差し戻しました。不足とした設問と理由を、委託先に知らせてください。"
    return _step(door, check_sheet_id, "return", ReturnIn, flash)


ROUTES: list[Any] = [new_page, prepare, edit_page, edit, receive_page, receive, return_page, give_back]
