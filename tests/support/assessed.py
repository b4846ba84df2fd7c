"""A contractor that was assessed, written down through the services: what a contract by 指名 or 随契 needs beforehand."""

from datetime import date
from uuid import UUID

from govapi.assessments import queries
from govapi.assessments import service as assessments
from govapi.assessments.calendar.service import follow
from govapi.assessments.needs.service import Wanted, declare
from govapi.assessments.rules import Verdict
from govapi.edge.transaction import writing
from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.people.tables import Department
from govapi.policy.store import current
from tests.support.app import CODE, Office

LONG = date(2030, 3, 31)


def assess(
    office: Office,
    contractor_id: str,
    tier: str = "S",
    verdict: Verdict = "fit",
    *,
    valid_until: date | None = LONG,
    section: str = "health",
) -> str:
    """The id of the assessment of this contractor for the tier, judged today under another job of the section."""
    company, now, today = UUID(contractor_id), office.clock.now(), office.clock.today()
    with writing(office.database, CODE, office.clock) as session:
        department = session.get(Department, office.town.departments[section])
        assert department is not None
        stored, actor = current(session, today), system(CODE)
        declare(session, actor, stored, _job(company, tier, department, today), now=now, today=today)
        row = next(one for one in queries.of_contractor(session, company) if one.tier == tier)
        assessments.judge(
            session,
            actor,
            row,
            verdict,
            check_sheet_id=new_id(),
            judged_on=today,
            valid_until=valid_until,
            conditions="",
            score=None,
            name="見本　太郎",
            post="情報政策課課長",
            now=now,
        )
        follow(session, actor, stored, company, now=now, today=today)
        return str(row.id)


def _job(contractor_id: UUID, tier: str, department: Department, today: date) -> Wanted:
    """Another job of this contractor, which ends today."""
    return Wanted(
        contractor_id=contractor_id,
        noun="contract",
        record_id=new_id(),
        record_number="契約-2025-0901",
        title="見本業務委託",
        tier=tier,
        organ_id=department.organ_id,
        department_id=department.id,
        department_path=department.path,
        starts_on=today,
        ends_on=today,
    )
