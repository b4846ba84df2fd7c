"""検査調書 and 返却・消去の確認."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from govapi.db.base import TenantRow


class Inspection(TenantRow, table=True):
    """検査調書: the outcome of an inspection of the work, security through the term included."""

    __tablename__ = "inspections"
    __table_args__ = (Index("ix_inspections_contract", "municipality_code", "contract_id"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    kind: str = Field(default="final", max_length=10)  # partial 既済部分検査 | final 完了検査: only this one lets a contract end
    inspected_on: date
    inspector_id: UUID = Field(foreign_key="people.id")
    inspector_name: str = Field(max_length=100)
    passed: bool
    security_kept: bool
    remark: str = Field(default="", max_length=2000)


class HandedItem(TenantRow, table=True):
    """渡した情報: something of ours that must come back or be erased, and the proof once it has."""

    __tablename__ = "handed_items"
    __table_args__ = (Index("ix_handed_items_contract", "municipality_code", "contract_id"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    description: str = Field(max_length=200)
    medium: str = Field(max_length=40)
    class_code: str = Field(max_length=4)
    handed_on: date | None = None
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    recorded_name: str = Field(default="", max_length=100)
    method: str = Field(default="", max_length=40)  # a method of the policy set, once proven
    done_on: date | None = None
    done_by: str = Field(default="", max_length=200)
    attended_by: str = Field(default="", max_length=200)
    certificate_sha256: str = Field(default="", max_length=64)
    log_sha256: str = Field(default="", max_length=64)
    confirmed_by: UUID | None = Field(default=None, foreign_key="people.id")
    confirmed_name: str = Field(default="", max_length=100)
    confirmed_on: date | None = None


class NothingHanded(TenantRow, table=True):
    """「渡した情報はない」: said by name, with the reason."""

    __tablename__ = "nothing_handed"
    __table_args__ = (Index("ix_nothing_handed_contract", "municipality_code", "contract_id"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    said_by: UUID = Field(foreign_key="people.id")
    said_name: str = Field(max_length=100)
    said_on: date
    reason: str = Field(max_length=2000)


class Termination(TenantRow, table=True):
    """契約の解除: on which ground, from which day; proposed until it is decided."""

    __tablename__ = "terminations"
    __table_args__ = (Index("ix_terminations_contract", "municipality_code", "contract_id"),)

    contract_id: UUID = Field(foreign_key="contracts.id")
    status: str = Field(default="proposed", max_length=10)  # proposed | decided | dropped
    ground: str = Field(max_length=200)
    terminated_on: date
    reason: str = Field(max_length=2000)
    resumes: str = Field(max_length=30)  # the state the contract returns to when it is not decided
    proposed_name: str = Field(max_length=100)
    decided_on: date | None = None
