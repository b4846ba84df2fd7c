"""The pages of the companies: list, register, record, and what is added to a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel
from sqlmodel import Session

from govapi.contractors import queries, service
from govapi.contractors.rules import KINDS, RESTRICTIONS, reasons_against
from govapi.contractors.schemas import ContractorIn, ContractorPatch, MemberIn, OfficeIn, RestrictionIn
from govapi.contractors.tables import Contractor
from govapi.people.actor import Actor
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record

PAGE_SIZE = 50
LABELS = {
    "kind": "種別", "name": "名称", "kana": "フリガナ", "corporate_number": "法人番号", "invoice_number": "適格請求書発行事業者登録番号",
    "representative_title": "代表者の職名", "representative_name": "代表者の氏名", "postal_code": "郵便番号", "address": "所在地",
    "phone": "電話番号", "email": "メールアドレス", "qualification_number": "入札参加資格の登録番号", "qualified_until": "入札参加資格の有効期限",
    "remark": "備考", "signatory_title": "受任者の職名", "signatory_name": "受任者の氏名", "delegated_from": "委任期間の初日",
    "delegated_to": "委任期間が終わる日", "from_date": "期間の初日", "to_date": "期間が終わる日", "reason": "理由", "reference": "根拠とした通知等",
    "member_id": "構成員", "share_percent": "出資割合",
}  # fmt: skip


@dataclass(frozen=True)
class Deal:
    """A contract with a company, as its record shows it: handed up by the room of contracts."""

    url: str
    number: str
    title: str
    status_label: str
    term: str


@dataclass(frozen=True)
class Look:
    """An assessment of a company, as its record shows it: handed up by the room of assessments. ``badges``: (label, tone)."""

    url: str
    number: str
    tier_label: str
    status_label: str
    tone: Tone
    badges: Sequence[tuple[str, Tone]]
    valid_until: date | None
    next_on: date | None
    next_because: str


Deals = Callable[[WebDoor, Session, UUID], Sequence[Deal]]
Looks = Callable[[WebDoor, Session, UUID], Sequence[Look]]


@page("/contractors")
def list_page(door: WebDoor, q: FromQuery[str] = "", kind: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Response[bytes]:
    with door.reading() as session:
        known = kind if kind in KINDS else None
        found = queries.listed(session, q=q[:200], kind=known, limit=PAGE_SIZE, cursor=cursor or None)
        rows = [(row, KINDS.get(row.kind, "")) for row in found.items]  # type: ignore[call-overload]  # stored kinds are Kind
    next_url = f"/contractors?{urlencode({'q': q, 'kind': kind, 'cursor': found.next_cursor})}" if found.next_cursor else None
    first_url = f"/contractors?{urlencode({'q': q, 'kind': kind})}" if cursor else None
    return door.page(
        "contractors/list.html", rows=rows, q=q, kind=kind, kinds=list(KINDS.items()), next_url=next_url, first_url=first_url
    )


@page("/contractors/new")
def new_page(door: WebDoor) -> Response[bytes]:
    return edit_form(door, None, shown({"kind": "corporation"}))


@form("/contractors/new")
def register(door: WebDoor) -> Response[bytes]:
    def work(session: Session, given: ContractorIn) -> str:
        return f"/contractors/{service.register(session, door.actor, given).id}"

    return door.submit(
        ContractorIn, work, lambda bound: edit_form(door, None, bound), flash="委託先を登録しました。", labels=LABELS
    )


def edit_form(
    door: WebDoor, row: Contractor | None, bound: Bound[Any], *, version: int | None = None, first: str = ""
) -> Response[bytes]:
    """The form of a company; ``first`` says who saved before this person."""
    number = bound.text("corporate_number")
    with door.reading() as session:
        same = queries.with_number(session, number) if number and bound.faults else None
    twin = same if same is not None and (row is None or same.id != row.id) else None
    return door.page(
        "contractors/edit.html", form=bound, row=row, version=version, kinds=list(KINDS.items()), twin=twin, first=first
    )


@page("/contractors/{contractor_id:uuid}/edit")
def edit_page(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        row = queries.one(session, contractor_id)
    return edit_form(door, row, shown({name: getattr(row, name) for name in ContractorIn.model_fields}), version=row.version)


@form("/contractors/{contractor_id:uuid}/edit")
def revise(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: ContractorIn) -> str:
        service.revise(session, door.actor, contractor_id, ContractorPatch(**given.model_dump()), door.form().version())
        return f"/contractors/{contractor_id}"

    def again(bound: Bound[ContractorIn], first: str) -> Response[bytes]:
        with door.reading() as session:
            row = queries.one(session, contractor_id)
        return edit_form(door, row, bound, version=row.version if first else door.form().version(), first=first)

    return submit_on_record(door, contractor_id, ContractorIn, work, again, flash="委託先を訂正しました。", labels=LABELS)


def record_page(door: WebDoor, contractor_id: UUID, deals: Deals, looks: Looks) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, contractor_id)
        held = queries.restrictions(session, row.id)
        restrictions = [(one, RESTRICTIONS[one.kind], queries.restriction_fact(one).holds(today)) for one in held]  # type: ignore[index]  # stored kinds are RestrictionKind
        context: dict[str, Any] = {
            "row": row,
            "kind_label": KINDS[row.kind],  # type: ignore[index]  # stored kinds are Kind
            "offices": queries.offices(session, row.id),
            "members": queries.members(session, row.id) if row.kind == "joint_venture" else [],
            "restrictions": restrictions,
            "against": reasons_against([queries.restriction_fact(one) for one in held], row.qualified_until, today),
            "alike": queries.alike(session, row.name_key, row.id),
            "deals": deals(door, session, row.id),
            "looks": looks(door, session, row.id),
            "may_restrict": "contract_office" in door.actor.duties,
            "today": today,
        }
    return door.page("contractors/record.html", **context)


def part_page(door: WebDoor, contractor_id: UUID, part: str, bound: Bound[Any], **context: Any) -> Response[bytes]:
    """The form that adds something to a company."""
    with door.reading() as session:
        row = queries.one(session, contractor_id)
    return door.page(f"contractors/{part}.html", row=row, form=bound, restrictions=list(RESTRICTIONS.items()), **context)


@page("/contractors/{contractor_id:uuid}/offices/new")
def office_page(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    return part_page(door, contractor_id, "office", shown())


@page("/contractors/{contractor_id:uuid}/restrictions/new")
def restriction_page(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    return part_page(door, contractor_id, "restriction", shown())


@form("/contractors/{contractor_id:uuid}/offices/new")
def add_office(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    return _add(door, contractor_id, "office", OfficeIn, service.add_office, "契約先を追加しました。")


@form("/contractors/{contractor_id:uuid}/restrictions/new")
def add_restriction(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    return _add(door, contractor_id, "restriction", RestrictionIn, service.add_restriction, "記録しました。")


Adds = Callable[[Session, Actor, UUID, Any], object]


def _add(door: WebDoor, contractor_id: UUID, part: str, model: type[BaseModel], add: Adds, flash: str) -> Response[bytes]:
    def work(session: Session, given: BaseModel) -> str:
        add(session, door.actor, contractor_id, given)
        return f"/contractors/{contractor_id}"

    return door.submit(model, work, lambda bound: part_page(door, contractor_id, part, bound), flash=flash, labels=LABELS)


@page("/contractors/{contractor_id:uuid}/members/new")
def member_page(door: WebDoor, contractor_id: FromPath[UUID], q: FromQuery[str] = "") -> Response[bytes]:
    return _member(door, contractor_id, q, shown())


def _member(door: WebDoor, contractor_id: UUID, q: str, bound: Bound[Any]) -> Response[bytes]:
    found: list[tuple[str, str, str]] = []
    if q.strip():
        with door.reading() as session:
            rows = queries.listed(session, q=q[:200], kind=None, limit=20, cursor=None).items
        found = [(str(row.id), row.name, f"{row.number}　{row.address}") for row in rows if row.kind != "joint_venture"]
    return part_page(door, contractor_id, "member", bound, q=q, found=found)


@form("/contractors/{contractor_id:uuid}/members/new")
def add_member(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: MemberIn) -> str:
        service.add_member(session, door.actor, contractor_id, given)
        return f"/contractors/{contractor_id}"

    def again(bound: Bound[MemberIn]) -> Response[bytes]:
        return _member(door, contractor_id, door.form().text("_q"), bound)

    return door.submit(MemberIn, work, again, flash="構成員を追加しました。", labels=LABELS)


def routes(deals: Deals, looks: Looks) -> list[HTTPRouteHandler]:
    """All pages of the room; ``deals`` and ``looks`` tell which contracts there are with a company, and how it was assessed."""

    @page("/contractors/{contractor_id:uuid}")
    def show(door: WebDoor, contractor_id: FromPath[UUID]) -> Response[bytes]:
        return record_page(door, contractor_id, deals, looks)

    return [
        list_page,
        new_page,
        register,
        show,
        edit_page,
        revise,
        office_page,
        add_office,
        restriction_page,
        add_restriction,
        member_page,
        add_member,
    ]
