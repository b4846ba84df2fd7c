"""The page on which a judgement is put in writing."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.cloud_services import queries as services
from govapi.cloud_services.judgements.following.service import follow
from govapi.cloud_services.judgements.rules import ACCEPTABLE, DISCLOSURE, KINDS
from govapi.cloud_services.judgements.schemas import JudgementIn
from govapi.cloud_services.judgements.service import judge, may_judge
from govapi.cloud_services.service import shape
from govapi.kit.errors import NotAllowed
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

LABELS = {
    "kind": "判断の種類",
    "acceptable": "結果",
    "text": "判断の内容と理由",
    "judged_on": "判断した日",
    "valid_until": "判断の期限",
}


@page("/cloud-services/{service_id:uuid}/judgements/new")
def new_page(door: WebDoor, service_id: FromPath[UUID], kind: FromQuery[str] = "") -> Response[bytes]:
    chosen = kind if kind in KINDS else DISCLOSURE
    return _new(door, service_id, shown({"kind": chosen, "judged_on": door.parts.clock.today()}))


def _new(door: WebDoor, service_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = services.one(session, door.actor, policy, service_id)
        if not may_judge(door.actor):
            raise NotAllowed(
                "判断を記録できるのは、情報政策担当課の職員、統括情報セキュリティ責任者及びＣＩＳＯです。情報政策担当課に判断を依頼してください。"
            )
        out = shape(session, row, policy)
    kind = next((one for one in KINDS if one == bound.text("kind")), DISCLOSURE)
    bad, good = ACCEPTABLE[kind]
    return door.page(
        "cloud_services/judgements/new.html",
        row=row,
        out=out,
        form=bound,
        kind_label=KINDS[kind],
        choices=[("true", good), ("false", bad)],
        months=policy.cloud.judgement_months,
        judge="　".join(part for part in (door.actor.title, door.actor.name) if part),
    )


@form("/cloud-services/{service_id:uuid}/judgements/new")
def record(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    today = clock.today()

    def work(session: Session, given: JudgementIn) -> str:
        stored = current(session, today)
        row = judge(session, door.actor, stored, service_id, given, today)
        follow(session, door.actor, stored, [row.service_id], now=clock.now(), today=today)
        return f"/cloud-services/{service_id}"

    return door.submit(
        JudgementIn, work, lambda bound: _new(door, service_id, bound), flash="判断を記録しました。", labels=LABELS
    )


ROUTES: list[Any] = [new_page, record]
