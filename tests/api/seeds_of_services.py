"""What the register of services needs in the world of the API: a copy of the terms."""

from tests.cloud_services.uses.records import terms
from tests.support.app import Office


def seed(office: Office, service_id: str) -> dict[str, str]:
    """The id of a copy of the terms of this service."""
    return {"/cloud-services/{}/terms": terms(office, service_id)}
