"""Shapes of the incidents at the doors. Moments carry their offset; what is stored and given back is the same moment."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from govapi.edge.shapes import Day, Flag, Input, Output, Prose, Reason, RequiredLine
from govapi.measures.incidents.rules import KINDS, Kind, aware
from govapi.workflow.shapes import AvailableOut

Status = Literal["open", "contained", "closed", "withdrawn"]
SHAPE = "日時は「2026-11-24T09:30:00+09:00」の形で入力してください。"
YEARS = range(1989, 2101)


def _written_moment(value: object) -> object:
    if not isinstance(value, str | datetime) or (isinstance(value, str) and ("T" not in value or len(value) > 40)):
        raise ValueError(SHAPE)
    return value


def _with_offset(value: datetime) -> datetime:
    if value.tzinfo is None or value.year not in YEARS:
        raise ValueError(SHAPE)
    return value.astimezone(UTC)


Moment = Annotated[
    datetime,
    BeforeValidator(_written_moment),
    AfterValidator(_with_offset),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-24T09:30:00+09:00"]}),
]
Instant = Annotated[datetime, AfterValidator(aware)]
Text = Annotated[Prose, Field(min_length=1)]
Persons = Annotated[int, Field(strict=True, ge=0, le=10**9)]
Ids = Annotated[list[UUID], Field(max_length=50)]
Items = Annotated[list[RequiredLine], Field(max_length=50)]


class IncidentIn(Input):
    """An incident of a contract or of the use of a cloud service: at least one is named. Never name those who suffered by it, and
    never give their data: kinds of items and a number are enough."""

    kind: Kind
    title: RequiredLine
    contract_ids: Ids = Field(default_factory=list, description="関係する契約の id")
    use_ids: Ids = Field(default_factory=list, description="関係するクラウドサービスの利用の id")
    unapproved_use_ids: Ids = Field(default_factory=list, description="関係する、承認のない利用の id")
    account_ids: Ids = Field(default_factory=list, description="関係するソーシャルメディアアカウントの id")
    occurred_at: Moment | None = Field(default=None, description="発生した日時（不明のときは null）")
    contractor_knew_at: Moment | None = Field(default=None, description="委託先が認知した日時")
    city_knew_at: Moment = Field(description="本市が認知した日時。報告の期限は、この日から数える。")
    personal: Flag = Field(default=False, description="個人情報が含まれる")
    my_number: Flag = Field(default=False, description="特定個人情報（個人番号）が含まれる")
    sensitive: Flag = Field(default=False, description="要配慮個人情報が含まれる")
    ordinance_sensitive: Flag = Field(default=False, description="条例要配慮個人情報が含まれる")
    financial: Flag = Field(default=False, description="財産的被害が生ずるおそれがある")
    malicious: Flag = Field(default=False, description="不正の目的をもって行われたおそれがある")
    person_count: Persons | None = Field(default=None, description="本人の数（不明のときは null）")
    serious: Flag = Field(default=False, description="重大な事故として扱う")
    outline: Text
    items: Items = Field(default_factory=list, description="含まれる項目の種類（氏名、住所など）。個人の情報そのものは書かない。")
    measures_taken: Prose = ""


class IncidentPatch(Input):
    """The fields to change; those left out stay as they are."""

    kind: Kind | None = None
    title: RequiredLine | None = None
    occurred_at: Moment | None = None
    contractor_knew_at: Moment | None = None
    city_knew_at: Moment | None = None
    personal: Flag | None = None
    my_number: Flag | None = None
    sensitive: Flag | None = None
    ordinance_sensitive: Flag | None = None
    financial: Flag | None = None
    malicious: Flag | None = None
    person_count: Persons | None = None
    serious: Flag | None = None
    outline: Text | None = None
    items: Items | None = None
    cause: Prose | None = None
    secondary_damage: Prose | None = None
    response_to_persons: Prose | None = None
    publication: Prose | None = None
    prevention: Prose | None = None
    other: Prose | None = None
    measures_taken: Prose | None = None


class ConcernedIn(Input):
    """A further contract the incident concerns."""

    contract_id: UUID


class NoticeIn(Input):
    """本人通知: the day and the way it was given, or why it is not given."""

    notified_on: Day | None = None
    notified_how: Reason = ""
    not_notified_because: Reason = ""


class ConcernedOut(Output):
    """A contract concerned; its title only for those who may read it."""

    id: UUID
    number: str
    title: str
    contractor_id: UUID | None
    contractor_name: str = ""


class ConcernedUseOut(Output):
    """A use of a cloud service, or a social media account, concerned; its title only for those who may see it."""

    noun: Literal["cloud_use", "unapproved_use", "sns_account"]
    id: UUID
    number: str
    title: str
    visible: bool


class LawOut(Output):
    key: str
    label: str
    because: str


class DueOut(Output):
    """A report due under a law, and whether it was made."""

    law: str
    law_label: str
    clock: str
    clock_label: str
    to: str
    due_on: date
    reported_at: Instant | None = None
    late: bool = Field(default=False, description="期限に遅れた、又は期限が過ぎているか")


class StepOut(Output):
    """A step of the 通報."""

    step: str
    label: str
    due_at: Instant
    told_at: Instant | None = None
    told_by: str = ""
    told_to: str = ""
    late: bool = Field(default=False, description="期限に遅れた、又は期限が過ぎているか")


class IncidentRow(Output):
    """An incident in a list."""

    id: UUID
    number: str
    kind: Kind
    kind_label: str = ""
    status: Status
    status_label: str = ""
    title: str
    city_knew_at: Instant
    person_count: int | None
    serious: bool
    overdue: bool = Field(default=False, description="期限が過ぎた報告又は通報があるか")
    version: int
    created_at: Instant

    def model_post_init(self, _context: object) -> None:
        self.kind_label = KINDS[self.kind]


class IncidentOut(IncidentRow):
    """An incident with its laws, clocks, chain, and what this caller may do."""

    playbook: Literal["", "hijack", "impersonation"] = Field(description="対応手順")
    occurred_at: Instant | None
    contractor_knew_at: Instant | None
    personal: bool
    my_number: bool
    sensitive: bool
    ordinance_sensitive: bool
    financial: bool
    malicious: bool
    outline: str
    items: list[str]
    cause: str
    secondary_damage: str
    response_to_persons: str
    publication: str
    prevention: str
    other: str
    measures_taken: str
    notice_needed: bool = Field(default=False, description="本人への通知が必要か")
    notified_on: date | None
    notified_how: str
    not_notified_because: str
    recorded_name: str
    contained_at: Instant | None
    closed_at: Instant | None
    contracts: list[ConcernedOut] = Field(default_factory=list)
    uses: list[ConcernedUseOut] = Field(
        default_factory=list, description="関係するクラウドサービスの利用及びソーシャルメディアアカウント"
    )
    laws: list[LawOut] = Field(default_factory=list)
    dues: list[DueOut] = Field(default_factory=list)
    chain: list[StepOut] = Field(default_factory=list)
    available_actions: list[AvailableOut] = Field(default_factory=list)
