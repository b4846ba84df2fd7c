"""The cloud services of the demo: registered with their terms, judged, and matched with an invented published list."""

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import yaml

from govapi.cli.demo.cloud_uses import use_story
from govapi.cli.demo.stage import Stage, Story
from govapi.cloud_services import service as services
from govapi.cloud_services.events import service as events
from govapi.cloud_services.events.schemas import CloudEventIn
from govapi.cloud_services.judgements import service as judgements
from govapi.cloud_services.judgements.schemas import JudgementIn
from govapi.cloud_services.registrations import service as registrations
from govapi.cloud_services.registrations.matching import service as matching
from govapi.cloud_services.registrations.matching.schemas import ConfirmIn
from govapi.cloud_services.registrations.reading.service import open_list
from govapi.cloud_services.registrations.tables import RegistrationMatch
from govapi.cloud_services.schemas import CloudServiceIn
from govapi.cloud_services.terms import service as terms
from govapi.cloud_services.terms.schemas import TermsIn
from govapi.cloud_services.unapproved import service as unapproved
from govapi.cloud_services.unapproved.schemas import InstructionIn, UnapprovedUseIn
from govapi.db.session import owned
from govapi.policy.store import current

REGISTRAR, OFFICE_HEAD, SECURITY_OFFICE = "ren", "akira", "mio"
BEGAN, FIRST_LIST, NEWEST_LIST = timedelta(days=410), timedelta(days=400), timedelta(days=3)
MOST_BYTES = 1 << 20
# What a service says of itself in ``cloud.yaml`` that is not a field of its registration.
BESIDE = ("key", "company", "risks", "unregistered")


def described() -> Mapping[str, Any]:
    """What ``cloud.yaml`` says."""
    content: Mapping[str, Any] = yaml.safe_load(files("govapi.cli.demo").joinpath("cloud.yaml").read_text(encoding="utf-8"))
    return content


def cloud(stage: Stage, today: date) -> list[Story]:
    """The services, every use of them, a change of terms, and a use nobody had asked for."""
    given = described()
    uses = [use_story(stage, one, given, today) for one in given["uses"]]
    return [_services(stage, given, today), *uses, _newer_list(stage, given, today), _event(stage, given["event"], today),
            _unapproved(stage, given["unapproved"], today)]  # fmt: skip


def _services(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    yield today - BEGAN
    _register(stage, given["services"])
    _judge(stage, given["services"])
    yield today - FIRST_LIST
    _take_in(stage, given["registrations"], today, newest=False)
    _confirm(stage)


def _register(stage: Stage, given: list[Mapping[str, Any]]) -> None:
    with stage.scene(REGISTRAR) as (session, actor):
        stored = current(session, stage.day)
        for one in given:
            values = {name: value for name, value in one.items() if name not in BESIDE}
            if "company" in one:
                values["contractor_id"] = stage.companies[one["company"]]
            row = services.register(session, actor, stored, CloudServiceIn.model_validate(values))
            stage.services[one["key"]] = row.id
            copy = terms.keep_text(stage.files, f"{one['name']}　利用規約\n第１条　この規約は、作り物の見本である。\n")
            asked = TermsIn(edition="第１版", risks=one.get("risks", []), remark="提供者の公表による。")
            terms.record(session, actor, stored, row.id, asked, copy, stage.day)


def _judge(stage: Stage, given: list[Mapping[str, Any]]) -> None:
    with stage.scene(OFFICE_HEAD) as (session, actor):
        stored = current(session, stage.day)
        for one in given:
            countries = "、".join(one["data_countries"])
            text = (
                f"保存国（{countries}）及び準拠法を確かめた。開示の求めには、法令の手続によることが契約又は約款に定められている。"
            )
            said = {"disclosure": text} | ({"unregistered": one["unregistered"]} if "unregistered" in one else {})
            for kind, words in said.items():
                judgement = JudgementIn.model_validate({"kind": kind, "acceptable": True, "text": words})
                judgements.judge(session, actor, stored, stage.services[one["key"]], judgement, stage.day)


def _newer_list(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    """The list fetched anew: one entry has gone, and of another the scope is worded anew."""
    yield today - NEWEST_LIST
    _take_in(stage, given["registrations"], today, newest=True)


def _take_in(stage: Stage, rows: list[Mapping[str, Any]], today: date, *, newest: bool) -> None:
    with stage.scene(SECURITY_OFFICE) as (session, actor):
        stored = current(session, stage.day)
        registry = registrations.registry_of(stored.policy, "ismap")
        published = open_list(_list(rows, today, newest=newest), "見本一覧.csv", registry, MOST_BYTES)
        stage.files.put(published.data)
        registrations.import_list(
            session, actor, stored, registry, stage.day, published, gone_accepted=True, now=stage.moment, today=stage.day
        )


def _list(rows: list[Mapping[str, Any]], today: date, *, newest: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("登録番号", "クラウドサービス名", "事業者名", "登録日", "有効期限", "言明の対象範囲", "監査機関", "状態"))
    for row in rows:
        if newest and row.get("gone"):
            continue
        since, until = (today + timedelta(days=row[name]) for name in ("since_days", "until_days"))
        scope = row.get("scope_now", row["scope"]) if newest else row["scope"]
        writer.writerow((row["number"], row["name"], row["provider"], since, until, scope, "見本監査法人", "登録"))
    return out.getvalue().encode("utf-8-sig")


def _confirm(stage: Stage) -> None:
    with stage.scene(SECURITY_OFFICE) as (session, actor):
        stored = current(session, stage.day)
        for match in session.exec(owned(session, RegistrationMatch)).all():
            said = ConfirmIn(covers_use=True, remark="言明の対象範囲に、本市が利用する機能が含まれることを確かめた。")
            matching.confirm(session, actor, stored, match.id, said, match.version, now=stage.moment, today=stage.day)


def _event(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    """A change that every running use of the service answers for; nobody has answered yet."""
    yield today - timedelta(days=given["days_ago"])
    with stage.scene(SECURITY_OFFICE) as (session, actor):
        told = {name: given[name] for name in ("kind", "title", "content")}
        day = today + timedelta(days=given["effective_days"])
        event = CloudEventIn.model_validate({**told, "known_on": stage.day.isoformat(), "effective_on": day.isoformat()})
        stored, service_id = current(session, stage.day), stage.services[given["service"]]
        events.record(session, actor, stored, service_id, event, now=stage.moment, today=stage.day)


def _unapproved(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    yield today - timedelta(days=given["days_ago"])
    with stage.scene(SECURITY_OFFICE) as (session, actor):
        stored = current(session, stage.day)
        told = {name: given[name] for name in ("service_name", "how_found", "purpose", "information", "class_code")}
        department_id = stage.town.departments[given["department"]]
        found = UnapprovedUseIn(department_id=department_id, found_on=stage.day, **told)
        row = unapproved.record(session, actor, stored, found, now=stage.moment, today=stage.day)
        order = InstructionIn(instruction=given["instruction"])
        unapproved.act(session, actor, stored, row.id, "order_stop", order, row.version, now=stage.moment, today=stage.day)
