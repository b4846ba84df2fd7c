"""Uses put into a state of our choosing, for what happens to a use whatever way it came there."""

from typing import Any
from uuid import UUID

from sqlmodel import col

from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find, owned
from govapi.kit.ids import new_id
from govapi.people.tables import Department
from tests.support.app import Office
from tests.support.copies import writes


def section(office: Office, name: str = "健康推進課") -> str:
    """The id of a section."""
    with writes(office) as session:
        return str(session.exec(owned(session, Department).where(col(Department.name) == name)).one().id)


def running(office: Office, service_id: str, section_name: str = "健康推進課", status: str = "permitted", **values: Any) -> str:
    """The id of a use of the service by a section, in this state."""
    place = UUID(section(office, section_name))
    with writes(office) as session:
        department = find(session, Department, place)
        row = CloudUse(
            number=f"試験-{new_id().hex[-20:]}",
            status=status,
            service_id=UUID(service_id),
            organ_id=department.organ_id,
            department_id=department.id,
            department_path=department.path,
            policy_version=1,
            **{
                "title": "健診の予約の受付",
                "class_code": "2",
                "zone": "internet",
                "form": "individual",
                "learns": False,
                **values,
            },
        )
        session.add(row)
        session.flush()
        return str(row.id)
