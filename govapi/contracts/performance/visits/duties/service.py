"""The dated obligations that come from visits."""

from datetime import date

from govapi.contracts.performance.visits.tables import SiteVisit
from govapi.contracts.tables import Contract
from govapi.duties.service import Obligation

PLANNED, ONCE = "site_visit.planned", "site_visit.once_a_term"


def planned_visit(row: SiteVisit, contract: Contract) -> Obligation:
    """The visit itself, on its planned day."""
    return Obligation.about(
        row,
        "site_visit",
        key=f"{PLANNED}:{row.id}",
        kind=PLANNED,
        title=f"{contract.title}の実地調査",
        on=row.planned_on,
        cause="planned_on",
        cause_label="実地調査の予定の日",
    )


def visit_of_the_term(contract: Contract, ends_on: date) -> Obligation:
    """One visit before the contract ends."""
    return Obligation.about(
        contract,
        "contract",
        key=f"{ONCE}:{contract.id}",
        kind=ONCE,
        title=f"{contract.title}の契約期間中の実地調査",
        on=ends_on,
        cause="ends_on",
        cause_label="契約期間中に一度、実地調査を行うこととされているため",
    )
