"""The facts of the papers about accounts, as the Word engine wants them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.approvals.routing.service import applicant
from govapi.db.session import find
from govapi.documents.issuing.facts import heading
from govapi.documents.service import Subject
from govapi.kit.errors import NotAllowed, WrongState
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.closing.rules import LEFT
from govapi.sns_accounts.officers import queries as officers
from govapi.sns_accounts.officers.queries import Answering, Line
from govapi.sns_accounts.papers import queries, rules
from govapi.sns_accounts.papers.rules import CLOSED, CLOSING, OFFICER_LIST, TELL_KEYS, TEXTS, Template
from govapi.sns_accounts.papers.schemas import SnsPaperIn
from govapi.sns_accounts.queries import NOUN, UseLook
from govapi.sns_accounts.rules import KEYS
from govapi.sns_accounts.schemas import SnsAccountOut
from govapi.sns_accounts.service import worked_on
from govapi.sns_accounts.services import queries as services
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.showing.service import whole
from govapi.sns_accounts.tables import SnsAccount


def paper(
    session: Session, actor: Actor, stored: StoredPolicy, account_id: UUID, given: SnsPaperIn, today: date, *, look: UseLook
) -> Subject:
    """The account as the paper tells it. Raises NotAllowed, and WrongState for a paper of another stage of its life."""
    row = worked_on(session, actor, stored.policy, account_id)
    fault = rules.fault(given.template, row.status)
    if fault is not None:
        raise WrongState(fault)
    out = whole(session, actor, row, stored, today, look=look)
    answering = officers.current(session, [row.id], today)[row.id]
    facts: dict[str, object] = {
        **heading(session, organ_id=row.organ_id, department_id=row.department_id, to=None, number=row.number, issued_on=today),
        "applicant": asdict(applicant(session, row, today)),
        "account": account_facts(session, row, out, stored.policy, given.template),
        "officer": _held(next((one for one in answering if one.role == "officer"), None)),
        "deputy": _held(next((one for one in answering if one.role == "deputy"), None)),
        "operators": [_held(one) for one in answering if one.role == "operator"],
        "service_officer": _service_officer(session, row, today),
        "prohibitions": [{"label": one.label, "because": one.because} for one in stored.policy.sns.prohibitions],
        "playbooks": playbook_facts(stored.policy),
        "checks": [
            {"label": one.label, "answer": rules.answered(good=one.good), "note": one.note or None}
            for one in out.opening_checks
            if given.template in TELL_KEYS
        ],
    }
    kind = TEXTS.get(given.template)
    if kind is not None:
        facts["text"] = {"edition": queries.next_edition(session, row.id, kind), "effective_on": given.effective_on}
    return Subject(
        noun=NOUN,
        record_id=row.id,
        number=row.number,
        organ_id=row.organ_id,
        department_id=row.department_id,
        department_path=row.department_path,
        policy_version=stored.version,
        facts=facts,
    )


def account_facts(
    session: Session, row: SnsAccount, out: SnsAccountOut, policy: PolicySet, template: Template
) -> dict[str, object]:
    """What is written about the account; what is empty is None, and stays blank on the paper. Where its secrets are kept, and how
    it was closed, stands only among the facts of a paper that tells it: facts are shown with the paper."""
    untold = {*(KEYS if template not in TELL_KEYS else ()), *(CLOSED if template != CLOSING else ())}
    contract = out.contract if out.contract is not None and out.contract.number else None
    plain = {
        name: (getattr(row, name) or None) if name not in untold else None
        for name in (
            "number", "name", "handle", "url", "purpose", "audience", "takes_note", "reply_policy", "hours", "contact",
            "mfa_holder", "secrets_kept", "recovery_holder", "devices", "verified_mark", "site_url", "opened_on", "closed_on",
            "close_reason", "final_notice_on", "exported_on", "export_note", "handle_left_on", "logins_removed_on",
            "link_removed_on",
        )
    }  # fmt: skip
    return {
        **plain,
        "platform_label": out.platform_label,
        "section_name": out.section_name,
        "categories": category_facts(row.categories, policy),
        "takes": list(out.take_labels),
        "login_label": out.login_label or None,
        "mfa_label": out.mfa_label or None,
        "recovery_label": out.recovery_label or None,
        "contract_number": contract.number if contract else None,
        "contractor_name": queries.contractor_name(session, contract.id) if contract else None,
        "use_number": out.cloud_use.number if out.cloud_use else None,
        "handle_left_label": LEFT.get(row.handle_left) if row.handle_left else None,
    }


def category_facts(keys: Sequence[str], policy: PolicySet) -> list[dict[str, object]]:
    """What may be published, in the order of the policy set, with who approves it."""
    return [
        {
            "label": one.label,
            "examples": one.examples,
            "approver_label": one.approved_by.label,
            "also_on_site": one.also_on_site,
        }
        for one in policy.sns.categories
        if one.key in keys
    ]


def playbook_facts(policy: PolicySet) -> list[dict[str, object]]:
    """What is done when an account is taken over or imitated."""
    return [
        {
            "label": book.label,
            "steps": [{"label": step.label, "within": rules.within(step.within_hours)} for step in book.steps],
        }
        for book in policy.sns.playbooks
    ]


def _held(one: Answering | None) -> dict[str, object] | None:
    return None if one is None else {"post_title": one.title, "name": one.name}


def _service_officer(session: Session, row: SnsAccount, today: date) -> dict[str, object] | None:
    service = services.of_platform(session, row.platform)
    return None if service is None else _held(officers.officer_of(session, service.id, today))


def officer_list(session: Session, actor: Actor, stored: StoredPolicy, on: date, today: date) -> Subject:
    """責任者指定一覧 of the town, kept by the section that makes it. Raises NotAllowed for who belongs to none."""
    if not actor.posts:
        raise NotAllowed("責任者指定一覧を作成できるのは、課に所属する職員です。")
    section = find(session, Department, actor.posts[0].department_id)
    number = f"SNS責任者一覧-{on.isoformat()}"
    facts: dict[str, object] = {
        **heading(session, organ_id=section.organ_id, department_id=section.id, to=None, number=number, issued_on=today),
        "on": on,
        "services": [_service_line(one) for one in officers.listed(session, on, "service", today)],
        "accounts": [_account_line(one, stored.policy) for one in officers.listed(session, on, "account", today)],
    }
    return Subject(
        noun=OFFICER_LIST,
        record_id=section.id,
        number=number,
        organ_id=section.organ_id,
        department_id=section.id,
        department_path=section.path,
        policy_version=stored.version,
        facts=facts,
    )


def _service_line(line: Line) -> dict[str, object]:
    assert isinstance(line.target, SnsService)
    held = line.officer
    return {
        "label": line.target.label,
        "post_title": held.title if held else None,
        "name": held.name if held else None,
        "from_date": held.assignment.from_date if held else None,
    }


def _account_line(line: Line, policy: PolicySet) -> dict[str, object]:
    account = line.target
    assert isinstance(account, SnsAccount)
    labels = {one.key: one.label for one in policy.sns.platforms}
    officer, deputy = line.officer, line.deputy
    return {
        "number": account.number,
        "platform_label": labels.get(account.platform, account.platform),
        "name": account.name,
        "handle": account.handle,
        "section_name": line.section.name if line.section else None,
        "officer_title": officer.title if officer else None,
        "officer_name": officer.name if officer else None,
        "deputy_title": deputy.title if deputy else None,
        "deputy_name": deputy.name if deputy else None,
        "operators": "、".join(one.title for one in line.operators) or None,
        "from_date": officer.assignment.from_date if officer else None,
    }
