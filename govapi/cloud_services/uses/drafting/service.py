"""Saving one page of the application: what was typed there becomes a change of the draft."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError
from sqlmodel import Session

from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.managers import service as naming
from govapi.cloud_services.uses import service
from govapi.cloud_services.uses.drafting.rules import FORM_LABELS, typed_items
from govapi.cloud_services.uses.schemas import CloudUseIn, CloudUsePatch
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.drafting.rules import answers_of, lines
from govapi.kit.errors import FieldFault, Invalid
from govapi.kit.validation import faults
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def start(session: Session, actor: Actor, stored: StoredPolicy, given: BaseModel, today: date) -> CloudUse:
    """Begins an application from the first page."""
    values = {name: value for name, value in given.model_dump().items() if value is not None}
    return service.draft(session, actor, stored, CloudUseIn(**values), today)


def save(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use_id: UUID,
    given: BaseModel,
    sent: Iterable[str],
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CloudUse:
    """Saves the fields the page sent; raises what ``service.revise`` and the naming of a manager raise."""
    values: dict[str, Any] = {name: value for name, value in given.model_dump().items() if name in set(sent)}
    post_id = values.pop("manager_post_id", None)
    cloud = stored.policy.cloud
    if "answers" in values:
        values["answers"] = dict(answers_of(cloud.questionnaire.by_key, values["answers"]))
    if "items" in values:
        before = service.worked_on(session, actor, stored.policy, use_id).items
        values["items"] = {**before, **typed_items(cloud.items, values["items"])}
    if "information" in values:
        values["information"] = lines(values["information"])
    row = service.revise(session, actor, stored, use_id, _patch(values), expected)
    if post_id is not None:
        propose_manager(session, actor, stored, row, post_id, now=now, today=today)
    return row


def propose_manager(
    session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, post_id: UUID, *, now: datetime, today: date
) -> None:
    """Names the post that is to manage the use of a draft, from its first day on, in place of the one named before."""
    from_date = max(use.starts_on or today, today)
    for row in managers.of_use(session, use.id):
        if row.post_id == post_id and row.from_date <= from_date:
            return
        naming.withdraw(session, actor, stored, use, row.id, row.version, now=now, today=today)
    naming.name_manager(session, actor, stored, use, post_id, from_date, now=now, today=today)


def _patch(values: dict[str, Any]) -> CloudUsePatch:
    try:
        return CloudUsePatch(**values)
    except ValidationError as error:
        # A line of a text area has no field of its own: its fault is shown at the area; that of an item at the item.
        found = {_place(one.pointer): one.message for one in faults(error, FORM_LABELS, data=values)}
        raise Invalid("入力内容に誤りがあります。", errors=[FieldFault(at, message) for at, message in found.items()]) from error


def _place(pointer: str) -> str:
    parts = pointer.split("/")
    return "/".join(parts[:3]) if parts[1] in ("items", "answers") else f"/{parts[1]}"
