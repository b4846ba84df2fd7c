"""The facts of 利用申請書, 通知書 and 管理者指定一覧, as the Word engine wants them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi.approvals.routing.service import applicant
from govapi.cloud_services.conditions import queries as conditions
from govapi.cloud_services.conditions import service as conditioning
from govapi.cloud_services.judgements.queries import newest
from govapi.cloud_services.judgements.rules import DISCLOSURE, said, said_label
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.papers import queries, rules
from govapi.cloud_services.papers.rules import APPLICATION, MANAGER_LIST, NOTICE
from govapi.cloud_services.registrations import queries as registrations
from govapi.cloud_services.registrations.rules import holds, label_of
from govapi.cloud_services.service import shape as service_shape
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses.rules import DECISIONS
from govapi.cloud_services.uses.schemas import CloudUseOut
from govapi.cloud_services.uses.service import class_label, worked_on
from govapi.cloud_services.uses.showing.service import whole
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find
from govapi.documents.issuing.facts import heading
from govapi.documents.service import Subject
from govapi.kit.clock import JST
from govapi.kit.errors import NotAllowed, WrongState
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy


def paper(session: Session, actor: Actor, stored: StoredPolicy, use_id: UUID, template: str, today: date) -> Subject:
    """The use as the paper tells it. Raises NotAllowed, and WrongState for a notice of what is not decided."""
    row = worked_on(session, actor, stored.policy, use_id)
    if template == NOTICE and not row.decision:
        raise WrongState("通知書は、利用の申請が決定してから作成してください。")
    out = whole(session, actor, row, stored, today)
    service = find(session, CloudService, row.service_id)
    facts = {
        **heading(
            session,
            organ_id=row.organ_id,
            department_id=row.department_id,
            to=None,
            number=row.number,
            issued_on=today,
        ),
        "applicant": asdict(applicant(session, row, today)),
        "use": use_facts(out, stored.policy),
        "service": service_facts(session, row, service, stored.policy, today),
        "conditions": condition_facts(session, row, out, today),
        "manager": manager_facts(session, row, today),
        "reasons": reason_facts(out, deciding_only=template == NOTICE),
    }
    facts |= _application(out) if template == APPLICATION else _notice(session, row)
    return Subject(
        noun="cloud_use",
        record_id=row.id,
        number=row.number,
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        policy_version=row.policy_version,
        facts=facts,
    )


def use_facts(out: CloudUseOut, policy: PolicySet) -> dict[str, object]:
    """What was applied for."""
    return {
        "number": out.number,
        "occasion_label": out.occasion_label,
        "requested_on": out.requested_at.astimezone(JST).date() if out.requested_at else None,
        "title": out.title,
        "purpose": out.purpose or None,
        "users": out.users or None,
        "user_count": out.user_count,
        "period_from": out.starts_on,
        "period_to": out.ends_on,
        "cost": out.cost,
        "budget_line": out.budget_line or None,
        "class_label": out.class_label or None,
        "information": out.information,
        "person_count": out.person_count,
        "personal": out.personal,
        "zone_label": out.zone_label or None,
        "model_label": policy.cloud.model.label,
        "form_label": out.form_label or None,
        "learns_label": rules.learning_label(out.learns),
        "residual_risk": out.residual_risk or None,
        "risk_accepted_by": out.risk_accepted_by or None,
        "alternative": out.alternative or None,
        "exception_reason": out.exception_reason or None,
        "exception_measures": out.exception_measures or None,
        "exception_until": out.exception_until,
        "outcome_label": out.ruling.outcome_label if out.ruling else None,
    }


def service_facts(session: Session, row: CloudUse, service: CloudService, policy: PolicySet, today: date) -> dict[str, object]:
    """The service, with what was checked and judged about it. The terms are those the applicant confirmed, else the newest."""
    told = service_shape(session, service, policy)
    copy = terms.one(session, service.id, row.terms_id) if row.terms_id else terms.newest(session, service.id)
    registries = policy.cloud.registries
    standing = [
        (label_of(registries, entry.registry_key), entry.number, entry.expires_on)
        for match, entry in registrations.of_service(session, service.id)
        if match.status == "confirmed" and holds(entry.state, entry.expires_on, today)
    ]
    return {
        "name": service.name,
        "provider_name": told.provider_name,
        "provider_country": service.provider_country or "日本",
        "kinds": told.kind_labels,
        "data_countries": list(service.data_countries),
        "region": service.region or None,
        "governing_law": service.governing_law or None,
        "jurisdiction": service.jurisdiction or None,
        "subprocessors": service.subprocessors or None,
        "certificates": service.certificates or None,
        "registration_label": rules.registration_label(standing),
        "disclosure_label": _disclosure(session, service.id, today),
        "terms_url": (copy.url if copy else service.terms_url) or None,
        "terms_edition": (copy.edition or None) if copy else None,
        "terms_checked_on": copy.checked_on if copy else None,
        "terms_sha256": copy.sha256 if copy else None,
    }


def _disclosure(session: Session, service_id: UUID, today: date) -> str:
    row = newest(session, service_id, DISCLOSURE, today)
    held = said(row, today)
    return rules.disclosure_label(
        None if held is None else said_label(DISCLOSURE, acceptable=held), row.judged_on if row else None
    )


def condition_facts(session: Session, row: CloudUse, out: CloudUseOut, today: date) -> list[dict[str, object]]:
    """The conditions as they were written at the submission and added on the route; of a draft, those the rules would add."""
    written = [conditioning.shape(one, row, today) for one in conditions.of_use(session, row.id)]
    found: list[Any] = list(written) if written or out.ruling is None else list(out.ruling.conditions)
    return [{"label": one.label, "text": one.text, "due_label": one.due_label, "proof": one.proof or None} for one in found]


def manager_facts(session: Session, row: CloudUse, today: date) -> dict[str, object] | None:
    """Who manages the use from its first day on; None while no post is named."""
    held = managers.current(session, row.id, max(today, row.starts_on or today), today)
    return None if held is None else {"post_title": held.title, "name": held.name}


def reason_facts(out: CloudUseOut, *, deciding_only: bool) -> list[dict[str, object]]:
    """The rules that spoke, with why and on what they rest."""
    spoken = out.ruling.said if out.ruling else []
    return [
        {"label": one.label, "because": one.because, "basis": f"{one.source_label}　{one.basis}"}
        for one in spoken
        if one.decides or not deciding_only
    ]


def _application(out: CloudUseOut) -> dict[str, object]:
    return {
        "items": [{"label": one.label, "answer": one.answer or None} for one in out.asked_items],
        "changes": [{"item": one.item, "before": one.before or None, "after": one.after or None} for one in out.changes],
    }


def _notice(session: Session, row: CloudUse) -> dict[str, object]:
    return {
        "decision": {
            "label": DECISIONS[row.decision],
            "kind": row.decision,
            "decided_on": row.decided_on,
            "decided_by_post": row.decided_by_post or None,
            "decided_by_name": row.decided_by_name or None,
            "reason": queries.decision_reason(session, row.id),
        },
        "next_confirmation_on": row.confirm_on,
    }


def manager_list(session: Session, actor: Actor, stored: StoredPolicy, on: date, today: date) -> Subject:
    """管理者指定一覧 of the town, kept by the section that makes it. Raises NotAllowed for who belongs to none."""
    if not actor.posts:
        raise NotAllowed("管理者指定一覧を作成できるのは、課に所属する職員です。")
    section = find(session, Department, actor.posts[0].department_id)
    number = f"クラウド管理者一覧-{on.isoformat()}"
    lines = managers.designations(session, actor, stored.policy, on, today)
    facts: Mapping[str, object] = {
        **heading(
            session,
            organ_id=section.organ_id,
            department_id=section.id,
            to=None,
            number=number,
            issued_on=today,
        ),
        "on": on,
        "managers": [_line(one, stored.policy) for one in lines],
    }
    return Subject(
        noun=MANAGER_LIST,
        record_id=section.id,
        number=number,
        organ_id=section.organ_id,
        department_id=section.id,
        department_path=section.path,
        policy_version=stored.version,
        facts=facts,
    )


def _line(one: managers.Designation, policy: PolicySet) -> dict[str, object]:
    held = one.managing
    return {
        "number": one.use.number,
        "service_name": one.service.name,
        "title": one.use.title,
        "section_name": one.section.name,
        "post_title": held.title if held else None,
        "name": held.name if held else None,
        "from_date": held.designation.from_date if held else None,
        "class_label": class_label(one.use, policy),
    }
