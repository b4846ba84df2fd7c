"""Drafting an application for a use, changing it, and beginning a change or a renewal from the last one."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.cloud_services import queries as services
from govapi.cloud_services.judgements.queries import disclosure_on
from govapi.cloud_services.registrations.queries import registered_on
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses import queries
from govapi.cloud_services.uses.applying.rules import kept
from govapi.cloud_services.uses.applying.service import check
from govapi.cloud_services.uses.queries import NOUN
from govapi.cloud_services.uses.rules import LIVE, OCCASIONS, Occasion
from govapi.cloud_services.uses.schemas import CloudUseIn, CloudUsePatch
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.rules import settled_class
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, covers, relations
from govapi.people.tables import Department
from govapi.policy.permission import CloudFacts, Ruling, ruling
from govapi.policy.rules import Derived, derive
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.search import index

NEAR = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})

UNCONFIRMED = "分類は未確認"

# What ``null`` empties; every other field keeps a value.
NULLABLE = frozenset(
    {"user_count", "starts_on", "ends_on", "cost", "contract_id", "person_count", "chosen_class", "zone", "form", "learns",
     "terms_id", "exception_until"}
)  # fmt: skip

# What a change or a renewal takes over from the application before it.
CARRIED = (
    "title", "purpose", "users", "user_count", "ends_on", "cost", "budget_line", "information", "person_count",
    "chosen_class", "class_reason", "zone", "form", "learns", "residual_risk", "risk_accepted_by", "alternative",
    "exception_reason", "exception_measures", "exception_until",
)  # fmt: skip


def draft(session: Session, actor: Actor, stored: StoredPolicy, given: CloudUseIn, today: date) -> CloudUse:
    """Begins an application for the actor's section (or ``department_id``).

    Raises NotAllowed for another section, Conflict when the section uses the service already, WrongState for a service that
    takes no application, Invalid with a pointer for every wrong value.
    """
    department = _department(session, actor, given.department_id)
    service = _offered(session, actor, stored.policy, given.service_id)
    row = CloudUse(
        number="",
        title=given.title,
        service_id=service.id,
        organ_id=department.organ_id,
        department_id=department.id,
        department_path=department.path,
        created_by=actor.person_id,
    )
    return _begin(session, actor, stored, row, service, _values(given), today)


def again(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use_id: UUID,
    occasion: Occasion,
    today: date,
    expected: int | None = None,
) -> CloudUse:
    """Begins a change or a renewal from the application of a use in force. Raises Conflict when one is under way."""
    before = queries.one(session, actor, stored.policy, use_id, lock=True)
    if Who.SECTION_STAFF not in who(actor, before):
        raise NotAllowed("変更又は更新を申請できるのは、所管課の職員です。")
    if expected is not None and before.version != expected:
        raise Stale
    if before.status not in LIVE:
        raise WrongState("変更又は更新を申請できるのは、許可された利用だけです。新しい利用として申請してください。")
    follower = next(iter(queries.followers(session, before.id)), None)
    if follower is not None:
        raise Conflict(f"この利用には、変更又は更新の申請（{follower.number}）が既にあります。その申請で手続を進めてください。")
    service = _offered(session, actor, stored.policy, before.service_id)
    row = CloudUse(
        number="",
        title=before.title,
        occasion=occasion,
        previous_id=before.id,
        service_id=before.service_id,
        contract_id=before.contract_id,
        terms_id=before.terms_id,
        organ_id=before.organ_id,
        department_id=before.department_id,
        department_path=before.department_path,
        created_by=actor.person_id,
    )
    return _begin(session, actor, stored, row, service, _carried(before, service, occasion, stored.policy, today), today)


def _carried(before: CloudUse, service: CloudService, occasion: Occasion, policy: PolicySet, today: date) -> dict[str, Any]:
    """The last application, but for the term: a change holds from today, a renewal from the day after the last one."""
    values = {name: getattr(before, name) for name in CARRIED}
    values["form"] = before.form if before.form in service.forms else None
    values["answers"] = kept(before.answers, policy.cloud.questionnaire.by_key)
    values["items"] = kept(before.items, {item.key for item in policy.cloud.items})
    values["starts_on"] = max(today, before.starts_on or today)
    if occasion == "renewal":
        values["starts_on"] = max(today, before.ends_on + timedelta(days=1) if before.ends_on else today)
        values["ends_on"] = None
    elif before.ends_on is not None and before.ends_on < today:
        values["ends_on"] = None
    return values


def _begin(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    row: CloudUse,
    service: CloudService,
    values: Mapping[str, Any],
    today: date,
) -> CloudUse:
    _change(session, actor, row, service, stored.policy, values)
    row.policy_version = stored.version
    # The counter is held until the commit: of two of one section who apply at once, the second sees the first.
    year = fiscal_year(today)
    row.number = f"クラウド-{year}-{next_number(session, f'cloud-use-{year}'):04d}"
    twin = next((one for one in queries.twins(session, row) if one.department_id == row.department_id), None)
    if twin is not None and twin.status in LIVE:
        raise Conflict(
            f"この課には、「{service.name}」の利用（{twin.number}）が既にあります。内容を変えるときは、その利用の変更を申請してください。"
        )
    session.add(row)
    session.flush()
    reindex(session, row, service)
    occasion = OCCASIONS[row.occasion]
    audit.note(session, actor, NOUN, row, "draft", f"「{service.name}」の利用（{row.title}）の申請（{occasion}）を起案")
    return row


def revise(session: Session, actor: Actor, stored: StoredPolicy, use_id: UUID, given: CloudUsePatch, expected: int) -> CloudUse:
    """Changes a draft; the class follows from the answers."""
    row = worked_on(session, actor, stored.policy, use_id, expected)
    if Who.SECTION_STAFF not in who(actor, row):
        raise NotAllowed("申請を直せるのは、所管課の職員です。")
    if row.status != "draft":
        raise WrongState("申請した内容は変更できません。直すときは差戻し又は引戻しを受け、許可の後は変更を申請してください。")
    service = services.one(session, actor, stored.policy, row.service_id)
    changed = _change(session, actor, row, service, stored.policy, _values(given))
    row.policy_version = stored.version
    session.flush()
    if changed:
        reindex(session, row, service)
        audit.note(session, actor, NOUN, row, "revise", f"{row.number}の申請の内容を変更", changed)
    return row


def worked_on(
    session: Session, actor: Actor, policy: PolicySet, use_id: UUID, expected: int | None = None, *, lock: bool = False
) -> CloudUse:
    """The use, if this actor's section (or the security office) may work on it; held until the commit for one who changes it."""
    row = queries.one(session, actor, policy, use_id, lock=lock or expected is not None)
    if not who(actor, row) & NEAR:
        raise NotAllowed("この利用を扱えるのは、所管課と情報政策担当課の職員です。")
    if expected is not None and row.version != expected:
        raise Stale
    return row


