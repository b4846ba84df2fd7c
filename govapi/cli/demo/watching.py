"""Watching over the demo's contracts in performance: reports, people, places, a visit, a sub-contract, a finding, an incident."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from govapi.cli.demo.stage import Stage, Story
from govapi.contracts.performance.places import service as places
from govapi.contracts.performance.places.schemas import PlaceIn
from govapi.contracts.performance.reports import service as reports
from govapi.contracts.performance.reports.schemas import ReportIn
from govapi.contracts.performance.rosters import service as rosters
from govapi.contracts.performance.rosters.schemas import RosterIn
from govapi.contracts.performance.visits import service as visits
from govapi.contracts.performance.visits.schemas import VisitIn
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.subcontracts import service as subcontracts
from govapi.contracts.subcontracts.consent import service as consent
from govapi.contracts.subcontracts.schemas import SubcontractIn
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.measures.findings import service as findings
from govapi.measures.findings.schemas import DemandIn, FindingIn
from govapi.measures.incidents import service as incidents
from govapi.measures.incidents.schemas import IncidentIn
from govapi.policy.store import current


def receive_reports(stage: Stage, staff: str, contract_id: UUID) -> None:
    """The reports that are due have come, but for the newest."""
    with stage.scene(staff) as (session, actor):
        stored = current(session, stage.day)
        contract = find(session, Contract, contract_id)
        due = [one for one in reports.schedule(session, stored.policy, contract, stage.day).expected if one.late][:-1]
        for one in due:
            report = ReportIn(
                period_from=one.period.starts_on,
                received_on=one.due_on,
                summary="予定のとおり履行した。",
                security_ok=True,
            )
            reports.receive(session, actor, stored, contract_id, report, now=stage.moment, today=stage.day)


def watch(stage: Stage, staff: str, contract_id: UUID, term: tuple[date, date], today: date) -> Story:
    """A contract whose performance is looked at from every side."""
    starts, ends = term
    yield starts
    _begin(stage, staff, contract_id)
    yield max(starts, today - timedelta(days=25))
    subcontract_id = _subcontract(stage, staff, contract_id, ends)
    stage.decide(subcontract_id)
    yield max(starts, today - timedelta(days=4))
    _plan_visit(stage, staff, contract_id, min(ends, today + timedelta(days=20)))
    yield max(starts, today - timedelta(days=2))
    _find(stage, staff, contract_id)
    yield max(starts, today - timedelta(days=1))
    _happen(stage, staff, contract_id)


def _begin(stage: Stage, staff: str, contract_id: UUID) -> None:
    with stage.scene(staff) as (session, actor):
        stored, day = current(session, stage.day), stage.day.isoformat()
        people = [
            {"name": "仮名　守", "affiliation": "株式会社見本システムズ　架空支店", "role": "業務責任者"},
            {"name": "例示　環", "affiliation": "株式会社見本システムズ　架空支店", "role": "作業者"},
        ]
        workers = [{**one, "trained_on": day, "scope": "運用支援", "handles_my_number": True} for one in people]
        roster = RosterIn.model_validate({"effective_on": day, "received_on": day, "workers": workers})
        rosters.take(session, actor, stored.policy, contract_id, roster, stage.day)
        place = PlaceIn.model_validate(
            {
                "kind": "contractor_site",
                "name": "架空支店　運用室",
                "address": "架空県架空市駅前一丁目1番",
                "work": "運用の監視",
                "starts_on": day,
                "notified_on": day,
            }
        )
        places.add(session, actor, stored, contract_id, place, now=stage.moment, today=stage.day)


def _subcontract(stage: Stage, staff: str, contract_id: UUID, ends: date) -> UUID:
    request: dict[str, Any] = {
        "contractor_id": str(stage.companies["builder"]),
        "requested_on": stage.day.isoformat(),
        "scope": "課税情報の入力の照合",
        "reason": "照合の作業に専用の設備を要するため。",
        "period_from": min(ends, stage.day + timedelta(days=10)).isoformat(),
        "period_to": ends.isoformat(),
        "share_percent": 5,
        "information": ["個人住民税の課税情報（個人番号を除く。）"],
        "class_code": "3C",
        "personal": True,
        "measures": "専用の区画で作業し、媒体の持出しを禁止している。",
        "supervision": "毎月、作業の記録を確認する。",
        "assessment_plan": "承諾の後１か月以内に、チェックシートにより確認する。",
        "conditions": ["授受の記録を残すこと。"],
    }
    with stage.scene(staff) as (session, actor):
        stored = current(session, stage.day)
        given = SubcontractIn.model_validate(request)
        row = subcontracts.record(session, actor, stored, contract_id, given, now=stage.moment, today=stage.day)
        session.flush()
        note = SubmitIn(note="次のとおり再委託を承諾してよろしいか、伺います。")
        consent.act(session, actor, stored, row.id, "submit", note, row.version, now=stage.moment, today=stage.day)
        return row.id


def _plan_visit(stage: Stage, staff: str, contract_id: UUID, on: date) -> None:
    with stage.scene(staff) as (session, actor):
        visit = VisitIn(
            planned_on=on,
            from_time="10:00",
            place="架空支店　運用室",
            purpose="契約に定める対策の実施の状況を確かめる。",
            inspectors=["納税課主事　例示　遥"],
            items=["入退室の管理", "媒体の保管及び持出しの記録", "従事者の教育の記録"],
        )
        visits.plan(session, actor, current(session, stage.day), contract_id, visit, now=stage.moment, today=stage.day)


def _find(stage: Stage, staff: str, contract_id: UUID) -> None:
    with stage.scene(staff) as (session, actor):
        stored = current(session, stage.day)
        finding = FindingIn(
            contractor_id=stage.companies["systems"],
            contract_id=contract_id,
            source="report",
            title="媒体の持出しの記録の不備",
            found_on=stage.day,
            content="定期報告に添えられた媒体の授受簿に、返却の日の記載がないものが２件あった。",
            severity="minor",
            clause_key="no_copy",
            demanded="記載を補い、再発を防ぐ方法を示すこと。",
        )
        row = findings.record(session, actor, stored, finding, stage.day)
        session.flush()
        demand = DemandIn(demanded="記載を補い、再発を防ぐ方法を示すこと。")
        findings.act(
            session, actor, stored, row.id, "request_improvement", demand, row.version, now=stage.moment, today=stage.day
        )


def _happen(stage: Stage, staff: str, contract_id: UUID) -> None:
    morning = datetime.combine(stage.day, time(8), JST)
    with stage.scene(staff) as (session, actor):
        incident = IncidentIn(
            kind="leak",
            title="課税資料の誤送付",
            contract_ids=[contract_id],
            occurred_at=morning - timedelta(hours=16),
            contractor_knew_at=morning - timedelta(minutes=30),
            city_knew_at=morning,
            personal=True,
            person_count=3,
            outline="受託者が照合の依頼をした際、宛先を誤り、別の事業者に課税資料３件を送付した。資料は未開封のまま回収した。",
            items=["氏名", "住所", "税額"],
        )
        stored = current(session, stage.day)
        incidents.record(session, actor, stored, incident, now=stage.moment, today=stage.day)
