"""The social media accounts of the demo, each as far as ``sns.yaml`` says, and the list of moves for the next 1 April."""

from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from pydantic import BaseModel
from sqlmodel import Session, col

from govapi.cli.demo.moves import moves_story
from govapi.cli.demo.regulations import paper
from govapi.cli.demo.stage import NOTE, Stage, Story
from govapi.cli.demo.stories import HEADS as SECTION_HEADS
from govapi.cloud_services.uses.linking.service import linked
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.schemas import SubmitIn
from govapi.db.session import find, owned
from govapi.edge.actions import ReasonIn
from govapi.files.uploads import ready
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy, current
from govapi.sns_accounts import service as accounts
from govapi.sns_accounts.activity import service as activity
from govapi.sns_accounts.activity.schemas import ActivityIn
from govapi.sns_accounts.deciding import service as deciding
from govapi.sns_accounts.officers import queries as officers_of
from govapi.sns_accounts.officers import service as officers
from govapi.sns_accounts.officers.rules import Role
from govapi.sns_accounts.rules import asked_checks
from govapi.sns_accounts.schemas import CheckIn, ChecksIn, SnsAccountIn
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts import service as texts
from govapi.sns_accounts.texts.schemas import SnsTextIn

HEADS = {**SECTION_HEADS, "hikaru": "hiroshi"}
PR_HEAD, PR_HEAD_POST = "hiroshi", "publicity-head"
ROLES: tuple[Role, ...] = ("officer", "deputy", "operator")
TEXTS = (("procedure", "運用手順"), ("policy", "運用方針"))
DRAFTED, SUBMITTED, OPENED = timedelta(days=12), timedelta(days=8), timedelta(days=5)
MOST_BYTES = 1 << 20
COMMON = {
    "hours": "平日の8時30分から17時15分まで",
    "reply_policy": "個別の返信は、原則として行わない。",
    "login_method": "shared",
    "mfa_kind": "key",
    "recovery_kind": "city_mail",
    "devices": "公用の端末",
    "contact": "架空市役所の所管課（電話　000-000-0000）",
    "site_url": "https://www.city.kakuu.example/sns",
}


def described() -> Mapping[str, Any]:
    """What ``sns.yaml`` says."""
    content: Mapping[str, Any] = yaml.safe_load(files("govapi.cli.demo").joinpath("sns.yaml").read_text(encoding="utf-8"))
    return content


def sns(stage: Stage, today: date) -> list[Story]:
    """Every account, who answers for each service, and the moves."""
    given = described()
    stories = [_account(stage, one, today) for one in given["accounts"]]
    return [*stories, _services(stage, today), moves_story(stage, given["moves"], today)]


def _services(stage: Stage, today: date) -> Story:
    """For each service one officer for the whole town."""
    yield today - timedelta(days=1)
    with stage.scene(PR_HEAD) as (session, actor):
        stored = current(session, stage.day)
        for service in session.exec(owned(session, SnsService).order_by(col(SnsService.id))).all():
            _name(stage, session, actor, stored, service, "officer", PR_HEAD_POST)


