"""Unapproved uses in words, for the API and the pages."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from govapi.cloud_services.unapproved import queries, rules
from govapi.cloud_services.unapproved.schemas import UnapprovedUseOut, UnapprovedUseRow
from govapi.cloud_services.unapproved.service import facts, who
from govapi.cloud_services.unapproved.tables import UnapprovedUse
from govapi.cloud_services.unapproved.workflow import UNAPPROVED_USE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown

Shape = TypeVar("Shape", bound=UnapprovedUseRow)


def rows(session: Session, found: Sequence[UnapprovedUse], policy: PolicySet, today: date) -> list[UnapprovedUseRow]:
    """The rows of a list: one query for all."""
    names = queries.section_names(session, found)
    return [_labelled(UnapprovedUseRow.model_validate(row), row, names[row.department_id], policy, today) for row in found]


def shape(session: Session, actor: Actor, row: UnapprovedUse, policy: PolicySet, today: date) -> UnapprovedUseOut:
    """An unapproved use with this actor's actions."""
    name = queries.section_names(session, [row])[row.department_id]
    out = _labelled(UnapprovedUseOut.model_validate(row), row, name, policy, today)
    if row.use_id is not None:
        out.use_number = find(session, CloudUse, row.use_id).number
    out.incident_suggested = row.personal and row.outcome != "no_use"
    known, stamped = facts(session, row, policy), stamps_of(UNAPPROVED_USE, row)
    offered = UNAPPROVED_USE.available(row.status, known, who(actor, row), person=actor.person_id, stamped=stamped)
    out.available_actions = shown(offered)
    return out


def _labelled(out: Shape, row: UnapprovedUse, section: str, policy: PolicySet, today: date) -> Shape:
    out.status_label, out.section_name = UNAPPROVED_USE.labels[row.status], section
    out.late = rules.is_late(row.status, row.deadline, today)
    classes = {one.code: one.label for one in policy.classification.confidentiality}
    out.class_label = classes.get(row.class_code, row.class_code) if row.class_code else "不明"
    return out
