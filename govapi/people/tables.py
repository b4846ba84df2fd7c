"""Tables of the organisation. Intervals are half-open: ``valid_to`` and ``to_date`` are the first day that no longer counts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Base, Json, TenantRow, utc_now


class Municipality(Base, table=True):
    """地方公共団体: the tenant."""

    __tablename__ = "municipalities"

    code: str = Field(primary_key=True, max_length=6)
    name: str = Field(max_length=100)
    kana: str = Field(max_length=100)
    kind: str = Field(default="municipality", max_length=20)  # municipality | designated_city | prefecture
    postal_code: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    mayor_title: str = Field(default="", max_length=50)
    created_at: datetime = Field(default_factory=utc_now)


class Organ(TenantRow, table=True):
    """執行機関等 (市長部局, 教育委員会, 議会, 消防本部, 地方公営企業 …) and who signs its contracts (契約主体)."""

    __tablename__ = "organs"
    __table_args__ = (UniqueConstraint("municipality_code", "key"),)

    key: str = Field(max_length=50)
    name: str = Field(max_length=100)
    signatory_title: str = Field(max_length=100)
    signatory_name: str = Field(default="", max_length=100)
    sort_order: int = 0


class Department(TenantRow, table=True):
    """部・課・係. ``path`` is ``/<id>/<id>/`` from the top, so that "this section and below" is one prefix."""

    __tablename__ = "departments"
    __table_args__ = (Index("ix_departments_path", "municipality_code", "path"),)

    organ_id: UUID = Field(foreign_key="organs.id")
    parent_id: UUID | None = Field(default=None, foreign_key="departments.id")
    name: str = Field(max_length=100)
    symbol: str = Field(default="", max_length=10)
    path: str = Field(default="", max_length=400)
    valid_from: date = date(2000, 4, 1)
    valid_to: date | None = None
    sort_order: int = 0


class Post(TenantRow, table=True):
    """職 (課長, 部長, 市長 …). ``duties`` are the keys of the roles it carries (充て職); ``rank`` is 1 for the head of the town."""

    __tablename__ = "posts"
    __table_args__ = (Index("ix_posts_department", "municipality_code", "department_id"),)

    department_id: UUID = Field(foreign_key="departments.id")
    title: str = Field(max_length=100)
    rank: int = Field(ge=1, le=99)
    duties: list[str] = Field(default_factory=list, sa_type=Json)
    valid_from: date = date(2000, 4, 1)
    valid_to: date | None = None


class Person(TenantRow, table=True):
    """職員. ``subject`` is the identifier the sign-in provider gives; no password is ever stored here."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("municipality_code", "subject"), UniqueConstraint("municipality_code", "staff_number"))

    name: str = Field(max_length=100)
    kana: str = Field(max_length=100)
    staff_number: str = Field(max_length=20)
    subject: str = Field(max_length=255)
    email: str = Field(default="", max_length=254)
    active: bool = True


class Appointment(TenantRow, table=True):
    """発令: this person holds this post from ``from_date`` until ``to_date`` (exclusive, None = open)."""

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date > from_date", name="dates"),
        Index("ix_appointments_person", "municipality_code", "person_id", "from_date"),
        Index("ix_appointments_post", "municipality_code", "post_id", "from_date"),
    )

    person_id: UUID = Field(foreign_key="people.id")
    post_id: UUID = Field(foreign_key="posts.id")
    kind: str = Field(
        default="principal", max_length=20
    )  # principal 本務 | concurrent 兼務 | in_charge 事務取扱 | acting 職務代理
    from_date: date
    to_date: date | None = None
    note: str = Field(default="", max_length=500)
    announced_on: date | None = None  # from this day on everybody may know of it; None: from the day it begins
    end_announced_on: date | None = None  # the same of its end


class MachineClient(TenantRow, table=True):
    """連携システム: a machine client (client credentials) and the section and duties it stands in for."""

    __tablename__ = "machine_clients"
    __table_args__ = (UniqueConstraint("municipality_code", "client_id"),)

    client_id: str = Field(max_length=255)
    name: str = Field(max_length=100)
    department_id: UUID = Field(foreign_key="departments.id")
    duties: list[str] = Field(default_factory=list, sa_type=Json)
    active: bool = True
