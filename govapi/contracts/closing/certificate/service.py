"""The facts of the 検査調書 of one inspection."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.closing.rules import INSPECTIONS
from govapi.contracts.closing.tables import Inspection
from govapi.contracts.letters.service import letter
from govapi.contracts.service import who
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.documents import queries as documents
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.kit.errors import NotAllowed, NotFound
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

KEY = "inspection_certificate"


def inspection_of(
    session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, inspection_id: UUID
) -> tuple[Contract, Inspection]:
    """The inspection and its contract, if the actor may see that; else NotFound."""
    contract = contracts.one(session, actor, policy, contract_id)
    row = find(session, Inspection, inspection_id)
    if row.contract_id != contract.id:
        raise NotFound
    return contract, row


def made(session: Session, inspection_id: UUID) -> Sequence[GeneratedDocument]:
    """The certificates made of this inspection, the newest first."""
    return documents.of_record(session, inspection_id)


def newest(session: Session, inspections: Sequence[Inspection]) -> dict[UUID, GeneratedDocument]:
    """The newest certificate of each inspection that has one."""
    found = {row.id: made(session, row.id) for row in inspections}
    return {inspection_id: papers[0] for inspection_id, papers in found.items() if papers}


def read(
    session: Session, actor: Actor, stored: StoredPolicy, contract_id: UUID, inspection_id: UUID, key: str, today: date
) -> Subject:
    """The inspection as its certificate wants it. Raises NotFound, NotAllowed."""
    contract, row = inspection_of(session, actor, stored.policy, contract_id, inspection_id)
    if key != KEY:
        raise NotFound("この記録から作成できる書類ではありません。")
    is_inspector = actor.person_id is not None and actor.person_id == row.inspector_id
    if not is_inspector and not who(actor, contract) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE}:
        raise NotAllowed("検査調書を作成できるのは、検査職員並びに所管課及び契約担当課の職員です。")
    facts = {"inspection": _inspection(row)}
    number = contract.number
    return letter(session, stored, contract, facts, noun="inspection", record_id=row.id, number=number, today=today)


def _inspection(row: Inspection) -> dict[str, object]:
    return {
        "inspected_on": row.inspected_on,
        "inspector_name": row.inspector_name,
        "kind_label": INSPECTIONS[row.kind],
        "passed": row.passed,
        "security_kept": row.security_kept,
        "remark": row.remark or "特になし",
    }
