"""The page of the answers: by domain, beside the last cycle; for who reviews, a verdict on each, saved part by part."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers import service as answers
from govapi.assessments.check_sheets.answers.rules import grouped
from govapi.assessments.check_sheets.answers.schemas import AnswerOut
from govapi.assessments.check_sheets.overview.service import shape
from govapi.assessments.check_sheets.reviewing import service
from govapi.assessments.check_sheets.reviewing.schemas import VerdictsIn
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {"verdicts": "確認", "verdict": "確認", "comment": "意見"}
FILTERS = {
    "": "全て",
    "insufficient": "不足のみ",
    "unreviewed": "未確認のみ",
    "below": "基準に達しないもの",
    "changed": "前回から変わったもの",
}
VERDICTS = [("accepted", "確認済"), ("insufficient", "不足"), ("", "未確認")]


@page("/check-sheets/{check_sheet_id:uuid}/answers")
def show(door: WebDoor, check_sheet_id: FromPath[UUID], only: FromQuery[str] = "") -> Response[bytes]:
    return _page(door, check_sheet_id, only if only in FILTERS else "", None, "")


def _page(door: WebDoor, sheet_id: UUID, only: str, bound: Bound[Any] | None, first: str) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = queries.one(session, door.actor, current(session, today).policy, sheet_id)
        found = answers.load(session, sheet)
        out = shape(session, door.actor, sheet, today, found.rows)
        rows = answers.shapes(found)
        proven = len(service.to_accept(session, found, today)) if service.may_review(door.actor, sheet) else 0
    kept = [row for row in rows if _kept(row, only)] if bound is None else _typed(bound, rows)
    return door.page(
        "assessments/check_sheets/answers.html",
        out=out,
        rows=kept,
        domains=grouped(kept),
        only=only,
        filters=[(key, label, sum(_kept(row, key) for row in rows)) for key, label in FILTERS.items()],
        options=VERDICTS,
        may_review=service.may_review(door.actor, sheet),
        proven=proven,
        form=bound or shown({"verdicts": [{"verdict": row.verdict, "comment": row.comment} for row in kept]}),
        first=first,
        version=out.version if bound is None or first else door.form().version(),
    )


def _kept(row: AnswerOut, only: str) -> bool:
    match only:
        case "insufficient":
            return row.verdict == "insufficient"
        case "unreviewed":
            return not row.verdict
        case "below":
            return row.below_knock_out
        case "changed":
            return row.previous is not None and row.previous.change not in ("", "same")
        case _:
            return True


def _typed(bound: Bound[Any], rows: list[AnswerOut]) -> list[AnswerOut]:
    """The questions of the form that was sent, in its order: the indexes of its fields are theirs."""
    known = {row.question: row for row in rows}
    named = (bound.text(f"verdicts.{index}.question") for index in bound.rows("verdicts"))
    return [known[question] for question in named if question in known]


@form("/check-sheets/{check_sheet_id:uuid}/answers")
def judge(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    """``_at`` is the domain whose button was pressed, ``_only`` the filter under which the page was shown."""
    today = door.parts.clock.today()
    at, only = door.form().text("_at")[:1], door.form().text("_only")
    base = f"/check-sheets/{check_sheet_id}/answers"

    def work(session: Session, given: VerdictsIn) -> str:
        policy, version = current(session, today).policy, door.form().version()
        service.judge_answers(session, door.actor, policy, check_sheet_id, given, version)
        narrowed = f"?only={only}" if only in FILTERS and only else ""
        return f"{base}{narrowed}" + (f"#domain-{at}" if at.isascii() and at.isalpha() else "")

    def again(bound: Bound[VerdictsIn], first: str) -> Response[bytes]:
        return _page(door, check_sheet_id, only if only in FILTERS else "", bound, first)

    return submit_on_record(door, check_sheet_id, VerdictsIn, work, again, flash="確認の内容を保存しました。", labels=LABELS)


@form("/check-sheets/{check_sheet_id:uuid}/accept-proven")
def accept_proven(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy, version = current(session, today).policy, door.form().version()
        service.accept_proven(session, door.actor, policy, check_sheet_id, version, today)
    return door.redirect(f"/check-sheets/{check_sheet_id}/answers", "実施済で証跡のある回答等を、まとめて確認済にしました。")


ROUTES: list[Any] = [show, judge, accept_proven]
