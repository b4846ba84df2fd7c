"""The facts of a contract's papers, group by group. Raw values: the template writes 和暦 and amounts."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from govapi.contractors.tables import Contractor
from govapi.contracts.paper.facts.rules import changes, standard_payment
from govapi.contracts.paper.queries import Sources
from govapi.contracts.paper.rules import ACCEPTANCE, CONTRACT, Paper
from govapi.contracts.schemas import HandedDocumentOut
from govapi.contracts.tables import Contract
from govapi.documents.issuing.facts import city, principal
from govapi.kit.japan.money import estimate_from_unit_price, tax_part
from govapi.policy.conditions import Facts
from govapi.policy.rules import asked, erasure_methods, tax_rate
from govapi.policy.schema.base import by_key
from govapi.policy.schema.policy_set import PolicySet

NO_AMENDMENT: Mapping[str, object] = {"number": None, "reason": None, "changes": [], "effective_on": None, "decided_on": None}

SPECIFICATION = "仕様書"


def shared(found: Sources, policy: PolicySet, facts: Facts, papers: Sequence[Paper], today: date) -> dict[str, object]:
    """The facts all papers of the contract have in common."""
    party = policy.document_settings.party
    return {
        "city": city(found.town, found.mayor),
        "party": {"principal": party.principal, "contractor": party.contractor},
        "principal": principal(found.town, found.organ),
        "contractor": _contractor(found),
        "contract": _contract(found, policy, today),
        "security": _security(found.contract, policy, facts),
        "attachments": _attachments(policy, papers),
        "erasure": _erasure(policy, found.contract.class_code),
        "amendment": _amendment(found, policy),
    }


def _contractor(found: Sources) -> dict[str, object]:
    """The company, signed for by its head or, at a branch with a power to contract, by the one empowered."""
    company, branch = found.contractor, found.office if found.office is not None and found.office.signatory_name else None
    signatory = _signatory("", "", "", "")
    if company is not None:
        signatory = _signatory(company.name, company.address, company.representative_title, company.representative_name)
    if company is not None and branch is not None:
        address = branch.address or company.address
        signatory = _signatory(company.name, address, branch.signatory_title, branch.signatory_name)
    return {
        **signatory,
        "office_name": branch.name if branch else None,
        "corporate_number": company.corporate_number if company else None,
        "invoice_number": company.invoice_number if company else None,
        "members": [_member(member, is_lead=row.is_lead) for row, member in found.members],
    }


def _signatory(name: str, address: str, title: str, person: str) -> dict[str, object]:
    return {"name": name, "address": address, "representative_title": title, "representative_name": person}


def _member(company: Contractor, *, is_lead: bool) -> dict[str, object]:
    role = "代表構成員" if is_lead else "構成員"
    head = _signatory(company.name, company.address, company.representative_title, company.representative_name)
    return {"role": role, **head}


def _contract(found: Sources, policy: PolicySet, today: date) -> dict[str, object]:
    row, procurement = found.contract, policy.procurement
    rate = row.tax_rate if row.tax_rate is not None else tax_rate(policy, row.concluded_on or row.starts_on or today)
    return {
        "number": row.number,
        "title": row.title,
        "place": row.place,
        "fiscal_year": row.fiscal_year,
        "method_label": procurement.method(row.method).label if row.method else None,
        "legal_ground": procurement.ground(row.ground).label if row.ground else None,
        "term_from": row.starts_on,
        "term_to": row.ends_on,
        "amount": row.amount,
        "tax": None if row.tax_exempt else _tax(row, rate),
        "tax_rate": int(rate * 100),
        "unit_price": row.is_unit_price,
        "unit_prices": [_unit_price(one) for one in row.unit_prices] or None,
        "deposit": row.deposit_amount if row.deposit_kind == "paid" else None,
        "deposit_exempt_reason": _exempt_reason(row, policy),
        "concluded_on": row.concluded_on,
        "budget_line": row.budget_line,
        "long_term": row.term_kind == "long_term",
        "debt_burden": row.term_kind == "debt_burden",
        "delivery": row.delivery,
        "payment_terms": row.payment_terms or standard_payment(unit_price=row.is_unit_price),
        "supervisor": found.supervisor,
        "inspector": found.inspector,
    }


def _tax(row: Contract, rate: Decimal) -> int | None:
    """The tax within the amount; of a 単価契約 without one, within what the estimated quantities come to."""
    if row.amount is not None:
        return tax_part(row.amount, rate)
    if not row.is_unit_price:
        return None
    prices = [(Decimal(one["price"]), one.get("estimated_quantity") or 1) for one in row.unit_prices]
    return tax_part(sum(estimate_from_unit_price(price, quantity) for price, quantity in prices), rate) or None


def _unit_price(one: Mapping[str, object]) -> dict[str, object]:
    return {
        "item": one["item"],
        "unit": one["unit"],
        "price": Decimal(str(one["price"])),
        "quantity": one.get("estimated_quantity"),
        "note": None,
    }


def _exempt_reason(row: Contract, policy: PolicySet) -> str:
    known = {reason.key: reason.label for reason in policy.procurement.deposit.exempt_reasons}
    return known.get(row.deposit_exempt_reason, row.deposit_exempt_reason)


def _security(row: Contract, policy: PolicySet, facts: Facts) -> dict[str, object]:
    handled = facts.info != "none"
    scheme = policy.classification
    integrity = {level.level: level.label for level in scheme.integrity}
    availability = {level.level: level.label for level in scheme.availability}
    zone = None if row.answers.get("zone") == "outside_only" else _choice(row, policy, "zone")
    return {
        "class_label": scheme.label(row.class_code) if row.class_code else None,
        "integrity_label": integrity.get(row.integrity) if handled else None,
        "availability_label": availability.get(row.availability) if handled or facts.availability2 else None,
        "information": list(row.information),
        "person_count_label": _choice(row, policy, "person_count") if facts.personal else None,
        "zone_label": zone,
        "processing_place": _choice(row, policy, "processing_place") if handled else None,
        "remote_maintenance": row.answers.get("remote_maintenance") is True,
        "enters_area": facts.controlled_area,
        "security_officer_name": row.contractor_officer_name,
        "security_officer_title": row.contractor_officer_title,
        "handed_documents": [HandedDocumentOut.model_validate(one).model_dump() for one in row.handed_documents],
    }


def _choice(row: Contract, policy: PolicySet, key: str) -> str | None:
    """The words of the answer to a question of choices that was asked."""
    question = next((one for one in asked(policy.questionnaire, row.answers) if one.key == key), None)
    answer = row.answers.get(key)
    if question is None or not isinstance(answer, str):
        return None
    return next((choice.label for choice in question.choices if choice.key == answer), None)


def _attachments(policy: PolicySet, papers: Sequence[Paper]) -> list[dict[str, object]]:
    """The papers that make up the contract in their order of precedence, the 仕様書 last. The town's own 契約書 counts too."""
    needed = {paper.key for paper in papers if paper.needed}
    if ACCEPTANCE not in needed:
        needed.add(CONTRACT)
    ranked = [one for one in policy.manifest.templates if one.precedence is not None and one.key in needed]
    titles = [one.title for one in sorted(ranked, key=lambda one: one.precedence or 0)] + [SPECIFICATION]
    return [{"order": order, "title": title} for order, title in enumerate(titles, start=1)]


def _amendment(found: Sources, policy: PolicySet) -> dict[str, object]:
    """The latest 変更契約; its number is its turn among those that were not given up."""
    if not found.amendments:
        return dict(NO_AMENDMENT)
    latest = found.amendments[-1]
    return {
        "number": len(found.amendments),
        "reason": latest.reason,
        "changes": changes(latest.changes, policy, unit_price=found.contract.is_unit_price),
        "effective_on": latest.effective_on,
        "decided_on": latest.decided_on,
    }


def _erasure(policy: PolicySet, class_code: str | None) -> dict[str, object]:
    """The methods the class allows, with the media each is for."""
    media = {medium.key: medium.label for medium in policy.erasure.media}
    methods: dict[str, list[str]] = {}
    for key, label in media.items():
        for method in erasure_methods(policy, key, class_code):
            methods.setdefault(method.key, []).append(label)
    rows = [(by_key(policy.erasure.methods, key), labels) for key, labels in methods.items()]
    return {
        "methods": [{"label": one.label, "kind": str(one.kind), "media_label": "、".join(labels)} for one, labels in rows],
        "media": [{"label": label} for label in media.values()],
    }
