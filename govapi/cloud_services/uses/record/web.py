"""The page of one use: what was applied for, what the rules said, how it stands, and what is to be done."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response
from sqlmodel import Session

from govapi.approvals.proceedings.web import past
from govapi.cloud_services import queries as services
from govapi.cloud_services.conditions import service as conditions
from govapi.cloud_services.confirmations import service as confirmations
from govapi.cloud_services.ending.removals import service as removals
from govapi.cloud_services.events.showing import service as events
from govapi.cloud_services.judgements import queries as judgements
from govapi.cloud_services.judgements.rules import DISCLOSURE
from govapi.cloud_services.managers import service as managers
from govapi.cloud_services.registrations import queries as registrations
from govapi.cloud_services.registrations.following.answers import service as losses
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses import queries
from govapi.cloud_services.uses import service as using
from govapi.cloud_services.uses.drafting.rules import tab_of
from govapi.cloud_services.uses.drafting.web import judged
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.schemas import CloudUseOut
from govapi.cloud_services.uses.showing import service as showing
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.contracts.interventions.web import Concerns
from govapi.db.session import find
from govapi.documents import queries as documents
from govapi.documents.schemas import DocumentOut, document_out
from govapi.duties import queries as duties
from govapi.people.relations import Who
from govapi.policy.store import StoredPolicy, current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.shapes import ActionButton, Tone
from govapi.workflow.machine import Available

TONES: dict[str, Tone] = {
    "in_approval": "info", "permitted": "good", "refused": "danger", "withdrawn": "", "suspended": "danger", "ending": "warn",
}  # fmt: skip
GRAVE: dict[str, str] = {
    "withdraw": "この申請を取り下げます。元に戻せません。",
    "suspend": "利用を停止します。再開するまで、誰もこの利用によりサービスを使うことはできません。",
    "start_ending": "利用の終了手続を始めます。情報の持出し、利用者の削除及び情報の消去を記録します。元に戻せません。",
}
HINTS = {"submit": "申請の前に、利用できるかどうかとその理由を確かめます。"}


def record_page(door: WebDoor, use_id: UUID, concerns: Concerns) -> Response[bytes]:
    """The page of a use for whoever may see it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = queries.one(session, door.actor, stored.policy, use_id)
        out = showing.whole(session, door.actor, row, stored, today)
        standing = using.who(door.actor, row)
        context = {
            **judged(door, session, stored, row),
            **_service_of(session, row, stored, today),
            "concerns": concerns(door, session, row.id),
            **_parts(door, session, row, today),
            **(_application(door, session, row, stored, today) if out.application_visible else {}),
        }
    staff = Who.SECTION_STAFF in standing
    return door.page(
        "cloud_services/uses/record.html",
        out=out,
        tone=TONES.get(out.status, ""),
        actions=_buttons(out),
        missing=[(sentence, tab_of(sentence)) for sentence in out.missing],
        may_edit=staff and out.status == "draft",
        may_apply_again=staff and out.status in LIVE and out.follower_id is None,
        near=bool(standing & using.NEAR),
        today=today,
        **context,
    )


def _buttons(out: CloudUseOut) -> list[ActionButton]:
    available = [
        Available(one.action, one.label, one.needs_reason, one.asks, "" if one.action == "submit" else one.blocked_because)
        for one in out.available_actions
    ]
    return action_buttons(available, f"/cloud-uses/{out.id}", tones=dict.fromkeys(GRAVE, "danger"), hints=HINTS, confirms=GRAVE)


def _service_of(session: Session, row: CloudUse, stored: StoredPolicy, today: date) -> dict[str, Any]:
    """The service with its registrations, terms and judgements."""
    service = find(session, CloudService, row.service_id)
    kinds = {one.key: one.label for one in stored.policy.cloud.kinds}
    return {
        "service": service,
        "provider": services.provider_name(session, service),
        "kinds": [kinds.get(key, key) for key in service.kinds],
        "registered": registrations.of_service(session, service.id),
        "is_registered": registrations.registered_on(session, stored.policy, service.id, today),
        "terms": terms.newest(session, service.id),
        "agreed": terms.one(session, service.id, row.terms_id) if row.terms_id else None,
        "judged_by": judgements.newest(session, service.id, DISCLOSURE, today),
        "disclosure": judgements.disclosure_on(session, service.id, today),
    }


def _parts(door: WebDoor, session: Session, row: CloudUse, today: date) -> dict[str, Any]:
    """What everybody who may see the use is told: on which conditions it stands, and whom to ask."""
    return {
        "conditions": conditions.view(session, door.actor, row, today),
        "managers": managers.view(session, door.actor, row, today),
    }


def _application(door: WebDoor, session: Session, row: CloudUse, stored: StoredPolicy, today: date) -> dict[str, Any]:
    """What belongs to the application and to its life: for those alone who read the application."""
    return {
        "confirmations": confirmations.view(session, door.actor, row, stored.policy, today),
        "events": events.view_of_use(session, door.actor, row.id, today),
        "losses": losses.losses_of(session, door.actor, stored, row, today),
        "removal": removals.view(door.actor, row, stored.policy),
        "history": past(session, row.id, CLOUD_USE.labels),
        "duties": duties.of_record(session, row.id),
        "papers": _papers(session, row.id),
    }


def _papers(session: Session, use_id: UUID) -> Sequence[DocumentOut]:
    made = documents.of_record(session, use_id)
    newest: dict[str, int] = {}
    for one in made:
        newest[one.template_key] = max(one.edition, newest.get(one.template_key, 0))
    return [document_out(one, newest[one.template_key]) for one in made]
