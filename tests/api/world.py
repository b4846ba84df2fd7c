"""A founded city with one record of every kind, and a town next door that may see none of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sqlalchemy import inspect, text

from govapi.edge.transaction import writing
from govapi.people.actor import system
from govapi.people.service import found_municipality
from govapi.people.tables import Appointment, Department, Organ, Person, Post
from govapi.policy.service import adopt_default
from tests.api import (
    seeds_handovers,
    seeds_of_cloud_events,
    seeds_of_cloud_uses,
    seeds_of_exceptions,
    seeds_of_links,
    seeds_of_measures,
    seeds_of_performance,
    seeds_of_registrations,
    seeds_of_regulations,
    seeds_of_services,
    seeds_of_use_life,
    seeds_of_workbooks,
    seeds_personnel,
    seeds_sns_accounts,
    seeds_sns_life,
    seeds_sns_officers,
)
from tests.api.operations import Operation, of_app
from tests.files import samples
from tests.support import life
from tests.support.app import CODE, NOW, Office

NEIGHBOUR = "479918"
# Somebody among these may see a record of any kind.
READERS = ("misaki", "ren", "shinji", "tadashi", "akira", "setsuko", "jiro")
# Rows of these tables are about requests, not about what was asked for.
NOT_COUNTED = {"alembic_version", "counters", "login_states"}

COMPANY = {
    "kana": "みほん", "address": "架空県架空市例示町二丁目3番4号", "representative_title": "代表者",
    "representative_name": "見本　一郎", "phone": "000-000-0000", "remark": "",
}  # fmt: skip
HANDED = {"description": "健診結果の写し", "medium": "paper", "class_code": "2", "handed_on": "2026-11-24"}
CAMPAIGN = {"title": "令和8年度委託先一斉確認", "tiers": ["S"], "deadline": "2026-12-18"}
AMENDMENT = {"reason": "件数の増加のため", "effective_on": "2026-12-15", "changes": {"amount": 990_000}}


@dataclass
class World:
    """The office and what was seeded in it."""

    office: Office
    operations: list[Operation]
    ids: dict[str, str] = field(default_factory=dict)
    unseeded: list[str] = field(default_factory=list)

    def values(self, operation: Operation) -> dict[str, str]:
        """Real values for the names in the operation's path."""
        found: dict[str, str] = {}
        for name in operation.ids:
            collection = operation.path.split(f"/{{{name}}}")[0]
            found[name] = "reporting" if name == "key" else self.id_of(collection, collection.format(**found))
        return found

    def id_of(self, collection: str, address: str) -> str:
        """The id of a record of a collection; the seeded one, else the first one that is listed."""
        kind = re.sub(r"{\w+}", "{}", collection)
        if kind not in self.ids:
            self.ids[kind] = self._first(address)
        return self.ids[kind]

    def strangers(self, operation: Operation) -> dict[str, str]:
        """Ids that nobody has."""
        return {name: "no-such-clause" if name == "key" else str(uuid4()) for name in operation.ids}

    def _first(self, collection: str) -> str:
        for reader in READERS:
            answer = self.office.as_(reader).get(collection)
            if answer.status_code == 200 and answer.json().get("items"):
                return str(answer.json()["items"][0]["id"])
        self.unseeded.append(collection)
        return str(uuid4())

    def send(self, operation: Operation, token: str, values: Mapping[str, str], **changes: Any) -> Any:
        """The operation as described, by this token; ``changes`` replace parts of the request."""
        request: dict[str, Any] = {"params": dict(operation.needed_query), "headers": {"Authorization": f"Bearer {token}"}}
        if operation.if_match:
            request["headers"]["If-Match"] = '"1"'
        if operation.is_json:
            request["json"] = operation.body
        elif operation.media:
            request |= multipart(operation.body)
        request["headers"] |= changes.pop("headers", {})
        if changes.keys() & {"content", "json", "data", "files"}:
            for name in ("json", "data", "files"):
                request.pop(name, None)
        return self.office.client.request(operation.method, f"/api/v1{operation.at(values)}", **request | changes)

    def state(self) -> dict[str, Any]:
        """How many rows every table has, and the head of the audit chain."""
        engine = self.office.database.engine
        with engine.connect() as connection:
            look = inspect(connection)
            columns = {name: {one["name"] for one in look.get_columns(name)} for name in look.get_table_names()}
            tables = [name for name in columns if name not in NOT_COUNTED and "municipality_code" in columns[name]]
            if self.office.database.is_postgres:
                connection.execute(text("SELECT set_config('govapi.municipality', :code, false)"), {"code": CODE})
            found: dict[str, Any] = {}
            for name in tables:
                of_town = text(f'SELECT count(*) FROM "{name}" WHERE municipality_code = :code')
                found[name] = connection.execute(of_town, {"code": CODE}).scalar()
            found["head"] = connection.execute(
                text("SELECT * FROM audit_heads WHERE municipality_code = :code"), {"code": CODE}
            ).all()
            return found


def multipart(example: Mapping[str, Any]) -> dict[str, Any]:
    """A form of the example: the file part is a file; without one each value is a part, so that it is a multipart form still."""
    if "file" not in example:
        return {"files": {name: (None, str(value)) for name, value in example.items()}}
    file = ("様式.docx", b"not a Word file", "application/octet-stream")
    return {"data": {name: value for name, value in example.items() if name != "file"}, "files": {"file": file}}


