"""The uses of cloud services in the demo: each goes as far as ``cloud.yaml`` says, and what happens to it afterwards."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi.cli.demo.stage import NOTE, Stage, Story
from govapi.cli.demo.stories import HEADS as SECTION_HEADS
from govapi.cloud_services.conditions import queries as conditions_of
from govapi.cloud_services.conditions import service as conditions
from govapi.cloud_services.conditions.schemas import CheckIn, ConditionIn, MeetIn
from govapi.cloud_services.confirmations import service as confirmations
from govapi.cloud_services.confirmations.schemas import ConfirmationAnswerIn, ConfirmationIn
from govapi.cloud_services.deciding import service as deciding
from govapi.cloud_services.managers import queries as managers_of
from govapi.cloud_services.managers import service as managers
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses import service as uses
from govapi.cloud_services.uses.applying.service import items_of
from govapi.cloud_services.uses.schemas import CloudUseIn, CloudUsePatch
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.schemas import SubmitIn
from govapi.db.session import find
from govapi.edge.actions import ReasonIn
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy, current

HEADS = {**SECTION_HEADS, "ren": "akira"}
OFFICE_HEAD = "akira"
DRAFTED, SUBMITTED = timedelta(days=9), timedelta(days=6)  # before the decision
COMPENSATION = "入力する者を限り、入力の記録を毎月、所属長が確かめる。"
PLAIN = ("title", "purpose", "users", "user_count", "zone", "form", "information", "person_count", "cost")


def use_story(stage: Stage, given: Mapping[str, Any], text: Mapping[str, Any], today: date) -> Story:
    """One application; ``text`` is all of ``cloud.yaml``."""
    last, until = today - timedelta(days=given["days_ago"]), given["until"]
    ahead = {"draft": timedelta(0), "in_approval": timedelta(days=3)}.get(until, DRAFTED)
    yield last - ahead
    use_id = _draft(stage, given, text, today)
    if until == "draft":
        return
    yield max(last - SUBMITTED, stage.day)
    _step(stage, given["staff"], use_id, "submit", SubmitIn(note=NOTE))
    if "added" in given:
        _add(stage, use_id, given["added"])
    yield last
    if until == "in_approval":
        stage.decide(use_id, steps=1)
        return
    if until == "refused":
        stage.decide(use_id, last="reject", reason=given["refusal"])
        return
    stage.decide(use_id)
    yield from _after(stage, given, use_id, today)


def _after(stage: Stage, given: Mapping[str, Any], use_id: UUID, today: date) -> Story:
    until, staff = given["until"], given["staff"]
    if "met" in given:
        yield stage.day + timedelta(days=1)
        _meet(stage, staff, use_id, given["met"], checked=given.get("checked", False))
    if "confirmed_days_ago" in given:
        yield today - timedelta(days=given["confirmed_days_ago"])
        _confirm(stage, staff, use_id)
    if given.get("vacant"):
        yield today - timedelta(days=2)
        _leave(stage, HEADS[staff], use_id)
    if until == "suspended":
        yield today - timedelta(days=2)
        _step(stage, HEADS[staff], use_id, "suspend", ReasonIn(reason=given["reason"]))
    if until == "ending":
        yield today - timedelta(days=6)
        _step(stage, staff, use_id, "start_ending", ReasonIn(reason=given["reason"]))


def _draft(stage: Stage, given: Mapping[str, Any], text: Mapping[str, Any], today: date) -> UUID:
    service_id = stage.services[given["service"]]
    starts = today - timedelta(days=given["days_ago"] - given.get("starts_after", 0))
    with stage.scene(given["staff"]) as (session, actor):
        stored, copy = current(session, stage.day), terms.newest(session, service_id)
        values = {name: given[name] for name in PLAIN if name in given} | {
            "service_id": service_id,
            "answers": text["answers"][given["answers"]],
            "starts_on": starts.isoformat(),
            "learns": False,
            "terms_id": copy.id if copy else None,
            "residual_risk": "提供者の障害により、利用できない時間が生ずること。",
            "risk_accepted_by": "所属長",
            "alternative": "電話、郵便又は庁内の共有フォルダーによる。",
        }
        row = uses.draft(session, actor, stored, CloudUseIn.model_validate(values | _ending(given, today)), stage.day)
        asked = items_of(row, find(session, CloudService, service_id), stored.policy)
        items = CloudUsePatch(items={item.key: text["items"][item.key] for item in asked if item.key in text["items"]})
        uses.revise(session, actor, stored, row.id, items, row.version)
        post_id = stage.town.posts[given["manager"]]
        managers.name_manager(session, actor, stored, row, post_id, starts, now=stage.moment, today=stage.day)
        return row.id


def _ending(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The last day of the use, and what an 例外措置 asks for."""
    if "ends_days" not in given:
        return {}
    day = (today + timedelta(days=given["ends_days"])).isoformat()
    asked = {"exception_reason": given["exception"], "exception_measures": COMPENSATION, "exception_until": day}
    return {"ends_on": day, **(asked if "exception" in given else {})}