def _account(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    decided, until, staff = today - timedelta(days=given["days_ago"]), given["until"], given["staff"]
    head = HEADS[staff]
    yield decided if until == "draft" else decided - (SUBMITTED if until == "in_approval" else DRAFTED)
    account_id = _draft(stage, given)
    if until == "draft":
        return
    yield max(decided - SUBMITTED, stage.day)
    _step(stage, staff, account_id, "submit", SubmitIn(note=NOTE))
    yield decided
    stage.decide(account_id, steps=1 if until == "in_approval" else 99)
    if until == "in_approval":
        return
    yield decided + OPENED
    _prepare(stage, head, account_id, given["name"])
    _step(stage, head, account_id, "open")
    yield max(today - timedelta(days=given["last_post"]), stage.day)
    _posted(stage, staff, account_id)
    yield from _after(stage, given, account_id, today)


def _after(stage: Stage, given: Mapping[str, Any], account_id: UUID, today: date) -> Story:
    head, reason = HEADS[given["staff"]], given.get("reason", "")
    if given.get("vacant"):
        yield today - timedelta(days=2)
        _leave(stage, head, account_id)
    if given["until"] == "stopped":
        yield today - timedelta(days=4)
        _step(stage, PR_HEAD, account_id, "stop", ReasonIn(reason=reason))
    if given["until"] == "closing":
        yield today - timedelta(days=7)
        _step(stage, head, account_id, "start_closing", ReasonIn(reason=reason))


def _draft(stage: Stage, given: Mapping[str, Any]) -> UUID:
    named = {name: given[name] for name in ("platform", "handle", "name", "purpose", "audience", "categories")}
    values = {**COMMON, **named, "takes": given.get("takes", []), "mfa_holder": "所属長", "recovery_holder": "所管課"}
    values["secrets_kept"] = "所管課の施錠した保管庫。所属長が保管する。"
    if given["platform"] == "youtube":
        values["url"] = f"https://www.youtube.com/@{given['handle']}"
    if given.get("takes"):
        values["takes_note"] = "申込みの内容は、所管課の台帳に写した後、サービスから消去する。"
    with stage.scene(given["staff"]) as (session, actor):
        if "cloud_use" in given:
            use = session.exec(owned(session, CloudUse).where(col(CloudUse.title) == given["cloud_use"])).one()
            values["cloud_use_id"] = use.id
        stored, asked = current(session, stage.day), SnsAccountIn.model_validate(values)
        row = accounts.apply_for(session, actor, stored, asked, stage.day, look=linked, now=stage.moment)
        account_id = row.id
    with stage.scene(HEADS[given["staff"]]) as (session, actor):
        stored, row = current(session, stage.day), find(session, SnsAccount, account_id)
        for role in ROLES:
            if role in given:
                _name(stage, session, actor, stored, row, role, given[role])
    return account_id


def _name(
    stage: Stage, session: Session, actor: Actor, stored: StoredPolicy, target: SnsAccount | SnsService, role: Role, post: str
) -> None:
    post_id = stage.town.posts[post]
    officers.name(session, actor, stored, target, role, post_id, stage.day, now=stage.moment, today=stage.day)


def _prepare(stage: Stage, head: str, account_id: UUID, name: str) -> None:
    """The procedure and the policy are in force, and everything that is looked at before the opening is as it should be."""
    for kind, label in TEXTS:
        text = f"{name}の{label}は、この本文のとおりとする。"
        file = ready(stage.files, f"{label}.docx", paper({"title": label, "edition": "第１版", "text": text}), MOST_BYTES)
        with stage.scene(head) as (session, actor):
            given = SnsTextIn.model_validate(
                {
                    "kind": kind,
                    "edition": "第１版",
                    "enacted_on": stage.day,
                    "effective_on": stage.day,
                    "approver_post": "広報課長",
                }
            )
            texts.enact(session, actor, current(session, stage.day), account_id, given, file, now=stage.moment, today=stage.day)
    with stage.scene(head) as (session, actor):
        stored, row = current(session, stage.day), find(session, SnsAccount, account_id)
        asked = asked_checks(stored.policy.sns, "opening", takes=row.takes, outsourced=row.outsourced)
        answers = ChecksIn(answers={one.key: CheckIn(good=one.good) for one in asked})
        accounts.record_checks(session, actor, stored, row.id, answers, row.version, stage.day, now=stage.moment)


def _posted(stage: Stage, staff: str, account_id: UUID) -> None:
    with stage.scene(staff) as (session, actor):
        stored, row = current(session, stage.day), find(session, SnsAccount, account_id, lock=True)
        given = ActivityIn(last_post_on=stage.day)
        activity.record(session, actor, stored, row, given, now=stage.moment, today=stage.day)


def _leave(stage: Stage, head: str, account_id: UUID) -> None:
    """Nobody is named any more: the account is red until somebody is."""
    with stage.scene(head) as (session, actor):
        answering = officers_of.officer_of(session, account_id, stage.day)
        assert answering is not None
        row = answering.assignment
        stored = current(session, stage.day)
        officers.end(session, actor, stored, row.id, stage.day, row.version, now=stage.moment, today=stage.day)


def _step(stage: Stage, person: str, account_id: UUID, action: str, given: BaseModel | None = None) -> None:
    with stage.scene(person) as (session, actor):
        stored, row = current(session, stage.day), find(session, SnsAccount, account_id)
        asked = given or ReasonIn(reason="")
        deciding.act(session, actor, stored, row.id, action, asked, row.version, look=linked, now=stage.moment, today=stage.day)
