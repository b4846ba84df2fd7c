"""What follows where security was not kept: a claim under the contract, a proposal, an exception, and the next campaign."""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import col

from govapi.assessments.campaigns import service as campaigns
from govapi.assessments.campaigns.schemas import CampaignIn
from govapi.assessments.exceptions import service as exceptions
from govapi.assessments.exceptions.schemas import AssessmentExceptionIn, ExceptionSubmitIn
from govapi.assessments.queries import of_contractor
from govapi.cli.demo.stage import NOTE, Stage, Story
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.tables import Contract
from govapi.db.session import owned
from govapi.edge.actions import ReasonIn
from govapi.kit.japan.fiscal import fiscal_year, fiscal_year_label
from govapi.measures import service as measures
from govapi.measures.findings import service as findings
from govapi.measures.findings.schemas import FindingIn
from govapi.measures.proposals import service as proposals
from govapi.measures.proposals.schemas import ProposalIn
from govapi.measures.schemas import MeasureIn
from govapi.policy.store import current

SECURITY_OFFICE, UNFIT = "mio", "cleaning"


def consequences(stage: Stage, today: date) -> list[Story]:
    """The contractor that did not pass, and the campaign being prepared."""
    return [_unfit(stage, today), _campaign(stage, today)]


def claim(stage: Stage, staff: str, head: str, contract_id: UUID) -> None:
    """A grave finding is handed over to a measure under the contract: damages, asked for on the route."""
    with stage.scene(staff) as (session, actor):
        stored = current(session, stage.day)
        finding = FindingIn(
            contractor_id=stage.companies["systems"],
            contract_id=contract_id,
            source="report",
            title="承諾のない複製",
            found_on=stage.day,
            content="承諾を受けずに課税資料を複製していたことが、定期報告により分かった。",
            severity="major",
            clause_key="no_copy",
        )
        finding_id = findings.record(session, actor, stored, finding, stage.day).id
    with stage.scene(head) as (session, actor):
        why = ReasonIn(reason="複製した資料の回収に要した費用の負担を求めるため。")
        stored = current(session, stage.day)
        findings.act(session, actor, stored, finding_id, "escalate", why, 1, now=stage.moment, today=stage.day)
    with stage.scene(staff) as (session, actor):
        stored = current(session, stage.day)
        given = MeasureIn(
            kind="damages",
            contract_id=contract_id,
            finding_id=finding_id,
            clause_key="breach_damages",
            reason="承諾のない複製により、本市に回収の費用が生じたため。",
            demand="複製した資料を全て返還し、再発を防ぐ方法を示すこと。",
            effective_on=stage.day,
            amount=132_000,
        )
        row = measures.draft(session, actor, stored, given, stage.day)
        note = SubmitIn(note=NOTE)
        measures.act(session, actor, stored, row.id, "submit", note, row.version, now=stage.moment, today=stage.day)
        measure_id = row.id
    stage.decide(measure_id, steps=1)


def _unfit(stage: Stage, today: date) -> Story:
    """It carries children and the aged to their classes, and nobody else can from one day to the next."""
    yield today - timedelta(days=2)
    with stage.scene("sora") as (session, actor):
        stored = current(session, stage.day)
        held = next(one for one in of_contractor(session, stage.companies[UNFIT]) if one.followed)
        given = AssessmentExceptionIn(
            reason="送迎を止めると、参加者の通う手段がなくなるため。",
            compensation="参加者の名簿は本市の職員が当日に渡し、その日のうちに回収する。",
            until=stage.day + timedelta(days=90),
        )
        row = exceptions.ask(session, actor, stored.policy, held.id, given, stage.day)
        note = ExceptionSubmitIn(note=NOTE)
        exceptions.act(session, actor, stored, row.id, "submit", note, row.version, now=stage.moment, today=stage.day)
        exception_id = row.id
    stage.decide(exception_id, steps=1)
    yield today
    with stage.scene("sora") as (session, actor):
        stored = current(session, stage.day)
        statement = owned(session, Contract).where(col(Contract.status) == "terminated")
        contract = session.exec(statement.where(col(Contract.contractor_id) == stage.companies[UNFIT])).one()
        proposal = ProposalIn(
            contractor_id=stage.companies[UNFIT],
            contract_id=contract.id,
            facts="参加者の名簿を車内に放置し、改善の求めに応じないまま契約の解除に至った。",
            opinion="同じことを繰り返すおそれがあり、指名停止の措置の検討を要すると考える。",
        )
        row_ = proposals.draft(session, actor, stored, proposal, stage.day)
        proposals.act(session, actor, stored, row_.id, "send", ReasonIn(), row_.version, now=stage.moment, today=stage.day)


def _campaign(stage: Stage, today: date) -> Story:
    yield today - timedelta(days=1)
    with stage.scene(SECURITY_OFFICE) as (session, actor):
        given = CampaignIn(
            title=f"{fiscal_year_label(fiscal_year(today))}委託先一斉確認",
            tiers=["S", "A"],
            deadline=today + timedelta(days=45),
            message="本市の業務を委託している皆様に、情報セキュリティ対策の状況を伺います。",
        )
        campaigns.draft(session, actor, current(session, stage.day).policy, given, stage.day)
