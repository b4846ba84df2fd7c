"""A handover as the doors show it."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.personnel_changes.handovers import queries
from govapi.personnel_changes.handovers.checking.rules import ANSWERS, BY, answer_of, may_confirm
from govapi.personnel_changes.handovers.checking.service import facts, may_name, may_write, who
from govapi.personnel_changes.handovers.holdings.queries import names
from govapi.personnel_changes.handovers.rules import LIVE, PLACES
from govapi.personnel_changes.handovers.schemas import HandoverOut, HandoverRow, ItemOut
from govapi.personnel_changes.handovers.tables import Handover, HandoverItem
from govapi.personnel_changes.handovers.workflow import HANDOVER
from govapi.policy.schema.policy_set import PolicySet
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown


def brief(actor: Actor, row: Handover, policy: PolicySet, today: date) -> HandoverRow:
    """A handover for a list: no query of its own."""
    out = HandoverRow.model_validate(row)
    _told(out, actor, row, policy, today)
    return out


def shape(session: Session, actor: Actor, row: Handover, policy: PolicySet, today: date) -> HandoverOut:
    """A handover with its checklist and this actor's actions."""
    out = HandoverOut.model_validate({**row.model_dump(), "items": [], "available_actions": []})
    _told(out, actor, row, policy, today)
    items = queries.items(session, [row.id]).get(row.id, [])
    standing = who(actor, row)
    out.record_url = f"/api/v1{PLACES[row.noun]}/{row.record_id}" if row.noun in PLACES else ""
    out.items = [item_shape(one, row.status, standing) for one in items]
    confirmed = {one for one in (row.given_by, row.received_by) if one is not None}
    called = names(session, confirmed) if confirmed else {}
    out.given_name = called.get(row.given_by, "") if row.given_by else ""
    out.received_name = called.get(row.received_by, "") if row.received_by else ""
    out.may_write, out.may_name_receiver = may_write(actor, row), may_name(actor, row)
    known = facts(row, items, today)
    offered = HANDOVER.available(row.status, known, standing, person=actor.person_id, stamped=stamps_of(HANDOVER, row))
    out.available_actions = shown(offered)
    return out


def item_shape(item: HandoverItem, status: str, standing: frozenset[Who] = frozenset()) -> ItemOut:
    """One thing to confirm, with whether this person may do so now."""
    out = ItemOut.model_validate({**item.model_dump(), "answer": answer_of(item.done_at is not None, item.not_needed_because)})
    out.by_label, out.answer_label = BY[out.by], ANSWERS[out.answer]
    out.note = item.not_needed_because or item.note
    out.mine = may_confirm(item.by, status, standing)
    return out


def role_label(policy: PolicySet, role: str) -> str:
    """The role in the town's words; the key where the policy set no longer names it."""
    return next((one.label for one in policy.personnel.roles if one.key == role), role)


def roles(policy: PolicySet) -> Sequence[tuple[str, str]]:
    """For the filter of the list."""
    return [(one.key, one.label) for one in policy.personnel.roles]


def _told(out: HandoverRow, actor: Actor, row: Handover, policy: PolicySet, today: date) -> None:
    out.status_label, out.role_label = HANDOVER.labels[row.status], role_label(policy, row.role)
    out.overdue = row.status in LIVE and row.due_on < today
    if "personnel_office" not in actor.duties:
        out.change_id = None  # the list itself is for the personnel office
