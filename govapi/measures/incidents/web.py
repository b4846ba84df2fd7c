"""The pages of the incidents."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.kit.errors import NotFound
from govapi.measures import queries as measures
from govapi.measures.desk.web import PAGE_SIZE, around, buttons, file_routes, next_urls, pressed, tabs
from govapi.measures.incidents import queries, service
from govapi.measures.incidents.queries import Filters
from govapi.measures.incidents.reporting import web as reporting
from govapi.measures.incidents.rules import JAPAN, KINDS, aware
from govapi.measures.incidents.schemas import ConcernedIn, IncidentIn, IncidentPatch
from govapi.measures.incidents.showing import service as showing
from govapi.measures.incidents.uses import service as uses
from govapi.measures.incidents.workflow import INCIDENT, WORKERS
from govapi.measures.playbooks.rules import PLAYBOOKS
from govapi.measures.playbooks.steps import web as steps
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record

LABELS = {
    "kind": "種類", "title": "件名", "contract_ids": "関係する契約", "contract_id": "関係する契約", "use_ids": "関係する利用",
    "unapproved_use_ids": "関係する利用", "account_ids": "関係するアカウント", "occurred_at": "発生した日時",
    "contractor_knew_at": "委託先が認知した日時", "city_knew_at": "本市が認知した日時", "personal": "個人情報", "my_number": "特定個人情報",
    "sensitive": "要配慮個人情報", "ordinance_sensitive": "条例要配慮個人情報", "financial": "財産的被害のおそれ", "malicious": "不正の目的",
    "person_count": "本人の数", "serious": "重大な事故", "outline": "概要", "items": "項目の種類", "cause": "原因",
    "secondary_damage": "二次被害の有無及び内容", "response_to_persons": "本人への対応", "publication": "公表の実施状況",
    "prevention": "再発防止のための措置", "other": "その他参考となる事項", "measures_taken": "講じた措置",
}  # fmt: skip
TONES: dict[str, Tone] = {"open": "danger", "contained": "warn", "closed": "good"}
CONFIRMS = {"withdraw": "この事故の記録を誤りとして取り下げます。元に戻せません。"}
# Kinds of items to choose from; never the data itself.
ITEMS = (
    "氏名", "住所", "生年月日", "性別", "電話番号", "メールアドレス", "個人番号", "健康・医療の情報", "税・給付の情報", "口座の情報",
    "認証の情報（ＩＤ・パスワード等）", "画像・音声", "業務上の情報（個人情報でないもの）",
)  # fmt: skip


CONCERNED = ("contract_ids", "use_ids", "unapproved_use_ids", "account_ids")


@page("/incidents")
def list_page(
    door: WebDoor, status: FromQuery[str] = "", kind: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Response[bytes]:
    clock = door.parts.clock
    asked = {"status": status, "kind": kind}
    filters = Filters(status=status if status in INCIDENT.labels else None, kind=kind if kind in KINDS else None)
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = showing.rows(session, found.items, policy, clock.now())
    return door.page(
        "measures/incidents/list.html",
        tabs=tabs("incidents"),
        rows=rows,
        asked=asked,
        statuses=list(INCIDENT.labels.items()),
        kinds=list(KINDS.items()),
        tones=TONES,
        **next_urls("/incidents", asked, found.next_cursor, cursor),
    )


def typed(moment: datetime | None) -> str:
    """A moment as ``<input type="datetime-local">`` shows it, in Japan time."""
    return "" if moment is None else aware(moment).astimezone(JAPAN).strftime("%Y-%m-%dT%H:%M")


@page("/incidents/new")
def new_page(
    door: WebDoor,
    contract_id: FromQuery[UUID | None] = None,
    use_id: FromQuery[UUID | None] = None,
    unapproved_use_id: FromQuery[UUID | None] = None,
    account_id: FromQuery[UUID | None] = None,
    kind: FromQuery[str] = "leak",
) -> Response[bytes]:
    begun = {"kind": kind if kind in KINDS else "leak", "city_knew_at": typed(door.parts.clock.now())}
    about = {"contract_ids": contract_id, "use_ids": use_id, "unapproved_use_ids": unapproved_use_id, "account_ids": account_id}
    return _new(door, shown(begun), {name: [str(one)] if one else [] for name, one in about.items()})


def _new(door: WebDoor, bound: Bound[Any], about: dict[str, list[str]]) -> Response[bytes]:
    """``about``: the ids of the contracts and uses concerned, by field."""
    chosen = about["contract_ids"]
    ids = {name: [one for one in map(_uuid, values) if one is not None] for name, values in about.items()}
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        first = next(iter(ids["contract_ids"]), None)
        contract = contracts.one(session, door.actor, policy, first) if first else None
        named = uses.named(session, door.actor, policy, ids["use_ids"], ids["unapproved_use_ids"], ids["account_ids"])
        told = [uses.told(session, one) for one in named]
        near = _of_company(session, door, policy, contract.contractor_id) if contract is not None else []
    return door.page(
        "measures/incidents/new.html",
        form=bound,
        contract=contract,
        uses=told,
        choices=near,
        chosen=chosen,
        kinds=list(KINDS.items()),
        items=[(one, one) for one in ITEMS],
    )


def _of_company(session: Session, door: WebDoor, policy: PolicySet, contractor_id: UUID | None) -> list[tuple[str, str]]:
    """The company's contracts this reader sees: an accident of one is often an accident of all."""
    if contractor_id is None:
        return []
    asked = contracts.Filters(contractor_id=contractor_id)
    today = door.parts.clock.today()
    found = contracts.listed(session, door.actor, policy, asked, today=today, limit=PAGE_SIZE, cursor=None)
    return [(str(contract.id), f"{contract.number}　{contract.title}") for contract, _name in found.items]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@form("/incidents/new")
