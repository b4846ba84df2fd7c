"""What may be used for some information from a zone: what the rules say of each contract form, and which permitted uses fit."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govapi.cloud_services.conditions import queries as conditions
from govapi.cloud_services.finder import queries
from govapi.cloud_services.finder.queries import Wanted
from govapi.cloud_services.finder.rules import Alternative, FormRuling, at_least, each_form, lightest
from govapi.cloud_services.finder.schemas import (
    AlternativeOut,
    FittingUseOut,
    PermissibleFormOut,
    PermissibleOut,
    RulesRestOnOut,
    WhomToAskOut,
)
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.managers.queries import Managing
from govapi.cloud_services.uses.ruling.service import in_words
from govapi.cloud_services.uses.schemas import ReasonOut
from govapi.cloud_services.uses.showing import service as showing
from govapi.cloud_services.uses.tables import CloudUse
from govapi.documents.regulations.queries import standing
from govapi.kit.errors import FieldFault, Invalid
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.rules import Answers, Derived, Reason, answer_faults, derive
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy


@dataclass(frozen=True)
class Asked:
    """The information, by its class, and from where. ``derived``: what its answers settled, where it was asked so."""

    class_code: str
    personal: bool
    zone: Zone
    derived: Derived | None = None


def by_class(policy: PolicySet, class_code: str | None, zone: Zone, *, personal: bool) -> Asked:
    """Information of a class; without one it is what may be published. Raises Invalid for a class the town does not have."""
    if class_code is not None and class_code not in {one.code for one in policy.classification.confidentiality}:
        codes = "、".join(one.code for one in policy.classification.confidentiality)
        raise Invalid(f"情報の分類は、次のいずれかを指定してください。{codes}", pointer="/class_code")
    return Asked(class_code or lightest(policy), personal, zone)


def by_answers(policy: PolicySet, answers: Answers, zone: Zone, *, pointer: str = "") -> Asked:
    """Information as the plain questions describe it. Raises Invalid with a fault for each answer that cannot be read, at
    ``pointer`` or else at the answer itself."""
    faults = answer_faults(policy.cloud.questionnaire, answers)
    if faults:
        found = [FieldFault(pointer or f"/answers{one.pointer}", one.message) for one in faults]
        raise Invalid("質問への答えに誤りがあります。答えを選び直してください。", errors=found)
    derived = derive(policy, answers, questionnaire=policy.cloud.questionnaire)
    return Asked(derived.class_code or lightest(policy), derived.facts.personal, zone, derived)


def permissible(
    session: Session, actor: Actor, stored: StoredPolicy, asked: Asked, today: date, *, limit: int, cursor: str | None = None
) -> PermissibleOut:
    """The whole answer; ``limit`` and ``cursor`` page the permitted uses."""
    policy = stored.policy
    wanted = Wanted(at_least(policy, asked.class_code), asked.zone, asked.personal)
    found = queries.fitting(session, wanted, today, limit=limit, cursor=cursor)
    derived = asked.derived
    return PermissibleOut(
        class_code=asked.class_code,
        class_label=policy.classification.label(asked.class_code),
        personal=asked.personal,
        zone=asked.zone,
        zone_label=asked.zone.label,
        model=policy.cloud.model,
        model_label=policy.cloud.model.label,
        regulation=rests_on(session, actor, policy, today),
        because=[] if derived is None else [_because(one) for one in derived.because],
        unanswered=[] if derived is None else [policy.cloud.questionnaire.by_key[key].label for key in derived.unanswered],
        forms=[_form(stored, one, today) for one in each_form(policy, asked.class_code, asked.zone, personal=asked.personal)],
        uses=_uses(session, policy, found, today),
        next_cursor=found.next_cursor,
    )


def rests_on(session: Session, actor: Actor, policy: PolicySet, today: date) -> RulesRestOnOut | None:
    """The regulation in force on which the permission rules rest; None: 未整備."""
    found = standing(session, policy, "cloud_rules", today, actor=actor)
    return None if found is None else RulesRestOnOut.model_validate(found)


def alternative_out(stored: StoredPolicy, one: Alternative, today: date) -> AlternativeOut:
    """What the rules say of a use with one thing changed, in words."""
    return AlternativeOut(when=one.when, ruling=in_words(stored.policy, stored.version, one.facts, one.ruling, today))


def _form(stored: StoredPolicy, one: FormRuling, today: date) -> PermissibleFormOut:
    return PermissibleFormOut(
        form=one.facts.form,
        form_label=one.facts.form.label,
        ruling=in_words(stored.policy, stored.version, one.facts, one.ruling, today),
        harder=[alternative_out(stored, worse, today) for worse in one.harder],
    )


def _because(one: Reason) -> ReasonOut:
    return ReasonOut(because=one.because, class_code=one.class_code, policy=list(one.policy), source=one.source_label)


def _uses(session: Session, policy: PolicySet, found: Page[CloudUse], today: date) -> list[FittingUseOut]:
    ids = [one.id for one in found.items]
    services = queries.services(session, found.items)
    sections = queries.sections(session, found.items)
    holding = managers.held_by_many(session, ids, today)
    written = conditions.of_uses(session, ids)
    kinds = {one.key: one.label for one in policy.cloud.kinds}
    badges = {row.id: row.badges for row in showing.brief(session, found.items, policy, today)}
    return [
        FittingUseOut(
            id=use.id,
            number=use.number,
            title=use.title,
            service_id=use.service_id,
            service_name=services[use.service_id].name,
            kind_labels=[kinds.get(key, key) for key in services[use.service_id].kinds],
            form_label=Form(use.form).label if use.form else "",
            class_label=policy.classification.label(use.class_code),
            personal=use.personal,
            conditions=[row.text for row in written[use.id]],
            section=sections[use.department_id].name,
            manager=_manager(holding.get(use.id)),
            ends_on=use.ends_on,
            badges=badges[use.id],
        )
        for use in found.items
    ]


def _manager(one: Managing | None) -> WhomToAskOut | None:
    if one is None:
        return None
    return WhomToAskOut(section=one.department.name, post_title=one.title, name=one.name or "")
