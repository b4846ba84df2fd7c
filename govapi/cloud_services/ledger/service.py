"""承認済みクラウドサービス台帳: the lines, and the files made of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from govapi.cloud_services.conditions.queries import of_uses
from govapi.cloud_services.conditions.rules import state_of
from govapi.cloud_services.ledger import queries
from govapi.cloud_services.ledger.queries import Around, Filters
from govapi.cloud_services.ledger.rules import COLUMNS, Line, cells
from govapi.cloud_services.managers.queries import Managing
from govapi.cloud_services.queries import provider_names
from govapi.cloud_services.registrations.rules import label_of
from govapi.cloud_services.registrations.tables import Registration
from govapi.cloud_services.terms.tables import CloudTerms
from govapi.cloud_services.uses.rules import DECISIONS
from govapi.cloud_services.uses.service import class_label
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.files.spreadsheet import Column, Sheet, write_csv, write_workbook
from govapi.kit.clock import JST
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet

TITLE = "承認済みクラウドサービス台帳"
AS_THEY_STAND = ("decided_on", "decided_by_post", "decided_by_name", "starts_on", "ends_on", "confirm_on", "migrated")


def lines(session: Session, actor: Actor, policy: PolicySet, filters: Filters, today: date) -> Sequence[Line]:
    """The ledger as this reader sees it, by section and number."""
    found = queries.uses(session, actor, policy, filters)
    known = queries.around(session, found, today)
    providers = provider_names(session, known.services.values())
    ids = [one.id for one in found]
    managers, conditions = queries.managers_of(session, found, today), of_uses(session, ids)
    return [
        _line(
            use,
            known,
            policy,
            provider=providers[use.service_id],
            managing=managers.get(use.id),
            waiting=[one.label for one in conditions.get(use.id, []) if state_of(one) == "open"],
        )
        for use in found
    ]


def _line(
    use: CloudUse, known: Around, policy: PolicySet, *, provider: str, managing: Managing | None, waiting: Sequence[str]
) -> Line:
    service = known.services[use.service_id]
    return Line(
        number=use.number,
        status=CLOUD_USE.labels[use.status],
        service=service.name,
        provider=provider,
        country=service.provider_country or "日本",
        title=use.title,
        section=known.sections[use.department_id].name,
        manager_post=managing.title if managing else "",
        manager_name=(managing.name or "（欠員）") if managing else "",
        users=use.users,
        user_count=use.user_count,
        ceiling=class_label(use, policy),
        personal=use.personal,
        zone=Zone(use.zone).label if use.zone else "",
        form=Form(use.form).label if use.form else "",
        data_countries=service.data_countries,
        decision=DECISIONS.get(use.decision, ""),
        open_conditions=waiting,
        certificates=service.certificates,
        events=known.events.get(use.service_id, 0),
        ended_on=use.ended_at.astimezone(JST).date() if use.ended_at else None,
        deleted_on=use.data_deleted_on,
        proof=use.proof_filename,
        **{name: getattr(use, name) for name in AS_THEY_STAND},
        **_registered(known.registrations.get(use.service_id, []), policy),
        **_terms(known.terms.get(use.id)),
    )


def _registered(entries: Sequence[Registration], policy: PolicySet) -> dict[str, Any]:
    return {
        "registration": "、".join(f"{label_of(policy.cloud.registries, one.registry_key)}　{one.number}" for one in entries),
        "registered_until": min((one.expires_on for one in entries if one.expires_on is not None), default=None),
    }


def _terms(copy: CloudTerms | None) -> dict[str, Any]:
    return {
        "terms_edition": copy.edition if copy else "",
        "terms_checked_on": copy.checked_on if copy else None,
        "terms_sha256": copy.sha256 if copy else "",
    }


def workbook(found: Sequence[Line], town: str, now: datetime) -> bytes:
    """The ledger as an Excel workbook, printable on A4."""
    today = now.astimezone(JST).date()
    sheet = Sheet(
        name="台帳",
        title=f"{town}　{TITLE}（{wareki(today)}現在）",
        columns=[Column(heading, width) for heading, width in COLUMNS],
        rows=[cells(one) for one in found],
    )
    return write_workbook([sheet], created=now)


def csv(found: Sequence[Line]) -> bytes:
    """The ledger as CSV for Excel; no cell runs as a formula."""
    return write_csv([heading for heading, _width in COLUMNS], [cells(one) for one in found])
