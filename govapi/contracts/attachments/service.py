"""Handing a file in: inspected and stored outside the transaction (``files.uploads``), then noted under its contract."""

from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contracts.attachments.tables import Attachment
from govapi.contracts.service import open_for_change
from govapi.files.uploads import ReadyFile
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet


def hand_in(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, file: ReadyFile) -> Attachment:
    """Notes the file under the contract. The same content handed in twice is two attachments of one content."""
    contract = open_for_change(session, actor, policy, contract_id, None)
    row = Attachment(
        contract_id=contract.id,
        organ_id=contract.organ_id,
        department_path=contract.department_path,
        name=file.name,
        media_type=file.kind.media_type,
        size=file.stored.size,
        sha256=file.stored.sha256,
        uploaded_by=actor.person_id,
        uploaded_name=actor.name,
    )
    session.add(row)
    session.flush()
    changes = {"name": [None, row.name], "sha256": [None, row.sha256]}
    audit.note(session, actor, "contract", contract, "attach", f"「{row.name}」を添付", changes)
    return row