Work = Callable[[Session, Actor, StoredPolicy, CloudUse], object]


def _on_use(stage: Stage, person: str, use_id: UUID, work: Work) -> None:
    with stage.scene(person) as (session, actor):
        work(session, actor, current(session, stage.day), find(session, CloudUse, use_id))


def _step(stage: Stage, person: str, use_id: UUID, action: str, asked: BaseModel) -> None:
    def work(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse) -> None:
        deciding.act(session, actor, stored, use.id, action, asked, use.version, now=stage.moment, today=stage.day)

    _on_use(stage, person, use_id, work)


def _add(stage: Stage, use_id: UUID, asked: Mapping[str, Any]) -> None:
    """The office for information policy adds a condition while the application circulates."""
    condition = ConditionIn.model_validate(asked)
    _on_use(
        stage, OFFICE_HEAD, use_id, lambda session, actor, _stored, use: conditions.add(session, actor, use, condition, stage.day)
    )


def _meet(stage: Stage, staff: str, use_id: UUID, note: str, *, checked: bool) -> None:
    """What had to be met before the use is met; the office for information policy may have looked at it."""

    def meet(session: Session, actor: Actor, _stored: StoredPolicy, use: CloudUse) -> None:
        for row in conditions_of.open_before_use(session, use.id):
            conditions.meet(session, actor, use, row.id, MeetIn(note=note), row.version, now=stage.moment, today=stage.day)

    def check(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse) -> None:
        for row in conditions_of.of_use(session, use.id):
            if row.met_on is not None:
                said = CheckIn(satisfied=True)
                conditions.check(session, actor, stored, use, row.id, said, row.version, now=stage.moment, today=stage.day)

    _on_use(stage, staff, use_id, meet)
    if checked:
        _on_use(stage, OFFICE_HEAD, use_id, check)


def _confirm(stage: Stage, staff: str, use_id: UUID) -> None:
    """The yearly confirmation, with nothing to explain."""

    def work(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse) -> None:
        asked = confirmations.asked_of(session, use, stored.policy)
        said = [ConfirmationAnswerIn(key=item.key, answer=item.good) for item in asked]
        given = ConfirmationIn(answers=said, result="continue")
        confirmations.confirm(session, actor, stored, use, given, now=stage.moment, today=stage.day)

    _on_use(stage, staff, use_id, work)


def _leave(stage: Stage, head: str, use_id: UUID) -> None:
    """The post that managed the use is relieved, and nobody is named in its place."""

    def work(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse) -> None:
        row = managers_of.of_use(session, use.id)[-1]
        yesterday = stage.day - timedelta(days=1)
        managers.end(session, actor, stored, use, row.id, yesterday, row.version, now=stage.moment, today=stage.day)

    _on_use(stage, head, use_id, work)
