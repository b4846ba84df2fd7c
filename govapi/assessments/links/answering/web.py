"""The contractor's pages: an overview, a page for each domain, evidence, a last look, the receipt. No script, no cookie."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get, post
from litestar.di import Provide

from govapi.assessments.check_sheets.rules import ANSWERS, Given
from govapi.assessments.links.answering import service
from govapi.assessments.links.answering.entry.web import (
    FOLDER,
    UPLOADS,
    AnswerDoor,
    NoSuchLink,
    open_answer_door,
    turn_away,
)
from govapi.assessments.links.answering.schemas import HandedInIn, RespondentIn
from govapi.assessments.links.answering.view.service import DomainView, SheetView, view
from govapi.assessments.links.rules import came_again
from govapi.edge.guards import PUBLIC
from govapi.files import uploads
from govapi.kit.errors import FieldFault, Invalid, Refusal, WrongState
from govapi.web.forms import Bound, shown
from govapi.web.routes import UPLOAD_CEILING

REVIEW = "review"
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
LABELS = {
    "kind": "書類の種類", "title": "名称", "issuer": "発行した機関", "certificate_number": "証書の番号", "scope": "適用範囲",
    "issued_on": "発行日", "period_end": "監査の対象期間の末日", "stated_until": "有効期限", "register_reference": "登録簿の番号又は掲載ページ",
    "file": "ファイル", "respondent_name": "回答した方の氏名", "respondent_title": "回答した方の役職",
}  # fmt: skip


@get(f"{FOLDER}/{{rest:path}}", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def show(door: AnswerDoor) -> Response[bytes]:
    step = door.steps[0] if door.steps else ""
    if step == "" or door.held.state == "answered":
        return _front(door) if step == "" else door.redirect()
    sheet = _view(door)
    domain = sheet.domain(step)
    if domain is not None and len(door.steps) == 1:
        return _domain(door, sheet, domain, shown(_answers_of(domain)))
    if door.steps == [UPLOADS]:
        return _evidence(door, sheet, shown())
    if door.steps == [REVIEW]:
        return _review(door, sheet, shown({"respondent_name": sheet.respondent_name, "respondent_title": sheet.respondent_title}))
    return door.redirect()


@post(
    f"{FOLDER}/{{rest:path}}",
    status_code=200,
    opt={"access": PUBLIC},
    include_in_schema=False,
    sync_to_thread=True,
    request_max_body_size=UPLOAD_CEILING,
)
def act(door: AnswerDoor) -> Response[bytes]:
    if door.held.state == "answered":
        return door.redirect()  # sent twice, or from a second window: the receipt says that it has arrived
    try:
        return _act(door)
    except WrongState:
        return door.redirect()  # another window was quicker


def _act(door: AnswerDoor) -> Response[bytes]:
    match door.steps:
        case ["evidence"]:
            return _hand_in(door)
        case ["evidence", evidence_id, "take-back"]:
            return _take_back(door, evidence_id)
        case ["review"]:
            return _submit(door)
        case [code]:
            return _save(door, code)
    return door.redirect()


def _view(door: AnswerDoor) -> SheetView:
    """The sheet as it stands now; the address was looked up when the request came in, and is once more."""
    today = door.parts.clock.today()
    with door.reading() as session:
        held = service.opened(session, door.token, today)
        if held is None:
            raise NoSuchLink
        return view(session, held, today)


def _front(door: AnswerDoor) -> Response[bytes]:
    clock = door.parts.clock
    sheet = _view(door)
    if came_again(door.held.link.last_seen_at, clock.now()):
        with door.writing() as session:
            service.visit(session, door.token, clock.now(), clock.today())
    template = "receipt.html" if door.held.state == "answered" else "overview.html"
    return door.page(template, sheet=sheet, today=clock.today())


def _answers_of(domain: DomainView) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in domain.questions:
        found |= {f"{one.id}.answer": one.answer, f"{one.id}.reason": one.reason, f"{one.id}.remark": one.remark}
    return found


def _domain(door: AnswerDoor, sheet: SheetView, domain: DomainView, bound: Bound[Any]) -> Response[bytes]:
    return door.page(
        "domain.html",
        status_code=422 if bound.faults else 200,
        sheet=sheet,
        domain=domain,
        next_code=sheet.after(domain.code),
        options=list(ANSWERS.items()),
        form=bound,
    )


def _save(door: AnswerDoor, code: str) -> Response[bytes]:
    sheet, clock = _view(door), door.parts.clock
    domain = sheet.domain(code)
    if domain is None:
        return door.redirect()
    given = [_given(door, one.id) for one in domain.questions]
    try:
        with door.writing() as session:
            service.save(session, door.token, given, now=clock.now(), today=clock.today())
            if door.form().text("_then") == "fill":
                service.fill(session, door.token, code, now=clock.now(), today=clock.today())
    except Invalid as refused:
        typed = {
            f"{one.question}.{name}": text
            for one in given
            for name, text in (("answer", one.answer), ("reason", one.reason), ("remark", one.remark))
        }
        faults = [FieldFault(_pointer(given, fault.pointer), fault.message) for fault in refused.errors]
        return _domain(door, sheet, domain, shown(typed).with_faults(faults))
    follow = {"fill": f"/{code}", "next": f"/{sheet.after(code) or REVIEW}"}
    return door.redirect(follow.get(door.form().text("_then"), ""))


def _given(door: AnswerDoor, question: str) -> Given:
    form = door.form()
    answer, reason, remark = (form.text(f"{question}.{name}").replace("\r\n", "\n") for name in ("answer", "reason", "remark"))
    return Given(question, answer, reason, remark)


def _pointer(given: list[Given], pointer: str) -> str:
    """``/answers/3/reason`` as the field of the form it came from."""
    parts = pointer.strip("/").split("/")
    if len(parts) == 3 and parts[1].isdecimal() and int(parts[1]) < len(given):
        return f"/{given[int(parts[1])].question}/{parts[2]}"
    return ""


def _evidence(door: AnswerDoor, sheet: SheetView, bound: Bound[Any]) -> Response[bytes]:
    limit = door.parts.settings.max_upload_bytes >> 20
    status = 422 if bound.faults else 200
    return door.page("evidence.html", status_code=status, sheet=sheet, form=bound, accept=ACCEPT, limit_mb=limit)


def _hand_in(door: AnswerDoor) -> Response[bytes]:
    clock = door.parts.clock
    bound = door.form().bind(HandedInIn, LABELS)
    if bound.value is None:
        return _evidence(door, _view(door), bound)
    try:
        file = _ready(door)
        with door.writing() as session:
            service.hand_in(session, door.token, bound.value, file, now=clock.now(), today=clock.today())
    except Refusal as refused:
        if refused.status not in (409, 413, 415, 422) or isinstance(refused, WrongState):
            raise
        return _evidence(door, _view(door), bound.with_faults(refused.errors or [FieldFault("/file", refused.detail)]))
    return door.redirect(f"/{UPLOADS}")


def _ready(door: AnswerDoor) -> uploads.ReadyFile:
    """The file, inspected and stored, once it is known that there is room for it."""
    given = door.form().file("file")
    if given is None:
        raise Invalid("提出するファイルを選んでください。", pointer="/file")
    limit = door.parts.settings.max_upload_bytes
    content = given.file.read(limit + 1)
    with door.reading() as session:
        fault = service.room_fault(session, door.held.sheet, len(content))
    if fault is not None:
        raise Invalid(fault, pointer="/file")
    return uploads.ready(door.parts.files, given.filename, content, limit, default="証跡")


def _take_back(door: AnswerDoor, evidence_id: str) -> Response[bytes]:
    clock = door.parts.clock
    try:
        wanted = UUID(evidence_id)
    except ValueError:
        return door.redirect(f"/{UPLOADS}")
    with door.writing() as session:
        service.take_back(session, door.token, wanted, now=clock.now(), today=clock.today())
    return door.redirect(f"/{UPLOADS}")


def _review(door: AnswerDoor, sheet: SheetView, bound: Bound[Any]) -> Response[bytes]:
    return door.page("review.html", status_code=422 if bound.faults else 200, sheet=sheet, form=bound)


def _submit(door: AnswerDoor) -> Response[bytes]:
    clock = door.parts.clock
    bound = door.form().bind(RespondentIn, LABELS)
    if bound.value is None:
        return _review(door, _view(door), bound)
    who = bound.value
    try:
        with door.writing() as session:
            service.submit(session, door.token, who.respondent_name, who.respondent_title, now=clock.now(), today=clock.today())
    except Invalid:
        sentence = "まだ提出できません。次に示す設問に回答してから、もう一度提出してください。"
        return _review(door, _view(door), bound.with_faults([FieldFault("", sentence)]))
    return door.redirect()


ROUTER = Router(
    "/",
    route_handlers=[show, act],
    dependencies={"door": Provide(open_answer_door)},
    exception_handlers={Exception: turn_away},
)
