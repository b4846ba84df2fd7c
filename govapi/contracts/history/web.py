"""The stepper, the route boxes and the timeline of a contract's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from sqlmodel import Session

from govapi.approvals import queries as approvals
from govapi.approvals.proceedings.rules import told
from govapi.approvals.proceedings.web import Circulation, route_step
from govapi.approvals.workflow import APPROVAL
from govapi.audit.queries import timeline
from govapi.audit.tables import AuditRow
from govapi.contracts.history.rules import STOPPED, changed, life
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import LABELS
from govapi.kit.clock import JST
from govapi.web.shapes import StepState, Tab, TimelineEntry, Tone

TONES: Mapping[str, Tone] = {
    "plan_approved": "good", "concluded": "good", "closed": "good", "decided": "good",
    "failed": "danger", "withdrawn": "danger", "terminated": "danger", "returned": "danger", "rejected": "danger",
}  # fmt: skip


@dataclass(frozen=True)
class History:
    """Everything about a contract's past on one page: three queries."""

    circulations: Sequence[Circulation]
    steps: Sequence[StepState]
    entries: Sequence[TimelineEntry]


def history(session: Session, contract: Contract, status: str) -> History:
    """``status`` is the state of today."""
    rows = approvals.of_record(session, contract.id)
    steps = approvals.steps(session, [row.id for row in rows])
    circulations = [Circulation(row, APPROVAL.labels[row.status], [route_step(one) for one in steps[row.id]]) for row in rows]
    trail = timeline(session, [contract.id, *(row.id for row in rows)])
    own = [row for row in trail if row.record_id == contract.id]
    return History(circulations, _stepper(contract, status, own), [_entry(row, contract.id) for row in trail])


def _day(row: AuditRow) -> date:
    return (row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)).astimezone(JST).date()


def _stepper(contract: Contract, status: str, newest_first: Sequence[AuditRow]) -> list[StepState]:
    reached = {row.to_status: _day(row) for row in newest_first if row.to_status}
    stopped_at = next((row.from_status for row in newest_first if row.to_status in STOPPED), "draft")
    if newest_first:
        reached["draft"] = _day(newest_first[-1])
    if contract.starts_on is not None and status not in ("draft", "concluded"):
        reached.setdefault("active", contract.starts_on)
    return [StepState(one.label, one.mark, one.on) for one in life(status, stopped_at, reached)]


def _entry(row: AuditRow, contract_id: UUID) -> TimelineEntry:
    of_contract = row.record_id == contract_id
    what = told(row.summary, row.from_status, row.to_status, LABELS if of_contract else APPROVAL.labels)
    return TimelineEntry(
        at=row.at,
        what=what if of_contract else f"【決裁】{what}",
        who="　".join(part for part in (row.actor_post, row.actor_name) if part),
        reason="\n".join(part for part in (row.reason, changed(row.changes) if of_contract else "") if part),
        tone=TONES.get(row.to_status, ""),
    )


def record_tabs(contract_id: UUID, here: str) -> list[Tab]:
    """The pages about one contract; other rooms' pages use it too."""
    base = f"/contracts/{contract_id}"
    pages = (
        ("record", "概要", base),
        ("clauses", "条項", f"{base}/clauses"),
        ("documents", "書類", f"{base}/documents"),
        ("performance", "履行の確認", f"{base}/performance"),
        ("subcontracts", "再委託", f"{base}/subcontracts"),
        ("closing", "検査・返却", f"{base}/closing"),
        ("files", "添付ファイル", f"{base}/files"),
    )
    return [Tab(label, url, key == here) for key, label, url in pages]
