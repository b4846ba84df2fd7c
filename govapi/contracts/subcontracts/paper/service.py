"""The facts of the notice of consent or refusal."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi.contracts.letters.service import letter
from govapi.contracts.subcontracts import queries
from govapi.contracts.subcontracts.rules import effective_from, share_text, tier_label
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents.service import Subject
from govapi.kit.errors import NotAllowed, NotFound, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.store import StoredPolicy

KEY = "subcontract_consent"
DECIDED = {"consented": True, "ended": True, "revoked": True, "refused": False}


def read(session: Session, actor: Actor, stored: StoredPolicy, subcontract_id: UUID, key: str, today: date) -> Subject:
    """The request as its notice wants it. Raises NotFound, NotAllowed, WrongState."""
    row = queries.one(session, actor, stored.policy, subcontract_id)
    if key != KEY:
        raise NotFound("この記録から作成できる書類ではありません。")
    if not relations(actor, row.department_path, row.department_id) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE}:
        raise NotAllowed("再委託の通知書を作成できるのは、所管課と契約担当課の職員です。")
    if row.status not in DECIDED:
        raise WrongState("通知書は、承諾又は不承諾が決裁された後に作成してください。")
    contract = find(session, Contract, row.contract_id)
    facts = {"subcontract": _facts(row)}
    return letter(session, stored, contract, facts, noun="subcontract", record_id=row.id, number=row.number, today=today)


def _facts(row: Subcontract) -> Mapping[str, Any]:
    consented = DECIDED[row.status]
    return {
        "number": row.number,
        "consented": consented,
        "tier_label": tier_label(row.tier),
        "requested_on": row.requested_on,
        "name": row.name,
        "address": row.address,
        "representative": row.representative,
        "scope": row.scope,
        "reason": row.reason,
        "period_from": effective_from(row.period_from, row.decided_on) if consented else row.period_from,
        "period_to": row.period_to,
        "share": share_text(row.amount, row.share_percent),
        "information": "、".join(row.information) or "なし",
        "conditions": list(row.conditions),
        "decided_on": row.decided_on,
    }
