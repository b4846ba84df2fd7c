"""What each page of the application sends. A field left blank is emptied; a field the page did not send stays as it is."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.cloud_services.uses.schemas import Many, Persons, Scope
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Prose, Reason, Remark, RequiredLine, Yen
from govapi.policy.schema.cloud import Form, Zone

Typed = Annotated[dict[str, str | None], Field(max_length=200)]


class NewUseIn(Input):
    service_id: UUID
    title: RequiredLine
    purpose: Prose = ""
    department_id: UUID | None = None


class PurposeIn(Input):
    title: RequiredLine
    purpose: Prose = ""
    users: Scope = ""
    user_count: Many | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    cost: Yen | None = None
    budget_line: Line = ""
    contract_id: UUID | None = None


class InformationIn(Input):
    answers: Typed = Field(default_factory=dict)
    information: Remark = ""
    person_count: Persons | None = None
    chosen_class: Identifier | None = None
    class_reason: Reason = ""


class SettingIn(Input):
    zone: Zone | None = None
    form: Form | None = None
    learns: Flag | None = None


class ItemsIn(Input):
    items: Typed = Field(default_factory=dict)


class RiskIn(Input):
    terms_id: UUID | None = None
    residual_risk: Reason = ""
    risk_accepted_by: Line = ""
    alternative: Reason = ""
    exception_reason: Reason = ""
    exception_measures: Reason = ""
    exception_until: Day | None = None
    manager_post_id: UUID | None = None


FORMS: dict[str, type[Input]] = {
    "purpose": PurposeIn,
    "information": InformationIn,
    "setting": SettingIn,
    "items": ItemsIn,
    "risk": RiskIn,
}
