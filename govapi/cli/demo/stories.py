"""The history of the demo's contracts: each job of ``jobs.yaml`` goes as far as it says, through the ordinary use cases."""

from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from govapi.cli.demo.consequences import claim
from govapi.cli.demo.endings import amend, bring_in, inspect_and_hand, take_back
from govapi.cli.demo.stage import Stage, Story
from govapi.cli.demo.watching import receive_reports, watch
from govapi.contracts.schemas import ContractPatch, TerminateIn
from govapi.contracts.service import revise
from govapi.contracts.suitability import service as suitability
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.kit.japan.fiscal import fiscal_year, fiscal_year_bounds
from govapi.policy.store import current

# How far a job goes: each stop includes those before it.
ORDER = (
    "draft", "plan_in_approval", "plan_approved", "selecting", "selected", "conclusion_in_approval", "concluded", "active",
)  # fmt: skip
HEADS = {
    "misaki": "kenichi", "sora": "kenichi", "daiki": "osamu", "nagisa": "izumi", "aoi": "fumi", "haru": "tsutomu",
    "homare": "mamoru", "kotoha": "hibiki",
}  # fmt: skip
LEAD_DAYS = 45
# The 公告 had not told the condition: the winner is not refused, and is looked at afterwards.
PLAN = "チェックシートにより対策の状況を確かめ、足りないものは改善を求める。"
WATCHED = ("active", "expiring", "suspended", "amending", "terminating", "terminated")


def stories(stage: Stage, today: date) -> list[Story]:
    """One story per job of ``jobs.yaml``, and the day on which older contracts came in from a workbook."""
    text: Mapping[str, Any] = yaml.safe_load(files("govapi.cli.demo").joinpath("jobs.yaml").read_text(encoding="utf-8"))
    told = [_story(stage, job, text["presets"][job["answers"]], today) for job in text["jobs"]]
    return [*told, _day_one(stage, today)]


def _day_one(stage: Stage, today: date) -> Story:
    yield today - timedelta(days=2)
    bring_in(stage, fiscal_year(today))


def _term(job: Mapping[str, Any], today: date) -> tuple[date, date]:
    """First and last day of performance, within one fiscal year."""
    year = fiscal_year(today)
    first, after = fiscal_year_bounds(year - 1 if job.get("last_year") else year)
    last = after - timedelta(days=1)
    if job.get("last_year") or job["until"] in ("active", "suspended", "amending", "terminating", "terminated"):
        return first, last
    if job["until"] == "expiring":
        return first, min(last, today + timedelta(days=30))
    starts = today + timedelta(days=20)
    return starts, fiscal_year_bounds(fiscal_year(starts))[1] - timedelta(days=1)


def _stop(until: str) -> int:
    known = {"returned": "plan_in_approval", "failed": "selecting", "withdrawn": "plan_approved"}
    return ORDER.index(known.get(until, until)) if known.get(until, until) in ORDER else len(ORDER)


def _story(stage: Stage, job: Mapping[str, Any], answers: Mapping[str, Any], today: date) -> Story:
    starts, ends = _term(job, today)
    day, stop, staff = min(starts, today) - timedelta(days=LEAD_DAYS), _stop(job["until"]), job["staff"]
    yield day
    contract_id = stage.draft(staff, _given(stage, job, answers, starts, ends), with_clauses=stop > 0)
    if stop >= ORDER.index("plan_in_approval"):
        yield day + timedelta(days=3)
        stage.act(staff, contract_id, "submit_plan")
    if stop >= ORDER.index("plan_approved") or job["until"] == "returned":
        yield day + timedelta(days=6)
        stage.decide(contract_id, last="return" if job["until"] == "returned" else "decide")
    elif stop == ORDER.index("plan_in_approval"):
        stage.decide(contract_id, steps=1)
    if stop >= ORDER.index("selecting"):
        yield day + timedelta(days=8)
        stage.act("kayo", contract_id, "start_selection")
    yield from _conclusion(stage, job, contract_id, day, starts, stop)
    yield from _after(stage, job, contract_id, (starts, ends), today)


