"""The incident, the contracts and the uses of cloud services it concerns, whom it was told to, and what was filed under which law.

Nobody who suffered by it is ever named here: only kinds of items and a number of persons.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class Incident(TenantRow, table=True):
    """事故: what happened, when it happened, when the contractor knew of it, and when the city did."""

    __tablename__ = "incidents"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("person_count IS NULL OR person_count >= 0", name="person_count"),
        Index("ix_incidents_status", "municipality_code", "status", "id"),
        Index("ix_incidents_kind", "municipality_code", "kind", "id"),
        Index("ix_incidents_department", "municipality_code", "department_path", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="open", max_length=20)
    kind: str = Field(max_length=20)
    title: str = Field(max_length=200)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int = 0

    occurred_at: datetime | None = None  # None: not known
    contractor_knew_at: datetime | None = None
    city_knew_at: datetime  # every clock of the town starts here

    # what the laws ask about
    personal: bool = False
    my_number: bool = False
    sensitive: bool = False
    ordinance_sensitive: bool = False
    financial: bool = False
    malicious: bool = False
    person_count: int | None = None  # None: not known
    playbook: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})  # hijack | impersonation
    serious: bool = False  # said by hand; what a law wants reported is serious anyway

    # the nine items of the report
    outline: str = Field(max_length=4000)
    items: list[str] = Field(default_factory=list, sa_type=Json)  # kinds of items: 氏名, 住所 …; never the data itself
    cause: str = Field(default="", max_length=4000)
    secondary_damage: str = Field(default="", max_length=4000)
    response_to_persons: str = Field(default="", max_length=4000)
    publication: str = Field(default="", max_length=4000)
    prevention: str = Field(default="", max_length=4000)
    other: str = Field(default="", max_length=4000)

    measures_taken: str = Field(default="", max_length=4000)

    # 本人通知
    notified_on: date | None = None
    notified_how: str = Field(default="", max_length=2000)
    not_notified_because: str = Field(default="", max_length=2000)

    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(max_length=100)
    contained_by: UUID | None = Field(default=None, foreign_key="people.id")
    contained_at: datetime | None = None
    closed_by: UUID | None = Field(default=None, foreign_key="people.id")
    closed_at: datetime | None = None


class IncidentContract(TenantRow, table=True):
    """関係する契約: a contract the incident concerns, with its section, which sees the incident too."""

    __tablename__ = "incident_contracts"
    __table_args__ = (
        UniqueConstraint("municipality_code", "incident_id", "contract_id", name="uq_incident_contracts_contract"),
        Index("ix_incident_contracts_contract", "municipality_code", "contract_id"),
        Index("ix_incident_contracts_department", "municipality_code", "department_path"),
    )

    incident_id: UUID = Field(foreign_key="incidents.id")
    contract_id: UUID = Field(foreign_key="contracts.id")
    contractor_id: UUID | None = Field(default=None, foreign_key="contractors.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_path: str = Field(max_length=400)


class IncidentUse(TenantRow, table=True):
    """関係する利用: a use of a cloud service the incident concerns, approved or found without an approval, with its section, which
    sees the incident too."""

    __tablename__ = "incident_uses"
    __table_args__ = (
        UniqueConstraint("municipality_code", "incident_id", "record_id", name="uq_incident_uses_record"),
        Index("ix_incident_uses_record", "municipality_code", "record_id"),
        Index("ix_incident_uses_department", "municipality_code", "department_path"),
    )

    incident_id: UUID = Field(foreign_key="incidents.id")
    noun: str = Field(max_length=20)  # cloud_use | unapproved_use | sns_account
    record_id: UUID
    number: str = Field(max_length=30)
    title: str = Field(max_length=500)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_path: str = Field(max_length=400)


class IncidentTelling(TenantRow, table=True):
    """通報: who told whom, when."""

    __tablename__ = "incident_tellings"
    __table_args__ = (Index("ix_incident_tellings_incident", "municipality_code", "incident_id"),)

    incident_id: UUID = Field(foreign_key="incidents.id")
    step: str = Field(max_length=64)  # of the policy set
    step_label: str = Field(max_length=200)
    told_at: datetime
    told_by: str = Field(max_length=200)
    told_to: str = Field(max_length=200)
    remark: str = Field(default="", max_length=2000)
    recorded_name: str = Field(max_length=100)


class IncidentFiling(TenantRow, table=True):
    """速報・確報: a report made under a law, and where its paper is."""

    __tablename__ = "incident_filings"
    __table_args__ = (Index("ix_incident_filings_incident", "municipality_code", "incident_id"),)

    incident_id: UUID = Field(foreign_key="incidents.id")
    law: str = Field(max_length=64)  # of the policy set
    law_label: str = Field(max_length=200)
    clock: str = Field(max_length=64)  # preliminary | final
    clock_label: str = Field(max_length=200)
    due_on: date
    reported_at: datetime
    reported_to: str = Field(max_length=200)
    reference: str = Field(default="", max_length=100)  # the number of the receipt or of our letter
    document_id: UUID | None = Field(default=None, foreign_key="generated_documents.id")
    remark: str = Field(default="", max_length=2000)
    recorded_name: str = Field(max_length=100)
