"""The register of cloud services. Names stand as written; keys for searching and matching stand beside them."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class CloudService(TenantRow, table=True):
    """クラウドサービス: what is offered, by whom, where the data lie. A provider abroad has no 法人番号 and no row of its own."""

    __tablename__ = "cloud_services"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("contractor_id IS NOT NULL OR provider_name <> ''", name="provider"),
        Index("ix_cloud_services_newest", "municipality_code", "id"),
        Index("ix_cloud_services_kana", "municipality_code", "kana_key", "id"),
        Index("ix_cloud_services_name", "municipality_code", "name_key"),
        Index("ix_cloud_services_contractor", "municipality_code", "contractor_id", "id"),
    )

    number: str = Field(max_length=30)
    name: str = Field(max_length=200)
    kana: str = Field(default="", max_length=200)
    kana_key: str = Field(default="", max_length=200)
    name_key: str = Field(max_length=200)
    contractor_id: UUID | None = Field(default=None, foreign_key="contractors.id")
    provider_name: str = Field(default="", max_length=200)  # a provider that is no contractor of ours
    provider_country: str = Field(default="", max_length=60)
    kinds: list[str] = Field(default_factory=list, sa_type=Json)
    forms: list[str] = Field(default_factory=list, sa_type=Json)  # the contract forms in which it is offered
    url: str = Field(default="", max_length=500)
    terms_url: str = Field(default="", max_length=500)
    data_countries: list[str] = Field(default_factory=list, sa_type=Json)
    region: str = Field(default="", max_length=200)
    governing_law: str = Field(default="", max_length=200)
    jurisdiction: str = Field(default="", max_length=200)
    subprocessors: str = Field(default="", max_length=2000)
    certificates: str = Field(default="", max_length=1000)  # 27001, 27017, SOC 2 … in words
    remark: str = Field(default="", max_length=4000)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    retired: bool = False  # offered no more, or entered by mistake: no new application
