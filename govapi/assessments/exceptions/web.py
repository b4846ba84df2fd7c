"""The pages of the exceptions: asked for from the assessment, decided on a route, shown with who allowed it and until when."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.approvals.proceedings.web import TONES, WithdrawIn, buttons, past
from govapi.approvals.proceedings.web import withdraw as give_up
from govapi.assessments import queries as assessments
from govapi.assessments.exceptions import queries, service
from govapi.assessments.exceptions.queries import Filters
from govapi.assessments.exceptions.rules import officers
from govapi.assessments.exceptions.schemas import (
    AssessmentExceptionIn,
    AssessmentExceptionOut,
    AssessmentExceptionPatch,
    ExceptionSubmitIn,
)
from govapi.assessments.exceptions.workflow import ASSESSMENT_EXCEPTION
from govapi.assessments.rules import standing_sentence
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.duties import queries as duties
from govapi.kit.errors import NotFound
from govapi.kit.japan.holidays import add_months
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {"reason": "契約せざるを得ない理由", "compensation": "代わりに講じる措置", "until": "期限", "note": "伺い文"}
NOTE = "次のとおり例外措置を許可してよろしいか伺います。"
MANY = 50


def of_assessment(session: Session, door: WebDoor, policy: PolicySet, assessment_id: UUID) -> list[AssessmentExceptionOut]:
    """The exceptions of an assessment that the reader may see, the newest first."""
    filters, today = Filters(assessment_id=assessment_id), door.parts.clock.today()
    rows = queries.listed(session, door.actor, policy, filters, limit=MANY, cursor=None).items
    names = queries.names(session, rows)
    return [service.brief(row, names[row.contractor_id], today) for row in rows]


@page("/assessments/{assessment_id:uuid}/exceptions/new")
def new_page(door: WebDoor, assessment_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, assessment_id, shown())


def _new(door: WebDoor, assessment_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = assessments.one(session, door.actor, policy, assessment_id)
        service.refuse_others(door.actor, row.department_path, row.department_id)
        contractor = find(session, Contractor, row.contractor_id)
        standing = standing_sentence(row.status, row.valid_until, today)
    terms = policy.assessing.exceptions
    return door.page(
        "assessments/exceptions/new.html",
        assessment=row,
        contractor=contractor,
        standing=standing,
        officers=officers(terms.allowed_by),
        latest=add_months(today, terms.longest_months),
        form=bound,
    )


@form("/assessments/{assessment_id:uuid}/exceptions/new")
def draft(door: WebDoor, assessment_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: AssessmentExceptionIn) -> str:
        row = service.ask(session, door.actor, current(session, today).policy, assessment_id, given, today)
        return f"/assessment-exceptions/{row.id}"

    flash = "例外措置の下書きを作りました。内容を確かめて、申請してください。"
    return door.submit(AssessmentExceptionIn, work, lambda bound: _new(door, assessment_id, bound), flash=flash, labels=LABELS)


@page("/assessment-exceptions/{exception_id:uuid}")
def show(door: WebDoor, exception_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, exception_id)
        out = service.shape(session, door.actor, row, policy, today)
        history = past(session, row.id, ASSESSMENT_EXCEPTION.labels)
        owed = duties.of_record(session, row.id)
    withdrawing = f"例外措置（{out.number}）を取り下げます。元に戻せません。"
    return door.page(
        "assessments/exceptions/record.html",
        out=out,
        officers=officers(policy.assessing.exceptions.allowed_by),
        tone=TONES.get(out.status, ""),
        history=history,
        duties=owed,
        today=today,
        may_edit=any(one.action == "submit" for one in out.available_actions),
        actions=buttons(out.available_actions, f"/assessment-exceptions/{out.id}", withdrawing),
    )


def _asking(door: WebDoor, exception_id: UUID, template: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """A page that changes an exception; only while it is a draft, and only for those who may."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, exception_id)
        out = service.shape(session, door.actor, row, policy, today)
    offered = next((one for one in out.available_actions if one.action == "submit"), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。例外措置の画面に戻ってください。")
    values = {"reason": out.reason, "compensation": out.compensation, "until": out.until, "note": NOTE}
    return door.page(
        template,
        out=out,
        form=bound or shown(values),
        first=first,
        blocked=offered.blocked_because,
        latest=add_months(today, policy.assessing.exceptions.longest_months),
        version=out.version if bound is None or first else door.form().version(),
    )


@page("/assessment-exceptions/{exception_id:uuid}/edit")
def edit_page(door: WebDoor, exception_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, exception_id, "assessments/exceptions/edit.html", None)


@form("/assessment-exceptions/{exception_id:uuid}/edit")
def edit(door: WebDoor, exception_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: AssessmentExceptionPatch) -> str:
        policy, version = current(session, today).policy, door.form().version()
        service.revise(session, door.actor, policy, exception_id, given, version, today)
        return f"/assessment-exceptions/{exception_id}"

    def again(bound: Bound[AssessmentExceptionPatch], first: str) -> Response[bytes]:
        return _asking(door, exception_id, "assessments/exceptions/edit.html", bound, first)

    return submit_on_record(door, exception_id, AssessmentExceptionPatch, work, again, flash="保存しました。", labels=LABELS)


@page("/assessment-exceptions/{exception_id:uuid}/submit")
def submit_page(door: WebDoor, exception_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, exception_id, "assessments/exceptions/submit.html", None)


@form("/assessment-exceptions/{exception_id:uuid}/submit")
def submit(door: WebDoor, exception_id: FromPath[UUID]) -> Response[bytes]:
    def again(bound: Bound[ExceptionSubmitIn], first: str) -> Response[bytes]:
        return _asking(door, exception_id, "assessments/exceptions/submit.html", bound, first)

    def work(session: Session, given: ExceptionSubmitIn) -> str:
        return _act(door, session, exception_id, "submit", given)

    flash = "例外措置を申請し、回議に付しました。"
    return submit_on_record(door, exception_id, ExceptionSubmitIn, work, again, flash=flash, labels=LABELS)


@form("/assessment-exceptions/{exception_id:uuid}/withdraw")
def withdraw(door: WebDoor, exception_id: FromPath[UUID]) -> Response[bytes]:
    url = f"/assessment-exceptions/{exception_id}"
    return give_up(door, url, lambda session, given: _act(door, session, exception_id, "withdraw", given))


def _act(door: WebDoor, session: Session, exception_id: UUID, action: str, given: ExceptionSubmitIn | WithdrawIn) -> str:
    now, today, version = door.parts.clock.now(), door.parts.clock.today(), door.form().version()
    policy = current(session, today)
    service.act(session, door.actor, policy, exception_id, action, given, version, now=now, today=today)
    return f"/assessment-exceptions/{exception_id}"


ROUTES = [new_page, draft, show, edit_page, edit, submit_page, submit, withdraw]
