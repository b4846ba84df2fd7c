"""The pages that change a piece of evidence: correcting it, judging its scope, withdrawing it."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.assessments.evidence import queries, service
from govapi.assessments.evidence.schemas import EvidencePatch, ScopeIn, WithdrawIn
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.kit.errors import Invalid, NotFound
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "kind": "種類", "title": "名称", "issuer": "発行した機関", "certificate_number": "証書の番号", "scope": "適用範囲", "issued_on": "発行日",
    "period_end": "監査の対象期間の末日", "stated_until": "有効期限", "register_reference": "登録簿の番号又は掲載ページ", "file": "ファイル",
    "renewal_applied_on": "更新を申請した日", "renewal_pending": "更新の審査中", "in_scope": "適用範囲に入るか", "note": "判断の根拠", "reason": "理由",
}  # fmt: skip


def _changing(door: WebDoor, evidence_id: UUID, template: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    """A page that changes a piece; only for those who keep it, and not once it is withdrawn."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, evidence_id)
        out = service.shape(door.actor, row, policy, today)
        contractor = find(session, Contractor, row.contractor_id)
    if not out.available_actions:
        raise NotFound("今の状態では、この手続は行えません。証跡の画面に戻ってください。")
    kind = next((one for one in policy.assessing.evidence_kinds if one.key == row.kind), None)
    values = out.model_dump(include=set(EvidencePatch.model_fields)) | {
        "in_scope": out.in_scope if out.scope_decided_at else None,
        "note": out.scope_note,
    }
    return door.page(
        template,
        out=out,
        contractor=contractor,
        pending_counts=kind is not None and kind.pending_renewal_counts,
        form=bound or shown(values),
        first=first,
        version=out.version if bound is None or first else door.form().version(),
    )


@page("/evidence/{evidence_id:uuid}/edit")
def edit_page(door: WebDoor, evidence_id: FromPath[UUID]) -> Response[bytes]:
    return _changing(door, evidence_id, "assessments/evidence/edit.html", None)


@form("/evidence/{evidence_id:uuid}/edit")
def edit(door: WebDoor, evidence_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: EvidencePatch) -> str:
        clock, version = door.parts.clock, door.form().version()
        stored = current(session, clock.today())
        service.correct(session, door.actor, stored, evidence_id, given, version, now=clock.now(), today=clock.today())
        return f"/evidence/{evidence_id}"

    def again(bound: Bound[EvidencePatch], first: str) -> Response[bytes]:
        return _changing(door, evidence_id, "assessments/evidence/edit.html", bound, first)

    return submit_on_record(door, evidence_id, EvidencePatch, work, again, flash="保存しました。", labels=LABELS)


@page("/evidence/{evidence_id:uuid}/decide-scope")
def scope_page(door: WebDoor, evidence_id: FromPath[UUID]) -> Response[bytes]:
    return _changing(door, evidence_id, "assessments/evidence/scope.html", None)


@form("/evidence/{evidence_id:uuid}/decide-scope")
def decide_scope(door: WebDoor, evidence_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: ScopeIn) -> str:
        clock, version = door.parts.clock, door.form().version()
        stored = current(session, clock.today())
        service.decide_scope(session, door.actor, stored, evidence_id, given, version, now=clock.now(), today=clock.today())
        return f"/evidence/{evidence_id}"

    def again(bound: Bound[ScopeIn], first: str) -> Response[bytes]:
        return _changing(door, evidence_id, "assessments/evidence/scope.html", bound, first)

    return submit_on_record(door, evidence_id, ScopeIn, work, again, flash="適用範囲の判断を記録しました。", labels=LABELS)


@form("/evidence/{evidence_id:uuid}/withdraw")
def withdraw(door: WebDoor, evidence_id: FromPath[UUID]) -> Response[bytes]:
    bound = door.form().bind(WithdrawIn, LABELS)
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    clock, reason = door.parts.clock, bound.value.reason
    with door.writing() as session:
        stored = current(session, clock.today())
        version = door.form().version()
        service.withdraw(session, door.actor, stored, evidence_id, reason, version, now=clock.now(), today=clock.today())
    return door.redirect(f"/evidence/{evidence_id}", "取り下げました。")


ROUTES = [edit_page, edit, scope_page, decide_scope, withdraw]
