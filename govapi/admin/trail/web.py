"""The page of the audit trail."""

from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromQuery

from govapi.admin.trail import queries
from govapi.admin.trail.queries import Filters
from govapi.audit.queries import head
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import page

PAGE_SIZE = 100
NOUNS = {
    "contract": "業務委託契約",
    "amendment": "変更契約",
    "waiver": "例外措置",
    "subcontract": "再委託",
    "site_visit": "実地調査",
    "assessment": "委託先評価",
    "assessment_need": "評価の必要",
    "check_sheet": "チェックシート",
    "campaign": "一斉確認",
    "assessment_exception": "不適合の委託先に係る例外措置",
    "evidence": "証跡",
    "finding": "指摘",
    "measure": "契約に基づく措置",
    "suspension_proposal": "指名停止の具申",
    "incident": "事故",
    "cloud_service": "クラウドサービス",
    "cloud_use": "クラウドサービスの利用",
    "unapproved_use": "承認のないクラウドサービスの利用",
    "sns_account": "ソーシャルメディアアカウント",
    "sns_service": "ソーシャルメディアサービス",
    "sns_change": "ソーシャルメディアアカウントの変更",
    "personnel_change": "人事異動",
    "handover": "引継ぎ",
    "approval": "決裁",
    "contractor": "委託先",
    "document": "帳票",
    "template": "様式",
    "policy_set": "方針セット",
    "person": "職員",
    "appointment": "発令",
    "department": "組織",
    "post": "職",
    "organ": "機関",
    "machine_client": "連携システム",
    "session": "サインイン",
    "duty": "期限のある仕事",
    "notice_preference": "お知らせの受け取り方",
    "calendar_feed": "予定表への配信",
    "job": "ジョブ",
}


@page("/admin/audit")
def trail(
    door: WebDoor, noun: FromQuery[str] = "", record_id: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Response[bytes]:
    filters = Filters(noun=noun or None, record_id=_uuid(record_id))
    with door.reading() as session:
        queries.check_auditor(door.actor, current(session, door.parts.clock.today()).policy)
        today = door.parts.clock.today()
        found = queries.listed(session, door.actor, filters, today=today, limit=PAGE_SIZE, cursor=cursor or None)
        end = head(session)
    kept = {"noun": noun, "record_id": record_id}
    next_url = f"/admin/audit?{urlencode(kept | {'cursor': found.next_cursor})}" if found.next_cursor else None
    return door.page("admin/audit.html", rows=found.items, end=end, noun=noun, nouns=NOUNS, next_url=next_url)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)


ROUTES = [trail]
