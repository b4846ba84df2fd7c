"""The pages of the 通報, the reports under the laws and the 本人通知 of an incident."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.documents.issuing.web import make_paper
from govapi.documents.queries import of_record
from govapi.documents.service import Subject
from govapi.measures.incidents import service as incidents
from govapi.measures.incidents.letter.rules import STAGES
from govapi.measures.incidents.letter.service import TEMPLATE, letter
from govapi.measures.incidents.reporting import service
from govapi.measures.incidents.reporting.schemas import FilingIn, TellingIn
from govapi.measures.incidents.rules import JAPAN
from govapi.measures.incidents.schemas import NoticeIn
from govapi.measures.incidents.showing import service as showing
from govapi.policy.store import StoredPolicy, current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "step": "通報の段階", "told_at": "通報した日時", "told_by": "通報した者", "told_to": "通報を受けた者", "remark": "備考",
    "law": "根拠となる法令", "clock": "速報又は確報の別", "reported_at": "報告した日時", "reported_to": "報告先", "reference": "受付番号等",
    "document_id": "提出した書類", "notified_on": "通知した日", "notified_how": "通知の方法と範囲",
    "not_notified_because": "通知しない理由",
}  # fmt: skip
BASE = "/incidents/{incident_id:uuid}"


def _page(door: WebDoor, incident_id: UUID, template: str, bound: Bound[Any], first: str = "", **more: Any) -> Response[bytes]:
    """A form about an incident that is still being worked on."""
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        row = incidents.worked_on(session, door.actor, policy, incident_id)
        out = showing.shape(session, door.actor, row, policy, clock.now())
        papers = [(str(one.id), f"{one.title}　第{one.edition}版（{one.number}）") for one in of_record(session, row.id)]
    return door.page(f"measures/incidents/{template}.html", out=out, form=bound, first=first, papers=papers, **more)


def _now(door: WebDoor) -> str:
    return door.parts.clock.now().astimezone(JAPAN).strftime("%Y-%m-%dT%H:%M")


@page(f"{BASE}/tellings/new")
def telling_page(door: WebDoor, incident_id: FromPath[UUID], step: FromQuery[str] = "") -> Response[bytes]:
    with door.reading():
        who = f"{door.actor.title}　{door.actor.name}"
    return _page(door, incident_id, "telling", shown({"step": step[:60], "told_at": _now(door), "told_by": who}))


@form(f"{BASE}/tellings/new")
def tell(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: TellingIn) -> str:
        stored = current(session, clock.today())
        service.tell(session, door.actor, stored, incident_id, given, now=clock.now(), today=clock.today())
        return f"/incidents/{incident_id}"

    def again(bound: Bound[TellingIn]) -> Response[bytes]:
        return _page(door, incident_id, "telling", bound)

    return door.submit(TellingIn, work, again, flash="通報を記録しました。", labels=LABELS)


@page(f"{BASE}/filings/new")
def filing_page(
    door: WebDoor, incident_id: FromPath[UUID], law: FromQuery[str] = "", clock: FromQuery[str] = ""
) -> Response[bytes]:
    values = {"law": law[:60], "clock": clock[:60], "reported_at": _now(door)}
    return _page(door, incident_id, "filing", shown(values))


@form(f"{BASE}/filings/new")
def file(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: FilingIn) -> str:
        stored = current(session, clock.today())
        service.file(session, door.actor, stored, incident_id, given, now=clock.now(), today=clock.today())
        return f"/incidents/{incident_id}"

    def again(bound: Bound[FilingIn]) -> Response[bytes]:
        return _page(door, incident_id, "filing", bound)

    return door.submit(FilingIn, work, again, flash="報告を記録しました。", labels=LABELS)


@page(f"{BASE}/settle-notice")
def notice_page(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = incidents.worked_on(session, door.actor, policy, incident_id)
    values = {name: getattr(row, name) for name in NoticeIn.model_fields}
    return _page(door, incident_id, "notice", shown(values), version=row.version)


@form(f"{BASE}/settle-notice")
def settle_notice(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: NoticeIn) -> str:
        stored, version = current(session, today), door.form().version()
        incidents.settle_notice(session, door.actor, stored, incident_id, given, version, today)
        return f"/incidents/{incident_id}"

    def again(bound: Bound[NoticeIn], first: str) -> Response[bytes]:
        with door.reading() as session:
            row = incidents.worked_on(session, door.actor, current(session, today).policy, incident_id)
        version = row.version if first else door.form().version()
        return _page(door, incident_id, "notice", bound, first, version=version)

    flash = "本人への通知について記録しました。"
    return submit_on_record(door, incident_id, NoticeIn, work, again, flash=flash, labels=LABELS)


@form(f"{BASE}/documents")
def generate(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    stage = door.form().text("stage")
    stage = stage if stage in STAGES else "preliminary"

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, incident_id, TEMPLATE, stage, door.parts.clock.today())

    return make_paper(door, f"/incidents/{incident_id}", TEMPLATE, read)


ROUTES: list[Any] = [telling_page, tell, filing_page, file, notice_page, settle_notice, generate]
