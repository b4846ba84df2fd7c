"""The pages of sub-contracting: the tree of a contract, a request, its decision, its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import TONES, past
from govapi.contracts import queries as contracts
from govapi.contracts.drafting.rules import lines
from govapi.contracts.history.web import record_tabs
from govapi.contracts.rules import status_on
from govapi.contracts.service import who
from govapi.contracts.subcontracts import queries, service
from govapi.contracts.subcontracts.judging.service import clauses_of
from govapi.contracts.subcontracts.paper import service as paper
from govapi.contracts.subcontracts.rules import RUNNING
from govapi.contracts.subcontracts.schemas import (
    SubcontractFormIn,
    SubcontractIn,
    SubcontractOut,
    SubcontractPatch,
    SubcontractRow,
)
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.subcontracts.workflow import SUBCONTRACT
from govapi.contracts.tables import Contract
from govapi.documents import queries as documents
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.duties import queries as duties
from govapi.kit.errors import NotFound, Refusal
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import ActionButton, Tone
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

LABELS = {
    "corporate_number": "法人番号", "name": "名称", "address": "所在地", "representative": "代表者", "requested_on": "申請の日",
    "scope": "再委託する業務の範囲", "is_whole": "一括再委託", "reason": "再委託の理由", "period_from": "期間の始期", "period_to": "期間の終期",
    "amount": "金額", "share_percent": "割合", "started_early_on": "承諾前に着手した日", "further_planned": "更に再委託する予定",
    "information": "渡す情報の種類", "class_code": "自治体機密性", "personal": "個人情報", "my_number": "個人番号", "system": "情報システム",
    "hosted": "庁外での保管", "measures": "再委託先の対策", "supervision": "受託者による監督の方法",
    "assessment_plan": "評価がまだのときの確認の方法", "conditions": "条件又は理由", "note": "伺い文", "ended_on": "終了の日",
}  # fmt: skip
STATE_TONES: dict[str, Tone] = {**TONES, "consented": "good", "revoked": "danger", "ended": ""}
CONFIRMS = {
    "withdraw": "再委託の申請の記録を取り下げます。元に戻せません。",
    "revoke": "再委託の承諾を取り消します。この下の再委託の承諾も、全て取り消されます。元に戻せません。",
}


@dataclass(frozen=True)
class Node:
    """A sub-contract in the tree, with those that stand on it."""

    out: SubcontractRow
    below: Sequence["Node"]


def tree(rows: Sequence[Subcontract], policy: PolicySet, door: WebDoor) -> list[Node]:
    """The sub-contracts of a contract, each under the one it stands on."""
    today = door.parts.clock.today()
    held = {row.id: row.status == "consented" for row in rows}

    def under(parent_id: UUID | None) -> list[Node]:
        own = [row for row in rows if row.parent_id == parent_id]
        holds = parent_id is None or held.get(parent_id, False)
        return [Node(service.brief(row, policy, today, upper_holds=holds), under(row.id)) for row in own]

    return under(None)


def may_record(door: WebDoor, contract: Contract) -> bool:
    """Whether the button to record a request is shown; the use case decides once more."""
    status = status_on(contract.status, contract.starts_on, door.parts.clock.today())
    return status in RUNNING and Who.SECTION_STAFF in who(door.actor, contract)


@page("/contracts/{contract_id:uuid}/subcontracts")
def tree_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        seen = queries.listed(session, door.actor, policy, queries.Filters(contract_id=contract.id), limit=200, cursor=None)
        rows = sorted(seen.items, key=lambda row: (row.tier, row.id))
        clauses = clauses_of(session, contract, my_number=True)
        company = contracts.contractor_name(session, contract.contractor_id)
    return door.page(
        "contracts/subcontracts/tree.html",
        contract=contract,
        company=company,
        nodes=tree(rows, policy, door),
        count=len(rows),
        clauses=clauses,
        tones=STATE_TONES,
        may_record=may_record(door, contract),
        tabs=record_tabs(contract.id, "subcontracts"),
    )


@page("/contracts/{contract_id:uuid}/subcontracts/new")
def new_page(door: WebDoor, contract_id: FromPath[UUID], parent: FromQuery[UUID | None] = None) -> Response[bytes]:
    return _new(door, contract_id, shown({"parent_id": parent, "requested_on": door.parts.clock.today()}))


def _new(door: WebDoor, contract_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        uppers = [
            (str(row.id), f"{row.number}　{row.name}")
            for row in queries.of_contract(session, contract.id)
            if row.status == "consented"
        ]
    return _form(door, contract, policy, bound, uppers=uppers, out=None, version=None, first="")


def _form(door: WebDoor, contract: Contract, policy: PolicySet, bound: Bound[Any], **context: Any) -> Response[bytes]:
    classes = [(one.code, one.label) for one in policy.classification.confidentiality]
    return door.page("contracts/subcontracts/form.html", contract=contract, form=bound, classes=classes, **context)


@form("/contracts/{contract_id:uuid}/subcontracts/new")
def record(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: SubcontractFormIn) -> str:
        values = _values(given)
        body = SubcontractIn(**{**values, "parent_id": given.parent_id})
        stored = current(session, clock.today())
        row = service.record(session, door.actor, stored, contract_id, body, now=clock.now(), today=clock.today())
        return f"/subcontracts/{row.id}"

    flash = "再委託の申請を受け付けました。内容を確かめて、承諾又は不承諾を伺ってください。"
    return door.submit(SubcontractFormIn, work, lambda bound: _new(door, contract_id, bound), flash=flash, labels=LABELS)


def _values(given: SubcontractFormIn) -> dict[str, Any]:
    """The fields as the service takes them: lines instead of texts; a company of the ledger by its number or its id."""
    values = given.model_dump(exclude={"parent_id"})
    values["information"], values["conditions"] = lines(given.information), lines(given.conditions)
    if given.contractor_id is None and given.corporate_number is not None:
        del values["contractor_id"]
    return values


@page("/subcontracts/{subcontract_id:uuid}")
def show(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _show(door, subcontract_id, None)


def _show(door: WebDoor, subcontract_id: UUID, refused: Refusal | None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, subcontract_id)
        contract = contracts.one(session, door.actor, policy, row.contract_id)
        out = service.shape(session, door.actor, row, policy, today)
        around = [
            one
            for one in queries.of_contract(session, contract.id)
            if row.id in (one.id, one.parent_id) or one.id == row.parent_id
        ]
        context: dict[str, Any] = {
            "history": past(session, row.id, SUBCONTRACT.labels),
            "duties": duties.of_record(session, row.id),
            "made": documents.of_record(session, row.id),
            "upper": next((one for one in around if one.id == row.parent_id), None),
            "below": [service.brief(one, policy, today) for one in around if one.parent_id == row.id],
        }
    return door.page(
        "contracts/subcontracts/record.html",
        status_code=refused.status if refused else 200,
        refused=refused,
        out=out,
        contract=contract,
        today=today,
        tones=STATE_TONES,
        may_edit=any(one.action == "withdraw" for one in out.available_actions),
        may_make=row.status in paper.DECIDED and bool(service.who(door.actor, row) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE}),
        may_go_on=out.status == "consented" and may_record(door, contract),
        actions=_buttons(out),
        **context,
    )


def _buttons(out: SubcontractOut) -> list[ActionButton]:
    available = [
        Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in out.available_actions
    ]
    tones: dict[str, Any] = {"withdraw": "danger", "revoke": "danger"}
    return action_buttons(available, f"/subcontracts/{out.id}", tones=tones, confirms=CONFIRMS)


def _read(session: Session, door: WebDoor, subcontract_id: UUID) -> tuple[Subcontract, Contract, SubcontractOut, PolicySet]:
    today = door.parts.clock.today()
    policy = current(session, today).policy
    row = queries.one(session, door.actor, policy, subcontract_id)
    contract = contracts.one(session, door.actor, policy, row.contract_id)
    return row, contract, service.shape(session, door.actor, row, policy, today), policy


def _version(door: WebDoor, out: SubcontractOut, bound: Bound[Any] | None, first: str) -> int:
    return out.version if bound is None or first else door.form().version()


@page("/subcontracts/{subcontract_id:uuid}/edit")
def edit_page(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    return _edit(door, subcontract_id, None)


def _edit(door: WebDoor, subcontract_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        row, contract, out, policy = _read(session, door, subcontract_id)
    if not any(one.action == "withdraw" for one in out.available_actions):
        raise NotFound("今の状態では、この申請の記録を修正できません。再委託の画面に戻ってください。")
    values = row.model_dump() | {"information": "\n".join(row.information), "conditions": "\n".join(row.conditions)}
    values["contractor_id"] = row.contractor_id if row.corporate_number is None else None
    version = _version(door, out, bound, first)
    return _form(door, contract, policy, bound or shown(values), uppers=[], out=out, version=version, first=first)


@form("/subcontracts/{subcontract_id:uuid}/edit")
def edit(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: SubcontractFormIn) -> str:
        stored, version = current(session, clock.today()), door.form().version()
        body = SubcontractPatch(**_values(given))
        service.revise(session, door.actor, stored, subcontract_id, body, version, now=clock.now(), today=clock.today())
        return f"/subcontracts/{subcontract_id}"

    def again(bound: Bound[SubcontractFormIn], first: str) -> Response[bytes]:
        return _edit(door, subcontract_id, bound, first)

    return submit_on_record(door, subcontract_id, SubcontractFormIn, work, again, flash="保存しました。", labels=LABELS)


@form("/subcontracts/{subcontract_id:uuid}/documents")
def generate(door: WebDoor, subcontract_id: FromPath[UUID]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return paper.read(session, door.actor, stored, subcontract_id, paper.KEY, door.parts.clock.today())

    return make_paper(door, f"/subcontracts/{subcontract_id}", paper.KEY, read, again=partial(_show, door, subcontract_id))


ROUTES: list[Callable[..., Any]] = [tree_page, new_page, record, show, edit_page, edit, generate]
