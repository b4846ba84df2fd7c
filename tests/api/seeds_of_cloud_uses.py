"""One permitted use with its service, and copies of it in other states, for the world and for the scenes."""

from datetime import date
from typing import Any
from uuid import UUID

from govapi.cloud_services.ending.rules import STEPS
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find
from govapi.kit.ids import new_id
from tests.cloud_services.uses import records
from tests.support.app import Office
from tests.support.copies import copied, writes

REMOVED: dict[str, Any] = {f"{step}_on": date(2026, 11, 24) for step in STEPS} | {
    "deletion_note": "管理画面で消去した。",
    "proof_sha256": "f" * 64,
    "proof_filename": "消去証明書.pdf",
}


def draft(office: Office) -> str:
    """A draft about a service of its own, which may be submitted."""
    return str(records.ready(office, records.service(office, name=f"見本{new_id().hex[-12:]}"))["id"])


def copy_in(office: Office, use_id: str, status: str, **values: Any) -> str:
    """A copy of a use in this state, about a service of its own."""
    service = UUID(records.service(office, name=f"見本{new_id().hex[-12:]}"))
    with writes(office) as session:
        row = find(session, CloudUse, UUID(use_id))
        return str(copied(session, row, status=status, number=f"写し-{new_id().hex[-20:]}", service_id=service, **values).id)


def seed(office: Office) -> dict[str, str]:
    """The use and its service; their ids by collection."""
    service = records.service(office)
    use = records.permitted(office, service)
    return {"/cloud-services": service, "/cloud-uses": str(use["id"])}