def who(actor: Actor, row: CloudUse) -> frozenset[Who]:
    """How the actor stands to the section that uses the service."""
    return relations(actor, row.department_path, row.department_id)


def derived(row: CloudUse, policy: PolicySet) -> Derived:
    """What follows from the plain answers."""
    return derive(policy, row.answers, questionnaire=policy.cloud.questionnaire)


def settle(row: CloudUse, policy: PolicySet) -> bool:
    """Derives class and personal data from the answers; whether the class was lowered, which wants a reason."""
    found = derived(row, policy)
    row.derived_class, row.personal = found.class_code, found.facts.personal
    row.class_code, lowered = settled_class(found.class_code, row.chosen_class, policy.classification.rank)
    return lowered


def class_label(use: CloudUse, policy: PolicySet) -> str:
    """The class in words. Without one: no information, where the answers say so, and else nobody has confirmed it yet."""
    if use.class_code is not None:
        return policy.classification.label(use.class_code)
    settled = bool(use.answers) and not derived(use, policy).unanswered
    return policy.classification.label(None) if settled else UNCONFIRMED


def facts_of(session: Session, use: CloudUse, policy: PolicySet, today: date) -> CloudFacts | None:
    """The axes of a use as they stand today; None while zone or form is open. Learning that is not answered counts as learning,
    no information at all as the lowest class."""
    if not use.zone or not use.form:
        return None
    return CloudFacts(
        class_code=use.class_code or lowest_class(policy),
        zone=Zone(use.zone),
        model=policy.cloud.model,
        form=Form(use.form),
        registered=registered_on(session, policy, use.service_id, today),
        learns=use.learns is not False,
        disclosure=disclosure_on(session, use.service_id, today),
        personal=use.personal,
    )


def lowest_class(policy: PolicySet) -> str:
    """The code of the lightest class."""
    return min(policy.classification.confidentiality, key=lambda one: one.rank).code


def preview(session: Session, use: CloudUse, policy: PolicySet, today: date) -> Ruling | None:
    """What the rules say of the use today; None while zone or form is open."""
    facts = facts_of(session, use, policy, today)
    return None if facts is None else ruling(policy, facts)


def reindex(session: Session, row: CloudUse, service: CloudService) -> None:
    """Makes the use findable by its number, its title, its purpose, and the name of the service."""
    index(session, NOUN, row.id, [row.title, row.number, row.purpose, service.name, service.kana])


def _values(given: CloudUsePatch) -> dict[str, Any]:
    values = given.model_dump(exclude_unset=True, exclude={"service_id", "department_id"})
    empty = [name for name, value in values.items() if value is None and name not in NULLABLE]
    if empty:
        raise Invalid(
            "空（null）にできない項目があります。",
            errors=[FieldFault(f"/{name}", "この項目は空にできません。") for name in empty],
        )
    return values


def _change(
    session: Session, actor: Actor, row: CloudUse, service: CloudService, policy: PolicySet, values: Mapping[str, Any]
) -> dict[str, list[Any]]:
    values = {name: value.value if isinstance(value, Zone | Form) else value for name, value in values.items()}
    check(session, actor, row, service, policy, values)
    changed = apply(row, values)
    settle(row, policy)
    return changed


def _offered(session: Session, actor: Actor, policy: PolicySet, service_id: UUID) -> CloudService:
    service = services.one(session, actor, policy, service_id)
    if service.retired:
        raise WrongState("このサービスは、新しい申請の受付を終えています。ほかのサービスを選んでください。")
    return service


def _department(session: Session, actor: Actor, department_id: UUID | None) -> Department:
    if department_id is None:
        if not actor.posts:
            raise Invalid(
                "所属が登録されていないため、申請できません。システム管理者に発令の登録を依頼してください。",
                pointer="/department_id",
            )
        department_id = actor.posts[0].department_id
    department = find(session, Department, department_id)
    if not any(covers(post, department.path) for post in actor.posts):
        raise NotAllowed("ほかの課の利用は申請できません。利用する課の職員が申請してください。")
    return department
