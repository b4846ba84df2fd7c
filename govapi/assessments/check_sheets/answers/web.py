"""The page on which a clerk types in the answers that came on paper: by domain, saved part by part, nothing typed is lost."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers import service
from govapi.assessments.check_sheets.answers.rules import grouped
from govapi.assessments.check_sheets.answers.schemas import AnswerOut, AnswersIn
from govapi.assessments.check_sheets.overview.service import shape
from govapi.assessments.check_sheets.rules import ANSWERS
from govapi.assessments.check_sheets.schemas import CheckSheetOut
from govapi.kit.errors import NotFound
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "answers": "回答", "answer": "回答", "reason": "理由又は対応の予定", "remark": "備考", "respondent_name": "回答者の氏名",
    "respondent_title": "回答者の役職",
}  # fmt: skip


@page("/check-sheets/{check_sheet_id:uuid}/answers/edit")
def edit_page(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, check_sheet_id, None, "")


def _edit(door: WebDoor, sheet_id: UUID, bound: Bound[Any] | None, first: str) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = queries.one(session, door.actor, current(session, today).policy, sheet_id)
        found = service.load(session, sheet)
        out = shape(session, door.actor, sheet, today, found.rows)
        rows = service.shapes(found)
    if not any(one.action == "receive" for one in out.available_actions):
        raise NotFound("今の状態では、回答を入力できません。チェックシートの画面に戻ってください。")
    return door.page(
        "assessments/check_sheets/entry.html",
        out=out,
        domains=grouped(rows),
        options=list(ANSWERS.items()),
        form=bound or shown(_values(out, rows)),
        first=first,
        version=out.version if bound is None or first else door.form().version(),
    )


def _values(out: CheckSheetOut, rows: list[AnswerOut]) -> dict[str, object]:
    answers = [{"answer": row.answer, "reason": row.reason, "remark": row.remark} for row in rows]
    name = out.respondent_name or out.contact_name
    return {"answers": answers, "respondent_name": name, "respondent_title": out.respondent_title}


@form("/check-sheets/{check_sheet_id:uuid}/answers/edit")
def edit(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    """``_at`` is the domain whose button was pressed, ``_copy`` one whose last answers are to be copied."""
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    at, copying = door.form().text("_at")[:1], door.form().text("_copy")[:3]

    def work(session: Session, given: AnswersIn) -> str:
        policy, version = current(session, today).policy, door.form().version()
        sheet = service.write(session, door.actor, policy, check_sheet_id, given, version, now=now, today=today)
        if copying:
            service.copy_previous(session, door.actor, sheet, "" if copying == "all" else copying, now=now, today=today)
        if given.complete:
            return f"/check-sheets/{check_sheet_id}"
        anchor = at or copying
        return f"/check-sheets/{check_sheet_id}/answers/edit" + (f"#domain-{anchor}" if len(anchor) == 1 else "")

    def again(bound: Bound[AnswersIn], first: str) -> Response[bytes]:
        return _edit(door, check_sheet_id, bound, first)

    complete = door.form().text("complete") == "true"
    flash = (
        "回答を受け付けました。回答を一つずつ確認してください。"
        if complete
        else "前回の回答を写しました。"
        if copying
        else "保存しました。"
    )
    return submit_on_record(door, check_sheet_id, AnswersIn, work, again, flash=flash, labels=LABELS)


ROUTES: list[Any] = [edit_page, edit]
