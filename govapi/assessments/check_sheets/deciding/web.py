"""The page on which a verdict is asked for: what the answers come to, what stands against 適合, conditions and validity."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers.service import load
from govapi.assessments.check_sheets.deciding.rules import default_until
from govapi.assessments.check_sheets.deciding.schemas import ProposalIn
from govapi.assessments.check_sheets.deciding.service import propose
from govapi.assessments.check_sheets.overview.service import shape
from govapi.assessments.check_sheets.reviewing.service import breakdown_shape
from govapi.assessments.check_sheets.schemas import CheckSheetOut
from govapi.kit.errors import NotFound
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

NOTE = "次のとおり評価してよろしいか伺います。"
LABELS = {"verdict": "評価", "opinion": "意見", "conditions": "付する条件", "until": "有効期間の末日", "note": "伺い文"}


@page("/check-sheets/{check_sheet_id:uuid}/submit")
def submit_page(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    return _page(door, check_sheet_id, None, "")


def _page(door: WebDoor, sheet_id: UUID, bound: Bound[Any] | None, first: str) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = queries.one(session, door.actor, current(session, today).policy, sheet_id)
        found = load(session, sheet)
        out = shape(session, door.actor, sheet, today, found.rows)
    offered = next((one for one in out.available_actions if one.action == "submit"), None)
    if offered is None:
        raise NotFound("今の状態では、この手続は行えません。チェックシートの画面に戻ってください。")
    tier = found.policy.assessing.tier(sheet.tier)
    return door.page(
        "assessments/check_sheets/submit.html",
        out=out,
        summary=breakdown_shape(found),
        decided_by=tier.decided_by.value,
        latest={"fit": default_until(tier, "fit", today), "conditional": default_until(tier, "conditional", today)},
        form=bound or shown(_values(out)),
        first=first,
        blocked=offered.blocked_because,
        version=out.version if bound is None or first else door.form().version(),
    )


def _values(out: CheckSheetOut) -> dict[str, object]:
    """What was proposed before it came back, where it did."""
    before: dict[str, object] = {"verdict": out.proposed_verdict, "opinion": out.opinion, "conditions": out.conditions}
    return {**before, "until": out.proposed_until, "note": NOTE}


@form("/check-sheets/{check_sheet_id:uuid}/submit")
def submit(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()

    def work(session: Session, given: ProposalIn) -> str:
        stored, version = current(session, today), door.form().version()
        propose(session, door.actor, stored, check_sheet_id, given, version, now=now, today=today)
        return f"/check-sheets/{check_sheet_id}"

    def again(bound: Bound[ProposalIn], first: str) -> Response[bytes]:
        return _page(door, check_sheet_id, bound, first)

    flash = "評価を伺い、回議に付しました。"
    return submit_on_record(door, check_sheet_id, ProposalIn, work, again, flash=flash, labels=LABELS)


ROUTES: list[Any] = [submit_page, submit]