def record(door: WebDoor) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: IncidentIn) -> str:
        stored = current(session, clock.today())
        row = service.record(session, door.actor, stored, given, now=clock.now(), today=clock.today())
        return f"/incidents/{row.id}"

    def again(bound: Bound[IncidentIn]) -> Response[bytes]:
        about = {name: bound.values.get(name, ()) for name in CONCERNED}
        return _new(door, bound, {name: [ids] if isinstance(ids, str) else list(ids) for name, ids in about.items()})

    flash = "事故を記録しました。通報の順に従って、直ちに通報してください。"
    return door.submit(IncidentIn, work, again, flash=flash, labels=LABELS)


@page("/incidents/{incident_id:uuid}")
def show(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        row = queries.one(session, door.actor, policy, incident_id)
        out = showing.shape(session, door.actor, row, policy, clock.now())
        surrounding = around(session, row.id, INCIDENT.labels, clock.today())
        filed = queries.filings(session, [row.id])
        asked = measures.Filters(incident_id=row.id)
        taken = measures.listed(session, door.actor, policy, asked, limit=PAGE_SIZE, cursor=None).items
        who = service.who(door.actor, row)
        playbook = showing.step_shapes(session, policy, row, clock.now())
    works = bool(who & WORKERS) and out.status not in service.OVER
    return door.page(
        "measures/incidents/record.html",
        out=out,
        tone=TONES.get(out.status, ""),
        around=surrounding,
        filed=filed,
        steps=playbook,
        playbook_label=PLAYBOOKS.get(out.playbook, ""),
        taken=taken,
        may_work=works,
        may_measure=works and Who.SECTION_STAFF in who,
        actions=buttons(out.available_actions, f"/incidents/{out.id}", CONFIRMS),
    )


@page("/incidents/{incident_id:uuid}/edit")
def edit_page(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, incident_id, None)


def _edit(door: WebDoor, incident_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, door.actor, policy, incident_id)
        if row.status in service.OVER or not service.who(door.actor, row) & WORKERS:
            raise NotFound("この事故の内容は、今は変更できません。事故の画面に戻ってください。")
    values = {name: getattr(row, name) for name in IncidentPatch.model_fields}
    values |= {name: typed(values[name]) for name in ("occurred_at", "contractor_knew_at", "city_knew_at")}
    kinds = dict.fromkeys((*ITEMS, *row.items))
    return door.page(
        "measures/incidents/edit.html",
        row=row,
        form=bound or shown(values),
        first=first,
        kinds=list(KINDS.items()),
        items=[(one, one) for one in kinds],
        version=row.version if bound is None or first else door.form().version(),
    )


@form("/incidents/{incident_id:uuid}/edit")
def edit(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: IncidentPatch) -> str:
        stored, version = current(session, clock.today()), door.form().version()
        service.revise(session, door.actor, stored, incident_id, given, version, now=clock.now(), today=clock.today())
        return f"/incidents/{incident_id}"

    def again(bound: Bound[IncidentPatch], first: str) -> Response[bytes]:
        return _edit(door, incident_id, bound, first)

    flash = "保存しました。報告の期限は、変更した内容に従って改めています。"
    return submit_on_record(door, incident_id, IncidentPatch, work, again, flash=flash, labels=LABELS)


@page("/incidents/{incident_id:uuid}/contracts")
def contracts_page(door: WebDoor, incident_id: FromPath[UUID], q: FromQuery[str] = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = service.worked_on(session, door.actor, policy, incident_id)
        links = queries.contracts_of(session, row.id)
        found = _further(session, door, policy, q[:200], [link.contractor_id for link, _contract in links])
    named = {contract.id for _link, contract in links}
    rows = [(contract, name) for contract, name in found if contract.id not in named]
    return door.page("measures/incidents/contracts.html", row=row, rows=rows, q=q)


def _further(session: Session, door: WebDoor, policy: PolicySet, q: str, companies: list[UUID | None]) -> list[Any]:
    """Contracts found by the words asked for; without any, those of the companies concerned."""
    today = door.parts.clock.today()
    asked = [contracts.Filters(q=q)] if q.strip() else [contracts.Filters(contractor_id=one) for one in set(companies) if one]
    found = [
        pair
        for one in asked
        for pair in contracts.listed(session, door.actor, policy, one, today=today, limit=PAGE_SIZE, cursor=None).items
    ]
    return found[:PAGE_SIZE]


@form("/incidents/{incident_id:uuid}/contracts")
def add_contract(door: WebDoor, incident_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: ConcernedIn) -> str:
        stored, version, now = current(session, clock.today()), door.form().version(), clock.now()
        service.concern(session, door.actor, stored, incident_id, given.contract_id, version, now=now, today=clock.today())
        return f"/incidents/{incident_id}"

    def again(bound: Bound[ConcernedIn]) -> Response[bytes]:
        return door.redirect(f"/incidents/{incident_id}/contracts", "".join(bound.faults.values()), tone="danger")

    return door.submit(ConcernedIn, work, again, flash="関係する契約に追加しました。", labels=LABELS)


def _step(door: WebDoor, session: Session, record_id: UUID, action: str, given: BaseModel, version: int) -> object:
    clock = door.parts.clock
    stored = current(session, clock.today())
    return service.act(session, door.actor, stored, record_id, action, given, version, now=clock.now(), today=clock.today())


ROUTES: list[Any] = [
    list_page,
    new_page,
    record,
    show,
    edit_page,
    edit,
    contracts_page,
    add_contract,
    *reporting.ROUTES,
    *steps.ROUTES,
    *pressed(INCIDENT, "/incidents", _step, asking=()),
    *file_routes("incident", "/incidents", queries.one, service.worked_on),
]
