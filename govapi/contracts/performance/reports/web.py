"""The pages of the regular reports: taking one in, with its file, and correcting what was written down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.attachments import service as files
from govapi.contracts.attachments.web import ACCEPT, HINT, taken
from govapi.contracts.performance.reports import queries, service
from govapi.contracts.performance.reports.schemas import CorrectionFormIn, ReportFormIn, ReportIn, ReportPatch
from govapi.kit.errors import Invalid
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.filters import wareki_short
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "period_from": "対象期間", "received_on": "受領の日", "summary": "報告の概要", "security_ok": "対策の実施状況", "security_note": "問題の内容",
    "had_incident": "事故の有無", "staff_changed": "従事者の変更", "file": "報告書",
}  # fmt: skip


@page("/contracts/{contract_id:uuid}/reports/new")
def new_page(door: WebDoor, contract_id: FromPath[UUID], period: FromQuery[str] = "") -> Response[bytes]:
    values = {"period_from": period[:10], "received_on": door.parts.clock.today()}
    return _new(door, contract_id, shown(values))


def _new(door: WebDoor, contract_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        waited_for = service.schedule(session, policy, contract, today).expected
    periods = [
        (one.period.starts_on.isoformat(), f"{wareki_short(one.period.starts_on)}～{wareki_short(one.period.ends_on)}")
        for one in waited_for
        if one.period.starts_on <= today
    ]
    return _page(door, contract, bound, periods=periods, report=None, first="", version=None)


def _page(door: WebDoor, contract: Any, bound: Bound[Any], **context: Any) -> Response[bytes]:
    return door.page("contracts/performance/report.html", contract=contract, form=bound, accept=ACCEPT, hint=HINT, **context)


@form("/contracts/{contract_id:uuid}/reports/new", uploads=True)
def receive(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    try:
        sent = taken(door, contract_id, "file")
    except Invalid as refused:
        answer = _new(door, contract_id, door.form().bind(ReportFormIn, LABELS).with_faults(refused.errors))
        answer.status_code = refused.status
        return answer

    def work(session: Session, given: ReportFormIn) -> str:
        stored = current(session, clock.today())
        if sent is not None:
            files.hand_in(session, door.actor, stored.policy, contract_id, sent)
        body = ReportIn(**given.model_dump(exclude={"file"}), file_sha256=sent.stored.sha256 if sent else "")
        service.receive(session, door.actor, stored, contract_id, body, now=clock.now(), today=clock.today())
        return f"/contracts/{contract_id}/performance"

    def again(bound: Bound[ReportFormIn]) -> Response[bytes]:
        return _new(door, contract_id, bound)

    return door.submit(ReportFormIn, work, again, flash="定期報告を受領しました。", labels=LABELS)


@page("/contracts/{contract_id:uuid}/reports/{report_id:uuid}")
def correct_page(door: WebDoor, contract_id: FromPath[UUID], report_id: FromPath[UUID]) -> Response[bytes]:
    return _correct(door, contract_id, report_id, None)


def _correct(door: WebDoor, contract_id: UUID, report_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        row = queries.one(session, contract.id, report_id)
        report = service.shape(row)
    version = report.version if bound is None or first else door.form().version()
    return _page(door, contract, bound or shown(report.model_dump()), periods=[], report=report, first=first, version=version)


@form("/contracts/{contract_id:uuid}/reports/{report_id:uuid}")
def correct(door: WebDoor, contract_id: FromPath[UUID], report_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: CorrectionFormIn) -> str:
        today, version = door.parts.clock.today(), door.form().version()
        policy = current(session, today).policy
        service.correct(session, door.actor, policy, contract_id, report_id, ReportPatch(**given.model_dump()), version, today)
        return f"/contracts/{contract_id}/performance"

    def again(bound: Bound[CorrectionFormIn], first: str) -> Response[bytes]:
        return _correct(door, contract_id, report_id, bound, first)

    return submit_on_record(
        door, contract_id, CorrectionFormIn, work, again, flash="定期報告の記録を訂正しました。", labels=LABELS
    )


ROUTES: list[Callable[..., Any]] = [new_page, receive, correct_page, correct]
