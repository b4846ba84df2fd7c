"""Saving one page of the form: what was typed there becomes a change of the contract."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError
from sqlmodel import Session

from govapi.contracts import service
from govapi.contracts.drafting.rules import answers_of, lines, settled
from govapi.contracts.schemas import ContractIn, ContractPatch
from govapi.contracts.tables import Contract
from govapi.contracts.terms.rules import LABELS
from govapi.kit.errors import FieldFault, Invalid
from govapi.kit.validation import faults
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def start(session: Session, actor: Actor, current: StoredPolicy, given: BaseModel) -> Contract:
    """Drafts a contract from the first page."""
    values = {name: value for name, value in given.model_dump().items() if value is not None}
    return service.draft(session, actor, current, ContractIn(**values))


def save(
    session: Session,
    actor: Actor,
    current: StoredPolicy,
    contract_id: UUID,
    given: BaseModel,
    sent: Iterable[str],
    expected: int,
    today: date,
) -> Contract:
    """Saves the fields the page sent; raises what ``service.revise`` raises."""
    values: dict[str, Any] = {name: value for name, value in given.model_dump().items() if name in set(sent)}
    if "answers" in values:
        values["answers"] = dict(answers_of(current.policy.questionnaire.by_key, values["answers"]))
    if "information" in values:
        values["information"] = lines(values["information"])
    for row in values.get("unit_prices", ()):
        row["price"] = str(row["price"])
    patch = _patch(settled(values, current.policy.procurement))
    return service.revise(session, actor, current, contract_id, patch, expected, today)


def _patch(values: dict[str, Any]) -> ContractPatch:
    try:
        return ContractPatch(**values)
    except ValidationError as error:
        # A line of a text area has no field of its own: its fault is shown at the area.
        found = {f"/{one.pointer.split('/')[1]}": one.message for one in faults(error, LABELS, data=values)}
        raise Invalid("入力内容に誤りがあります。", errors=[FieldFault(at, message) for at, message in found.items()]) from error
