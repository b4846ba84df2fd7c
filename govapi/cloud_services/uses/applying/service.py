"""Checking what an application says, and telling it from the last one."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses.applying.rules import (
    LABELS,
    Axes,
    Change,
    asked_items,
    changes,
    in_words,
    item_faults,
    question_in_words,
)
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts import queries as contracts
from govapi.db.session import find
from govapi.kit.errors import FieldFault, Invalid, NotFound
from govapi.kit.japan.era import wareki
from govapi.kit.japan.money import yen
from govapi.people.actor import Actor
from govapi.policy.rules import answer_faults, asked
from govapi.policy.schema.cloud import Form, Item, Zone
from govapi.policy.schema.policy_set import PolicySet


def check(
    session: Session, actor: Actor, row: CloudUse, service: CloudService, policy: PolicySet, values: Mapping[str, Any]
) -> None:
    """Choices that must exist: in the policy set, with the service, among the contracts one sees. Raises Invalid with every
    fault and its pointer."""
    cloud = policy.cloud
    answers, items = values.get("answers") or {}, values.get("items") or {}
    faults = [FieldFault(f"/answers{one.pointer}", one.message) for one in answer_faults(cloud.questionnaire, answers)]
    faults += [FieldFault(f"/items{one.pointer}", one.message) for one in item_faults(cloud, items)]
    if values.get("chosen_class") not in (None, *(one.code for one in policy.classification.confidentiality)):
        faults.append(FieldFault("/chosen_class", "方針セットにない分類です。一覧から選んでください。"))
    if values.get("form") not in (None, *service.forms):
        labels = "、".join(Form(one).label for one in service.forms)
        faults.append(FieldFault("/form", f"このサービスが提供されている契約形態（{labels}）から選んでください。"))
    faults += _references(session, actor, row, service, policy, values)
    starts_on, ends_on = (values.get(name, getattr(row, name)) for name in ("starts_on", "ends_on"))
    if starts_on and ends_on and ends_on < starts_on:
        faults.append(FieldFault("/ends_on", "利用期間の終期は、始期以後の日にしてください。"))
    if faults:
        raise Invalid("入力内容に誤りがあります。", errors=faults)


def _references(
    session: Session, actor: Actor, row: CloudUse, service: CloudService, policy: PolicySet, values: Mapping[str, Any]
) -> list[FieldFault]:
    """References that are new: those that stood before were looked at then."""
    faults = []
    contract_id, terms_id = values.get("contract_id"), values.get("terms_id")
    if contract_id not in (None, row.contract_id):
        try:
            contracts.one(session, actor, policy, contract_id)
        except NotFound:
            faults.append(FieldFault("/contract_id", "この契約は存在しないか、閲覧できません。契約の番号を確かめてください。"))
    if terms_id not in (None, row.terms_id):
        try:
            terms.one(session, service.id, terms_id)
        except NotFound:
            faults.append(FieldFault("/terms_id", "このサービスの約款の控えではありません。サービスの画面で確かめてください。"))
    return faults


def axes_of(use: CloudUse, service: CloudService) -> Axes:
    """What decides which items are asked."""
    return Axes(use.class_code, use.personal, use.form, use.zone, frozenset(service.kinds))


def items_of(use: CloudUse, service: CloudService, policy: PolicySet) -> tuple[Item, ...]:
    """The items that are asked of this use, in order."""
    return asked_items(policy.cloud, policy.classification, axes_of(use, service))


def changes_from_last(session: Session, use: CloudUse, service: CloudService, policy: PolicySet) -> list[Change]:
    """What a change or a renewal says otherwise than the application before it; nothing for a new use."""
    if use.previous_id is None:
        return []
    before = find(session, CloudUse, use.previous_id)
    return changes(told(before, service, policy), told(use, service, policy))


def told(use: CloudUse, service: CloudService, policy: PolicySet) -> dict[str, str]:
    """Everything an application says, label → value in words."""
    words = {LABELS[name]: _plain(getattr(use, name)) for name in LABELS if name not in _SPOKEN}
    words[LABELS["chosen_class"]] = policy.classification.label(use.class_code)
    words[LABELS["zone"]] = Zone(use.zone).label if use.zone else ""
    words[LABELS["form"]] = Form(use.form).label if use.form else ""
    words[LABELS["cost"]] = yen(use.cost) if use.cost is not None else ""
    words[LABELS["learns"]] = "" if use.learns is None else "学習に利用される" if use.learns else "学習に利用されない"
    for question in asked(policy.cloud.questionnaire, use.answers):
        words[question.label] = question_in_words(question, use.answers.get(question.key))
    for item in items_of(use, service, policy):
        words[item.label] = in_words(item, use.items.get(item.key))
    return {label: value for label, value in words.items() if value}


_SPOKEN = frozenset({"chosen_class", "zone", "form", "cost", "learns", "answers", "items", "contract_id", "terms_id"})


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return wareki(value) if hasattr(value, "isoformat") else str(value)
