"""Shapes of the organisation at the doors."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, RequiredLine
from govapi.people.rules import KINDS, AppointmentKind

DutyKey = Literal[
    "ciso",
    "deputy_ciso",
    "cio",
    "security_supervisor",
    "bureau_security_officer",
    "section_security_manager",
    "system_manager",
    "security_contact",
    "audit_supervisor",
    "contract_office",
    "security_office",
    "personnel_office",
    "public_relations",
]
Rank = Annotated[int, Field(strict=True, ge=1, le=99, description="職の順位（1が最上位）", examples=[5])]
Name = Annotated[RequiredLine, StringConstraints(max_length=100)]
Subject = Annotated[
    str, StringConstraints(min_length=1, max_length=255, strip_whitespace=True, pattern=r"^[!-~]+$"), Field(examples=["misaki"])
]
StaffNumber = Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True, pattern=r"^[!-~]+$")]
Email = Annotated[str, StringConstraints(max_length=254, strip_whitespace=True, pattern=r"^([^@\s]+@[^@\s]+)?$")]


class OrganPatch(Input):
    """契約主体 of an organ: changes with an election or a new head."""

    name: Name | None = Field(None, title="機関の名称")
    signatory_title: Name | None = Field(None, title="契約主体の職名")
    signatory_name: Name | None = Field(None, title="契約主体の氏名")


class OrganOut(Output):
    id: UUID
    key: str
    name: str
    signatory_title: str
    signatory_name: str
    version: int


class MunicipalityOut(Output):
    """The town and its organs."""

    code: str
    name: str
    kana: str
    kind: str
    postal_code: str
    address: str
    mayor_title: str
    organs: list[OrganOut] = Field(default_factory=list)


class DepartmentIn(Input):
    """A 部, 課 or 係 to set up. Its organ is that of the department above it."""

    parent_id: UUID | None = Field(None, title="上位の組織")
    organ_id: UUID | None = Field(None, title="機関", description="上位の組織がないときに限り必要")
    name: Name = Field(title="名称")
    symbol: Annotated[Line, StringConstraints(max_length=10)] = Field("", title="文書記号")
    valid_from: Day = Field(title="設置の日")
    sort_order: Annotated[int, Field(strict=True, ge=0, le=100_000)] = Field(0, title="並び順")


class DepartmentPatch(Input):
    """The fields to change. ``valid_to`` is the first day on which it no longer exists."""

    name: Name | None = Field(None, title="名称")
    symbol: Annotated[Line, StringConstraints(max_length=10)] | None = Field(None, title="文書記号")
    valid_to: Day | None = Field(None, title="廃止の日")
    sort_order: Annotated[int, Field(strict=True, ge=0, le=100_000)] | None = Field(None, title="並び順")


class DepartmentOut(Output):
    id: UUID
    organ_id: UUID
    parent_id: UUID | None
    name: str
    symbol: str
    path: str
    valid_from: date
    valid_to: date | None
    sort_order: int
    version: int


class PostIn(Input):
    """A post to set up, with the roles it carries (充て職)."""

    department_id: UUID = Field(title="所属")
    title: Name = Field(title="職名")
    rank: Rank = Field(title="職の順位")
    duties: list[DutyKey] = Field(default_factory=list, title="情報セキュリティ上の役割", max_length=12)
    valid_from: Day = Field(title="設置の日")


class PostPatch(Input):
    title: Name | None = Field(None, title="職名")
    rank: Rank | None = Field(None, title="職の順位")
    duties: list[DutyKey] | None = Field(None, title="情報セキュリティ上の役割", max_length=12)
    valid_to: Day | None = Field(None, title="廃止の日")


class HolderOut(Output):
    """Who holds a post today."""

    person_id: UUID
    name: str
    kind: str
    kind_label: str
    from_date: date


class PostOut(Output):
    id: UUID
    department_id: UUID
    department_name: str = ""
    title: str
    rank: int
    duties: list[str]
    valid_from: date
    valid_to: date | None
    version: int
    holders: list[HolderOut] = Field(default_factory=list)


class PersonIn(Input):
    """A member of staff to register. ``subject`` is the identifier the sign-in provider gives."""

    name: Name = Field(title="氏名")
    kana: Name = Field(title="フリガナ")
    staff_number: StaffNumber = Field(title="職員番号")
    subject: Subject = Field(title="利用者識別子")
    email: Email = Field("", title="メールアドレス")


class PersonPatch(Input):
    """The fields to change; ``active: false`` ends the use of govapi."""

    name: Name | None = Field(None, title="氏名")
    kana: Name | None = Field(None, title="フリガナ")
    subject: Subject | None = Field(None, title="利用者識別子")
    email: Email | None = Field(None, title="メールアドレス")
    active: Flag | None = Field(None, title="使用中")


class PersonOut(Output):
    id: UUID
    name: str
    kana: str
    staff_number: str
    subject: str
    email: str
    active: bool
    version: int


class AppointmentIn(Input):
    """A 発令. ``to_date`` is the first day on which it no longer holds; left out, it is open."""

    post_id: UUID = Field(title="職")
    kind: AppointmentKind = Field("principal", title="発令の区分")
    from_date: Day = Field(title="発令の日")
    to_date: Day | None = Field(None, title="終わりの日の翌日")
    note: Annotated[Line, StringConstraints(max_length=200)] = Field("", title="備考")
    replaces: Flag = Field(False, title="前任者の本務と本人の今の本務を、発令の日の前日で終わらせる")


class EndAppointmentIn(Input):
    """Ending a 発令: ``to_date`` is the first day on which it no longer holds."""

    to_date: Day = Field(title="終わりの日の翌日")
    note: Annotated[Line, StringConstraints(max_length=200)] = Field("", title="備考")


class AppointmentOut(Output):
    id: UUID
    person_id: UUID
    post_id: UUID
    post_title: str = ""
    department_name: str = ""
    kind: str
    kind_label: str = ""
    from_date: date
    to_date: date | None
    note: str
    version: int

    def model_post_init(self, _context: object) -> None:
        self.kind_label = {**KINDS}.get(self.kind, self.kind)  # type: ignore[call-overload]  # stored kinds are AppointmentKind


class MachineClientIn(Input):
    """A system that calls the API with client credentials, and the section and duties it stands in for."""

    client_id: Annotated[str, StringConstraints(min_length=1, max_length=255, strip_whitespace=True, pattern=r"^[!-~]+$")]
    name: Name
    department_id: UUID
    duties: list[DutyKey] = Field(default_factory=list, max_length=12)


class MachineClientPatch(Input):
    name: Name | None = None
    duties: list[DutyKey] | None = Field(None, max_length=12)
    active: Flag | None = None


class MachineClientOut(Output):
    id: UUID
    client_id: str
    name: str
    department_id: UUID
    duties: list[str]
    active: bool
    version: int


class HeldPostOut(Output):
    post_id: UUID | None
    title: str
    full_title: str
    department_id: UUID
    department_name: str
    organ_id: UUID
    kind: str
    duties: list[Identifier]


class MeOut(Output):
    """Who calls: the person or the machine behind the token, with the posts of today."""

    kind: Literal["person", "machine", "system"]
    municipality_code: str
    person_id: UUID | None
    name: str
    title: str
    posts: list[HeldPostOut]
    duties: list[str]
    system_roles: list[str]
    scopes: list[str]
