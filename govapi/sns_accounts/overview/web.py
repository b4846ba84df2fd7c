"""The page of one account: what was applied for, how it stands, and what is to be done."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Response
from sqlmodel import Session

from govapi.approvals.proceedings.web import past
from govapi.contracts.interventions.web import Concerns
from govapi.documents import queries as documents
from govapi.documents.schemas import DocumentOut, document_out
from govapi.duties import queries as duties
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.sns_accounts import queries, service
from govapi.sns_accounts.changes import queries as changes
from govapi.sns_accounts.changes.rules import CHANGEABLE
from govapi.sns_accounts.changes.showing import service as changes_shown
from govapi.sns_accounts.changes.web import TONES as CHANGE_TONES
from govapi.sns_accounts.overview.service import panels
from govapi.sns_accounts.papers.rules import TITLES, offered
from govapi.sns_accounts.queries import UseLook
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.schemas import SnsAccountOut
from govapi.sns_accounts.showing import service as showing
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.workflow import SNS_ACCOUNT
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.shapes import ActionButton, Tone
from govapi.workflow.machine import Available

TONES: dict[str, Tone] = {
    "in_approval": "info", "approved": "info", "active": "good", "paused": "warn", "closing": "warn", "refused": "danger",
}  # fmt: skip
GRAVE: dict[str, str] = {
    "withdraw": "この申請を取り下げます。元に戻せません。",
    "abandon": "承認を受けた開設を取りやめます。元に戻せません。",
    "stop": "このアカウントを緊急停止します。広報主管課の長が再開するまで、発信できません。",
    "start_closing": "このアカウントの閉鎖の手続を始めます。元に戻せません。",
    "complete_closing": "このアカウントを閉鎖したことを確認します。元に戻せません。",
}
HINTS = {
    "submit": "申請の前に、内容と足りないところを確かめます。",
    "stop": "乗っ取り、誤った発信等のときに、直ちに発信を止めます。",
    "pause": "事業の切れ目等で、しばらく発信しないときに行います。",
    "start_closing": "最後のお知らせ、データの取出し、リンクの削除等を記録してから、閉鎖を確認します。",
}


def record_page(door: WebDoor, account_id: UUID, concerns: Concerns, look: UseLook) -> Response[bytes]:
    """The page of an account for whoever may see it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = queries.one(session, door.actor, stored.policy, account_id)
        out = showing.whole(session, door.actor, row, stored, today, look=look)
        standing = service.who(door.actor, row)
        parts = panels(session, door.actor, stored.policy, row, today)
        told = concerns(door, session, row.id)
        application = _application(door, session, row, stored.policy) if out.keys_visible else {}
    works = bool(standing & service.NEAR)
    return door.page(
        "sns_accounts/record.html",
        out=out,
        tone=TONES.get(out.status, ""),
        actions=_buttons(out),
        may_edit=Who.SECTION_STAFF in standing and out.status == "draft",
        may_keep=works and out.status in ("approved", *ANSWERED_FOR),
        may_change=Who.SECTION_STAFF in standing and out.status in CHANGEABLE and out.change_id is None,
        change_tones=CHANGE_TONES,
        may_check=works and out.status in service.KEPT_IN,
        near=out.keys_visible,
        offered_papers=[(key, TITLES[key]) for key in offered(out.status)] if works else [],
        panels=parts,
        concerns=told,
        today=today,
        **application,
    )


def _buttons(out: SnsAccountOut) -> list[ActionButton]:
    available = [
        Available(one.action, one.label, one.needs_reason, one.asks, "" if one.action == "submit" else one.blocked_because)
        for one in out.available_actions
    ]
    return action_buttons(available, f"/sns-accounts/{out.id}", tones=dict.fromkeys(GRAVE, "danger"), hints=HINTS, confirms=GRAVE)


def _application(door: WebDoor, session: Session, row: SnsAccount, policy: PolicySet) -> dict[str, Any]:
    """What belongs to the application and to the life of the account: for those who look after it."""
    asked = changes.Filters(account_id=row.id)
    return {
        "history": past(session, row.id, SNS_ACCOUNT.labels),
        "duties": duties.of_record(session, row.id),
        "papers": _papers(session, row.id),
        "changes": changes_shown.brief(session, changes.listed(session, door.actor, policy, asked, limit=10, cursor=None).items),
    }


def _papers(session: Session, account_id: UUID) -> Sequence[DocumentOut]:
    made = documents.of_record(session, account_id)
    newest: dict[str, int] = {}
    for one in made:
        newest[one.template_key] = max(one.edition, newest.get(one.template_key, 0))
    return [document_out(one, newest[one.template_key]) for one in made]
