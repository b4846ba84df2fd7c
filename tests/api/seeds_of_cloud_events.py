"""What happened to a service, and a use found without an approval, for the world and for the scenes."""

from typing import Any

from tests.cloud_services.running import running
from tests.cloud_services.unapproved.records import found
from tests.cloud_services.uses import records
from tests.support.app import Office

EVENT: dict[str, Any] = {
    "kind": "terms", "title": "利用規約の改定", "content": "保存期間が改められる。", "known_on": "2026-11-24",
}  # fmt: skip


def event(office: Office, service_id: str) -> str:
    answer = office.as_("mio").post(f"/cloud-services/{service_id}/events", EVENT)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def told(office: Office) -> tuple[str, str]:
    """A new service's use, and an event it has not answered."""
    service = records.service(office, name="見本の変化")
    use = running(office, service)
    return use, event(office, service)


def seed(office: Office, service_id: str) -> dict[str, str]:
    """An event of the service, and an unapproved use; their ids by collection."""
    return {"/cloud-services/{}/events": event(office, service_id), "/unapproved-uses": found(office)["id"]}
