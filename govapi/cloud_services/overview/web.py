"""The page of one service."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath

from govapi.approvals.proceedings.web import past
from govapi.cloud_services import queries
from govapi.cloud_services.overview.service import Overview, overview
from govapi.cloud_services.registrations.matching.web import TONES
from govapi.duties.queries import of_record
from govapi.policy.store import current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.routes import page
from govapi.web.shapes import ActionButton
from govapi.workflow.machine import Available


@page("/cloud-services/{service_id:uuid}")
def show(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, service_id)
        view = overview(session, door.actor, policy, row, today)
        duties = of_record(session, row.id)
        history = past(session, row.id, {})
    return door.page(
        "cloud_services/record.html",
        view=view,
        out=view.out,
        actions=_buttons(view),
        tones=TONES,
        duties=duties,
        history=history,
        today=today,
    )


def _buttons(view: Overview) -> list[ActionButton]:
    base = f"/cloud-services/{view.out.id}"
    offered = []
    if not view.out.retired:
        offered.append(Available("apply", "このサービスの利用を申請する", False, True, None))
    if view.may_keep:
        action = Available("restore", "申請の受付を再開する", True, False, None)
        if not view.out.retired:
            action = Available("retire", "申請の受付を終える", True, False, None)
        offered.append(action)
    hints = {"retire": "提供が終わるとき、又は誤って登録したときに行います。承認を受けている利用は、そのまま続きます。"}
    buttons = action_buttons(offered, base, tones={"retire": "danger", "apply": "primary"}, hints=hints)
    return [_to_application(one, view) for one in buttons]


def _to_application(one: ActionButton, view: Overview) -> ActionButton:
    """The application is a page of the uses."""
    if not one.url.endswith("/apply"):
        return one
    return ActionButton(one.label, f"/cloud-uses/new?service_id={view.out.id}", tone=one.tone, asks=True)


ROUTES: list[Any] = [show]
