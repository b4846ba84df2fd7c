"""Gathering what the guards of a use look at."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.audit.queries import timeline
from govapi.cloud_services.ending.service import removal_of
from govapi.cloud_services.judgements.queries import unregistered_ok
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses import queries
from govapi.cloud_services.uses.applying.rules import LABELS, REQUIRED, unanswered
from govapi.cloud_services.uses.applying.service import items_of
from govapi.cloud_services.uses.rules import (
    LIVE,
    TERMS_AND_RISK,
    WRITTEN_JUDGEMENT,
    UseFacts,
    exception_fault,
    term_fault,
)
from govapi.cloud_services.uses.ruling.service import became_harder
from govapi.cloud_services.uses.service import derived, preview
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.contracts.rules import settled_class
from govapi.db.session import find
from govapi.kit.japan.era import wareki
from govapi.policy.permission import Ruling
from govapi.policy.schema.cloud import Form
from govapi.policy.schema.policy_set import PolicySet

NOT_SAFE = "登録のないサービスの安全性についての書面による判断が、今はありません（期限が切れた等）。"


def collect(session: Session, use: CloudUse, policy: PolicySet, today: date) -> UseFacts:
    """What the guards look at, as far as the state of the use asks for it."""
    if use.status == "draft":
        return _for_submitting(session, use, policy, today)
    if use.status not in ("in_approval", *LIVE):
        return UseFacts(removal=removal_of(use, policy))
    found = preview(session, use, policy, today)
    follower = next(iter(queries.followers(session, use.id, queries.UNDER_WAY)), None) if use.status in LIVE else None
    return UseFacts(
        ruling=found,
        harder=harder_of(session, use, found, today),
        over=use.ends_on is not None and use.ends_on < today,
        follower=follower.number if follower else "",
        removal=removal_of(use, policy),
    )


def harder_of(session: Session, use: CloudUse, found: Ruling | None, today: date) -> str | None:
    """How the use is judged harder than at its submission, the written judgement of an unregistered service included. A use that
    was entered as it stood never had one: there it is a condition still open."""
    said = became_harder(use, found)
    if said is not None or found is None or not use.ruling or use.migrated or WRITTEN_JUDGEMENT not in found.conditions:
        return said
    return None if unregistered_ok(session, use.service_id, today) else NOT_SAFE


def stopped_by(session: Session, use: CloudUse) -> UUID | None:
    """The person who stopped the use last, as the trail says; None when no person did."""
    rows = timeline(session, [use.id])
    return next((row.actor_id for row in rows if row.action == f"{CLOUD_USE.noun}.suspend"), None)


def _for_submitting(session: Session, use: CloudUse, policy: PolicySet, today: date) -> UseFacts:
    service = find(session, CloudService, use.service_id)
    known = derived(use, policy)
    questions = policy.cloud.questionnaire.by_key
    found = preview(session, use, policy, today)
    twin = next((one for one in queries.twins(session, use) if one.department_id == use.department_id), None)
    _class, lowered = settled_class(known.class_code, use.chosen_class, policy.classification.rank)
    return UseFacts(
        missing=_missing(use),
        unanswered=[questions[key].label for key in known.unanswered],
        unanswered_items=unanswered(items_of(use, service, policy), use.items),
        class_needs_reason=lowered and not use.class_reason,
        service_fault=_service_fault(use, service),
        term_fault=term_fault(use.starts_on, use.ends_on, today),
        ruling=found,
        judged_safe=unregistered_ok(session, use.service_id, today),
        terms_fault=_terms_fault(session, use, found),
        exception_fault=_exception_fault(use, found, today),
        has_manager=_has_manager(session, use, today),
        twin=twin.number if twin else "",
        previous_fault=_previous_fault(session, use),
    )


def _missing(use: CloudUse) -> list[str]:
    wanted = [*REQUIRED]
    if use.class_code is not None:
        wanted.append("information")
    if use.personal:
        wanted.append("person_count")
    return [LABELS[name] for name in wanted if getattr(use, name) in (None, "", [])]


def _service_fault(use: CloudUse, service: CloudService) -> str | None:
    if service.retired:
        return f"「{service.name}」は、新しい申請の受付を終えています。ほかのサービスを選んでください。"
    if use.form is not None and use.form not in service.forms:
        labels = "、".join(Form(one).label for one in service.forms)
        return f"このサービスが提供されている契約形態は、{labels}です。契約形態を選び直してください。"
    return None


def _terms_fault(session: Session, use: CloudUse, found: Ruling | None) -> str | None:
    """The terms everybody gets are read before they are agreed to; a contract of our own stands in for them."""
    by_rule = found is not None and TERMS_AND_RISK in found.conditions
    if use.form != Form.STANDARD_TERMS and (use.contract_id is not None or not by_rule):
        return None
    newest = terms.newest(session, use.service_id)
    if newest is None:
        return "約款の控えがありません。サービスの画面で約款の控えを登録し、内容を確かめてから申請してください。"
    if use.terms_id is None:
        return "約款の内容を確かめ、確かめた約款の控えを選んでください。"
    if use.terms_id != newest.id:
        return f"より新しい約款の控え（{wareki(newest.checked_on)}に確認）があります。新しい約款を確かめ、選び直してください。"
    return None


def _exception_fault(use: CloudUse, found: Ruling | None, today: date) -> str | None:
    if found is None:
        return None
    until, ends_on = use.exception_until, use.ends_on
    return exception_fault(found.outcome, use.exception_reason, use.exception_measures, until, ends_on, today)


def _has_manager(session: Session, use: CloudUse, today: date) -> bool:
    """Whether a post is named for the day the use begins; the manager of the use before goes on."""
    day = max(today, use.starts_on or today)
    if managers.current(session, use.id, day) is not None:
        return True
    return use.previous_id is not None and managers.current(session, use.previous_id, today) is not None


def _previous_fault(session: Session, use: CloudUse) -> str | None:
    if use.previous_id is None:
        return None
    before = find(session, CloudUse, use.previous_id)
    if before.status in LIVE:
        early = use.starts_on is not None and before.starts_on is not None and use.starts_on < before.starts_on
        return f"利用期間の始期は、元の利用（{before.number}）の始期以後の日にしてください。" if early else None
    label = CLOUD_USE.labels[before.status]
    return f"元の利用（{before.number}）が「{label}」になったため、申請できません。新しい利用として申請してください。"