def register(office: Office, kind: str = "sole_proprietor", name: str = "見本清掃　見本一郎") -> str:
    """A new company; sole proprietors and joint ventures have no 法人番号."""
    answer = office.as_("shinji").post("/contractors", COMPANY | {"kind": kind, "name": name})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def waiver(office: Office, contract_id: str) -> str:
    """The draft of a waiver of the first clause that may be waived."""
    misaki, path = office.as_("misaki"), f"/contracts/{contract_id}"
    clauses = misaki.get(f"{path}/clauses").json()["items"]
    key = next(clause["key"] for clause in clauses if clause["required"] and clause["waivable"])
    body = {"clause_key": key, "reason": "仕様が定まらないため", "compensation": "立入検査を行う。", "until": "2027-03-31"}
    answer = misaki.post(f"{path}/waivers", body, etag=misaki.get(path).headers["ETag"])
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def paper(office: Office, contract_id: str) -> str:
    """The first paper that can be made of this contract now."""
    misaki, path = office.as_("misaki"), f"/contracts/{contract_id}/documents"
    for key in [paper["key"] for paper in misaki.get(path).json()["papers"] if paper["may_generate"]]:
        answer = misaki.post(path, {"template": key})
        if answer.status_code == 201:
            return str(answer.json()["id"])
    raise AssertionError(misaki.get(path).text)


def upload(office: Office, contract_id: str) -> str:
    """A PDF attached to a contract."""
    file = {"file": ("検査写真.pdf", samples.pdf(), "application/pdf")}
    answer = office.as_("misaki").request("POST", "/files", data={"contract_id": contract_id}, files=file)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def evidence(office: Office) -> str:
    """A certificate of a new company."""
    file = {"file": ("認証登録証.pdf", samples.pdf(), "application/pdf")}
    fields = {"kind": "privacy_mark", "issued_on": "2025-02-01", "stated_until": "2027-01-31"}
    path = f"/contractors/{register(office, name='見本認証　見本三郎')}/evidence"
    answer = office.as_("misaki").request("POST", path, data=fields, files=file)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def made(office: Office, path: str, body: Mapping[str, Any], token: str = "misaki") -> str:
    """The id of something created under a record."""
    answer = office.as_(token).post(path, dict(body))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def make(office: Office) -> World:
    """Seeds the city and founds the town next door, where 見本　蓮 works too."""
    _neighbour(office)
    register(office)
    planned = life.draft(office, title="庁舎清掃業務委託").to_plan()
    waiver(office, life.draft(office).id)
    concluded = life.draft(office, title="健診結果封入業務委託（第2回）", information=["健診結果"]).to_concluded()
    paper(office, concluded.id)
    upload(office, concluded.id)
    item = made(office, f"{concluded.path}/handed-items", HANDED)
    made(office, f"{concluded.path}/amendments", AMENDMENT)
    made(office, "/campaigns", CAMPAIGN, "ren")
    world = World(office, of_app(office.app), seeds_of_measures.seed(office, concluded.id))
    world.ids |= seeds_of_performance.seed(office, concluded.id) | seeds_of_workbooks.seed(office) | seeds_of_links.seed(office)
    world.ids |= seeds_of_cloud_uses.seed(office)
    world.ids |= seeds_of_services.seed(office, world.ids["/cloud-services"])
    world.ids |= seeds_of_regulations.seed(office)
    world.ids |= seeds_of_cloud_events.seed(office, world.ids["/cloud-services"])
    world.ids |= seeds_of_registrations.seed(office, world.ids["/cloud-services"])
    world.ids |= seeds_of_use_life.seed(office, world.ids["/cloud-uses"])
    world.ids |= seeds_sns_life.seed(office) | seeds_sns_accounts.seed(office) | seeds_sns_officers.seed(office)
    world.ids |= seeds_handovers.seed(office)
    world.ids |= seeds_personnel.seed(office)
    world.ids |= {
        "/contracts": concluded.id,
        "/contracts/{}/handed-items": item,
        "/approvals": life.circulation(office, planned.id)["id"],
        "/files": upload(office, concluded.id),
        "/evidence": evidence(office),
        "/assessment-exceptions": seeds_of_exceptions.exception(office)[1],
        "/me/calendar-feeds": made(office, "/me/calendar-feeds", {"label": "Outlook"}),
        "/jobs/runs": office.as_("ren").post("/jobs/re-review/runs", {"dry_run": False}).json()["run"]["id"],
        "/municipality/organs": str(office.town.organs["mayor"]),
    }
    return world


def _neighbour(office: Office) -> None:
    with writing(office.database, NEIGHBOUR, office.clock) as session:
        found_municipality(session, NEIGHBOUR, "見本町", "みほんちょう")
        adopt_default(session, system(NEIGHBOUR), NOW.date())
        organ = Organ(key="mayor", name="町長部局", signatory_title="見本町長", signatory_name="見本　一郎")
        session.add(organ)
        session.flush()
        section = Department(organ_id=organ.id, name="総務課")
        section.path = f"/{section.id}/"
        person = Person(name="架空　美咲", kana="かくう　みさき", staff_number="00001", subject="ren", email="ren@example.jp")
        session.add_all([section, person])
        session.flush()
        post = Post(
            department_id=section.id,
            title="主事",
            rank=9,
            duties=["contract_office", "security_office", "personnel_office", "ciso"],
        )
        session.add(post)
        session.flush()
        session.add(Appointment(person_id=person.id, post_id=post.id, from_date=NOW.date()))
