"""Shapes of the services at the doors."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Identifier, Input, Line, Output, Reason, Remark, RequiredLine
from govapi.policy.schema.cloud import Form

Key = Annotated[Identifier, StringConstraints(min_length=1)]
WebAddress = Annotated[
    str,
    StringConstraints(max_length=500, strip_whitespace=True, pattern=r"^(https?://[^\s<>\"]+)?$"),
    Field(examples=["https://service.example/terms"]),
]
Country = Annotated[Line, StringConstraints(min_length=1, max_length=60)]
CountryOrNone = Annotated[Line, StringConstraints(max_length=60)]
Countries = Annotated[list[Country], Field(max_length=50)]
Words = Annotated[Line, StringConstraints(max_length=1000)]
Kinds = Annotated[list[Key], Field(min_length=1, max_length=30)]
Forms = Annotated[list[Form], Field(min_length=1, max_length=4)]


class CloudServiceIn(Input):
    """A service to register. The provider is a contractor, or a firm abroad (name and country); never both."""

    name: RequiredLine
    kana: Line = ""
    contractor_id: UUID | None = Field(default=None, description="提供者（委託先）")
    provider_name: Line = Field(default="", description="提供者（国外の事業者）の名称")
    provider_country: CountryOrNone = Field(default="", description="提供者（国外の事業者）の国")
    kinds: Kinds = Field(description="サービスの種類")
    forms: Forms = Field(description="提供されている契約形態")
    url: WebAddress = ""
    terms_url: WebAddress = Field(default="", description="約款のURL")
    data_countries: Countries = Field(default_factory=list, description="情報が保存される国")
    region: Line = Field(default="", description="リージョン")
    governing_law: Line = Field(default="", description="準拠法")
    jurisdiction: Line = Field(default="", description="裁判管轄")
    subprocessors: Reason = Field(default="", description="再委託先（サブプロセッサ）")
    certificates: Remark = Field(default="", max_length=1000, description="提供者が取得している認証")
    remark: Remark = ""
    department_id: UUID | None = Field(default=None, description="登録する課（省くと登録者の所属）")


class CloudServicePatch(Input):
    """The fields to change; those left out stay as they are."""

    name: RequiredLine | None = None
    kana: Line | None = None
    contractor_id: UUID | None = None
    provider_name: Line | None = None
    provider_country: CountryOrNone | None = None
    kinds: Kinds | None = None
    forms: Forms | None = None
    url: WebAddress | None = None
    terms_url: WebAddress | None = None
    data_countries: Countries | None = None
    region: Line | None = None
    governing_law: Line | None = None
    jurisdiction: Line | None = None
    subprocessors: Reason | None = None
    certificates: Remark | None = Field(default=None, max_length=1000)
    remark: Remark | None = None


class RetireIn(Input):
    """Why a service takes no new application."""

    reason: Annotated[Reason, StringConstraints(min_length=1)]


class CloudServiceRow(Output):
    """A service in a list."""

    id: UUID
    number: str
    name: str
    kana: str
    contractor_id: UUID | None
    provider_name: str
    provider_country: str
    kinds: list[str]
    kind_labels: list[str] = Field(default_factory=list)
    forms: list[str]
    form_labels: list[str] = Field(default_factory=list)
    data_countries: list[str]
    retired: bool
    department_id: UUID
    version: int
    created_at: datetime


class CloudServiceOut(CloudServiceRow):
    """A service as others see it; ``provider_name`` is the name of the contractor where it is one."""

    url: str
    terms_url: str
    region: str
    governing_law: str
    jurisdiction: str
    subprocessors: str
    certificates: str
    remark: str


class CloudServiceCreated(CloudServiceOut):
    """The new service, and those already registered whose names read alike."""

    alike: list[CloudServiceRow] = Field(default_factory=list)
