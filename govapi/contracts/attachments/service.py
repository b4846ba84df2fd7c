"""Handing a file in: inspected and stored outside the transaction, then noted under the contract it belongs to."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contracts.attachments.tables import Attachment
from govapi.contracts.service import open_for_change
from govapi.files.inspect import Kind, UploadLimits, inspect_upload
from govapi.files.store import FileDamaged, FileMissing, FileStore, StoredFile
from govapi.kit.errors import Unavailable
from govapi.kit.filenames import safe_filename
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet


@dataclass(frozen=True)
class ReadyFile:
    """An upload that was inspected and stored."""

    name: str
    kind: Kind
    stored: StoredFile


def ready(files: FileStore, name: str, data: bytes, max_bytes: int) -> ReadyFile:
    """Inspects the upload by its content and stores it. Raises TooLarge, UnsupportedType or Invalid. Touches no session."""
    kind = inspect_upload(data, limits=UploadLimits(max_bytes=max_bytes))
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    if "." in stem:
        stem = stem.rsplit(".", 1)[0]
    return ReadyFile(safe_filename(f"{stem or '添付ファイル'}{kind.extension}", default="添付ファイル"), kind, files.put(data))


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


def content(files: FileStore, row: Attachment) -> bytes:
    """The bytes handed in. Raises Unavailable when the store lost them."""
    try:
        return files.get(row.sha256)
    except (FileMissing, FileDamaged) as fault:
        raise Unavailable("ファイルの内容を取り出せません。システム管理者に連絡してください。", code="file_lost") from fault
