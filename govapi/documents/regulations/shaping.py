"""Regulations as the doors show them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned_columns
from govapi.documents.regulations import queries, rules
from govapi.documents.regulations.schemas import RegulationDetailOut, RegulationOut, RegulationStandingOut, RegulationTextOut
from govapi.documents.regulations.service import held, may_write
from govapi.documents.regulations.tables import Regulation, RegulationText
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.regulating import RegulationKind
from govapi.workflow.shapes import AvailableOut

COVERED: Mapping[str, str] = {
    "classification": "情報資産の分類",
    "clauses": "契約に必要な条項",
    "waivers": "条項の例外措置",
    "tiers": "委託先評価の区分",
    "sheets": "チェックシート",
    "cloud_rules": "クラウドサービス利用の許可の基準",
    "cloud_conditions": "クラウドサービス利用の条件",
    "sns": "ソーシャルメディアの運用",
}


def text_shape(row: RegulationText, every: Sequence[RegulationText], today: date) -> RegulationTextOut:
    """A text among all texts of its regulation."""
    out = RegulationTextOut.model_validate(row)
    if row.withdrawn_on is None:
        kept = held(every)
        out.ends_on, out.in_force = rules.ends_on(kept, row), rules.in_force(kept, today) is row
    return out


def briefs(session: Session, policy: PolicySet, rows: Sequence[Regulation], today: date) -> list[RegulationOut]:
    """The regulations for a list, with the text in force of each: two queries for all."""
    texts = queries.held_of_many(session, [row.id for row in rows])
    columns = owned_columns(session, Department, col(Department.id), col(Department.name))
    named = session.execute(columns.where(col(Department.id).in_({row.department_id for row in rows})))
    names = {row.id: row.name for row in named}
    return [_brief(row, texts[row.id], names, policy, today) for row in rows]


def detail(session: Session, actor: Actor, policy: PolicySet, row: Regulation, today: date) -> RegulationDetailOut:
    """A regulation with this actor's actions."""
    out = RegulationDetailOut(**briefs(session, policy, [row], today)[0].model_dump())
    if may_write(actor, row):
        out.available_actions = _actions(out, actor)
    return out


def overview(session: Session, actor: Actor, policy: PolicySet, on: date) -> list[RegulationStandingOut]:
    """Every kind of the policy set with the regulation in force on the day, in the order of the policy set."""
    found = queries.governing(session, policy, policy.regulating.kinds, on, actor=actor)
    return [_standing(kind, found.get(kind.key)) for kind in policy.regulating.kinds]


def _standing(kind: RegulationKind, one: queries.InForce | None) -> RegulationStandingOut:
    out = RegulationStandingOut(
        kind=kind.key,
        label=kind.label,
        purpose=kind.purpose,
        required=kind.required,
        covers=list(kind.covers),
        missing=kind.required and one is None,
        policy=list(kind.policy),
        source_label=kind.source.label,
    )
    if one is not None:
        out.title, out.regulation_id, out.number = one.title, one.regulation_id, one.number
        out.edition, out.effective_on = one.edition, one.effective_on
    return out


def _brief(
    row: Regulation, texts: list[RegulationText], names: Mapping[UUID, str], policy: PolicySet, today: date
) -> RegulationOut:
    out = RegulationOut.model_validate(row, from_attributes=True)
    kind = next((one for one in policy.regulating.kinds if one.key == row.kind), None)
    out.kind_label = kind.label if kind else row.kind
    out.covers = list(kind.covers) if kind else []
    out.layer_label, out.publicity_label = rules.LAYERS[out.layer], rules.PUBLICITIES[out.publicity]
    out.department_name = names.get(row.department_id, "")
    out.state = rules.state(texts, today)
    out.state_label = rules.STATES[out.state]
    now = rules.in_force(texts, today)
    coming = min((one for one in texts if one.effective_on > today), key=lambda one: one.effective_on, default=None)
    out.in_force = None if now is None else text_shape(now, texts, today)
    out.coming = None if coming is None else text_shape(coming, texts, today)
    return out


def _actions(out: RegulationOut, actor: Actor) -> list[AvailableOut]:
    no_text = None if out.state == "in_force" else "施行中の本文がありません。先に本文を記録してください。"
    ended = out.state == "repealed" or out.state == "missing"
    repealed = out.in_force is not None and out.in_force.repealed_on is not None
    no_repeal = "廃止が既に記録されています。" if repealed else "施行中の本文がありません。" if ended else None
    found = [AvailableOut(action="enact", label="本文を記録する", needs_reason=False, asks=True, blocked_because=None)]
    if actor.is_person:
        found.append(
            AvailableOut(action="review", label="見直しを記録する", needs_reason=True, asks=True, blocked_because=no_text)
        )
    found.append(AvailableOut(action="repeal", label="廃止する", needs_reason=True, asks=True, blocked_because=no_repeal))
    return found