def _conclusion(stage: Stage, job: Mapping[str, Any], contract_id: UUID, day: date, starts: date, stop: int) -> Story:
    if stop >= ORDER.index("selected"):
        yield day + timedelta(days=20)
        stage.select("kayo", contract_id, job["company"], job["price"] * 95 // 100)
    if stop >= ORDER.index("conclusion_in_approval"):
        yield day + timedelta(days=24)
        _fill_conclusion(stage, job, contract_id, starts)
        stage.act(job["staff"], contract_id, "submit_conclusion")
    if stop >= ORDER.index("concluded"):
        yield day + timedelta(days=28)
        stage.decide(contract_id)


def _after(stage: Stage, job: Mapping[str, Any], contract_id: UUID, term: tuple[date, date], today: date) -> Story:
    until, staff, (starts, ends) = job["until"], job["staff"], term
    yesterday = today - timedelta(days=1)
    if until in WATCHED and starts <= today:
        yield max(starts, yesterday - timedelta(days=1))
        receive_reports(stage, staff, contract_id)
    if job.get("watched"):
        yield from watch(stage, staff, contract_id, term, today)
        yield today
        claim(stage, staff, HEADS[staff], contract_id)
    if until in ("failed", "withdrawn"):
        yield yesterday
        stage.act(staff, contract_id, "fail" if until == "failed" else "withdraw")
    if until == "suspended":
        yield max(starts, yesterday)
        stage.act(HEADS[staff], contract_id, "suspend")
    if until in ("terminating", "terminated"):
        yield max(starts, yesterday)
        ground = TerminateIn(
            ground="契約書第２０条第１項", terminated_on=stage.day, reason="履行の見込みがないと認められるため。"
        )
        stage.act(HEADS[staff], contract_id, "terminate", ground)
        stage.decide(contract_id, steps=99 if until == "terminated" else 0)
    if until == "amending":
        yield max(starts, yesterday)
        amend(stage, staff, contract_id)
    if until in ("completed", "closing", "closed"):
        yield max(ends, yesterday - timedelta(days=5))
        stage.act(staff, contract_id, "complete")
    if until in ("closing", "closed"):
        yield max(ends, yesterday - timedelta(days=3))
        inspect_and_hand(stage, staff, HEADS[staff], contract_id)
        stage.act(staff, contract_id, "start_closing")
    if until == "closed":
        yield yesterday
        take_back(stage, HEADS[staff], contract_id)
        stage.act(HEADS[staff], contract_id, "close")


def _fill_conclusion(stage: Stage, job: Mapping[str, Any], contract_id: UUID, starts: date) -> None:
    values = {
        "obligation_number": "負-00000",
        "concluded_on": min(starts, stage.day + timedelta(days=5)).isoformat(),
        "deposit_kind": "exempt",
        "deposit_exempt_reason": "過去２年間に同種同規模の契約を履行した実績があるため。",
        "supervisor_id": str(stage.town.people[job["staff"]]),
        "inspector_id": str(stage.town.people[HEADS[job["staff"]]]),
        "contractor_officer_name": "仮名　守",
        "contractor_officer_title": "業務部長",
    }
    with stage.scene(job["staff"]) as (session, actor):
        policy = current(session, stage.day)
        contract = find(session, Contract, contract_id)
        if suitability.of(session, policy.policy, contract, stage.day).outcome == "plan_needed":
            values |= {"confirmation_plan": PLAN, "confirmation_due": (starts + timedelta(days=60)).isoformat()}
        given = ContractPatch.model_validate(values)
        revise(session, actor, policy, contract_id, given, None, stage.day)


def _given(stage: Stage, job: Mapping[str, Any], answers: Mapping[str, Any], starts: date, ends: date) -> dict[str, Any]:
    return {
        "title": job["title"],
        "fiscal_year": fiscal_year(starts),
        "outline": f"{job['title'].removesuffix('業務委託')}に関する業務を委託する。",
        "method": "open_tender",
        "predetermined_price": job["price"],
        "budget_line": "一般会計　総務費　総務管理費　委託料",
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
        "advance_procedure": stage.day < fiscal_year_bounds(fiscal_year(starts))[0],
        "place": "架空市が指定する場所",
        "answers": dict(answers),
        "information": job["information"],
    }
