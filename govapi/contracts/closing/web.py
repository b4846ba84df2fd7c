"""The pages of a contract's end: the inspection, what was handed over, and the proof that it came back or was erased."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.attachments import queries as attachments
from govapi.contracts.attachments import service as files
from govapi.contracts.attachments.web import ACCEPT, HINT, taken
from govapi.contracts.closing import queries, service
from govapi.contracts.closing.certificate import service as certificate
from govapi.contracts.closing.rules import FINAL_STATES, HANDING_STATES, INSPECTIONS, PARTIAL_STATES
from govapi.contracts.closing.schemas import HandedItemIn, HandedItemOut, InspectionIn, NothingHandedIn, ProveFormIn, ProveIn
from govapi.contracts.history.web import record_tabs
from govapi.contracts.ledger import service as ledger
from govapi.contracts.ledger.web import buttons
from govapi.contracts.service import who
from govapi.contracts.tables import Contract
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Invalid, NotFound
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "kind": "検査の種類", "inspected_on": "検査日", "passed": "検査の結果", "security_kept": "情報セキュリティ要件",
    "remark": "備考", "description": "渡したもの", "medium": "媒体", "class_code": "自治体機密性", "handed_on": "渡した日",
    "method": "返却又は消去の方法", "done_on": "返却又は消去の日", "done_by": "返却又は消去を行った者", "attended_by": "立ち会った職員",
    "certificate_sha256": "証明書又は返却書", "log_sha256": "消去の記録又は写真", "reason": "理由",
}  # fmt: skip
NEAR = frozenset({Who.SECTION_STAFF, Who.CONTRACT_OFFICE})
STEPS = ("complete", "start_closing", "close")
PROOFS = {"certificate_sha256": "certificate_file", "log_sha256": "log_file"}  # the file chosen instead of one handed in before


@page("/contracts/{contract_id:uuid}/closing")
def show(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        out = ledger.whole(session, door.actor, contract, policy, today)
        inspections = queries.inspections(session, contract.id)
        certificates = certificate.newest(session, inspections)
        items = [service.shape(policy, row) for row in queries.items(session, contract.id)]
        nothing = queries.nothing_handed(session, contract.id)
        named = {row.sha256: row for row in attachments.of_contract(session, door.actor, policy, contract.id)}
    near = bool(who(door.actor, contract) & NEAR)
    return door.page(
        "contracts/closing/show.html",
        out=out,
        tabs=record_tabs(contract.id, "closing"),
        contract=contract,
        inspections=inspections,
        certificates=certificates,
        may_certify=near or any(row.inspector_id == door.actor.person_id for row in inspections),
        kinds=INSPECTIONS,
        items=items,
        nothing=nothing,
        named=named,
        may_inspect=_may_inspect(door, contract, out.status),
        may_hand=near and out.status in HANDING_STATES,
        settled=nothing is not None or (bool(items) and all(one.proven for one in items)),
        inspected=_inspected(inspections),
        actions=[one for one in buttons(out) if one.url.rsplit("/", 1)[1].replace("-", "_") in STEPS],
    )


def _inspected(rows: Any) -> bool:
    final = [row for row in rows if row.kind == "final"]
    return bool(final) and final[-1].passed


def _may_inspect(door: WebDoor, contract: Contract, status: str) -> bool:
    """Whether the button is shown; the use case decides once more."""
    actor = door.actor
    if actor.person_id is None or actor.person_id in (contract.created_by, contract.submitted_by):
        return False
    named = contract.inspector_id is None and Who.SECTION_STAFF in who(actor, contract)
    return status in FINAL_STATES | PARTIAL_STATES and (named or actor.person_id == contract.inspector_id)


def _seen(door: WebDoor, session: Session, contract_id: UUID) -> tuple[Contract, PolicySet]:
    policy = current(session, door.parts.clock.today()).policy
    return contracts.one(session, door.actor, policy, contract_id), policy


def _asking(door: WebDoor, contract_id: UUID, name: str, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        contract, policy = _seen(door, session, contract_id)
    return door.page(
        f"contracts/closing/{name}.html",
        contract=contract,
        form=bound,
        kinds=list(INSPECTIONS.items()),
        media=[(one.key, one.label) for one in policy.erasure.media],
        classes=[(one.code, one.label) for one in policy.classification.confidentiality],
    )


@page("/contracts/{contract_id:uuid}/closing/inspection")
def inspection_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, contract_id, "inspection", shown({"kind": "final", "inspected_on": door.parts.clock.today()}))


@form("/contracts/{contract_id:uuid}/closing/inspection")
def inspect(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: InspectionIn) -> str:
        today = door.parts.clock.today()
        service.inspect(session, door.actor, current(session, today).policy, contract_id, given, today)
        return f"/contracts/{contract_id}/closing"

    def again(bound: Bound[InspectionIn]) -> Response[bytes]:
        return _asking(door, contract_id, "inspection", bound)

    return door.submit(InspectionIn, work, again, flash="検査調書を登録しました。", labels=LABELS)


@page("/contracts/{contract_id:uuid}/closing/handed")
def hand_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        contract, _policy = _seen(door, session, contract_id)
    return _asking(door, contract_id, "handed", shown({"class_code": contract.class_code}))


@form("/contracts/{contract_id:uuid}/closing/handed")
def hand(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: HandedItemIn) -> str:
        today = door.parts.clock.today()
        service.hand(session, door.actor, current(session, today).policy, contract_id, given, today)
        return f"/contracts/{contract_id}/closing"

    def again(bound: Bound[HandedItemIn]) -> Response[bytes]:
        return _asking(door, contract_id, "handed", bound)

    return door.submit(HandedItemIn, work, again, flash="渡した情報を登録しました。", labels=LABELS)


@page("/contracts/{contract_id:uuid}/closing/nothing-handed")
def nothing_page(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    return _asking(door, contract_id, "nothing", shown())


@form("/contracts/{contract_id:uuid}/closing/nothing-handed")
def say_nothing(door: WebDoor, contract_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: NothingHandedIn) -> str:
        today = door.parts.clock.today()
        service.say_nothing_handed(session, door.actor, current(session, today).policy, contract_id, given, today)
        return f"/contracts/{contract_id}/closing"

    def again(bound: Bound[NothingHandedIn]) -> Response[bytes]:
        return _asking(door, contract_id, "nothing", bound)

    return door.submit(NothingHandedIn, work, again, flash="「渡した情報はない」ことを記録しました。", labels=LABELS)


@page("/contracts/{contract_id:uuid}/closing/handed/{item_id:uuid}")
def prove_page(door: WebDoor, contract_id: FromPath[UUID], item_id: FromPath[UUID]) -> Response[bytes]:
    return _prove(door, contract_id, item_id, None)


def _prove(door: WebDoor, contract_id: UUID, item_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    with door.reading() as session:
        contract, policy = _seen(door, session, contract_id)
        item: HandedItemOut = service.shape(policy, queries.item(session, contract.id, item_id))
        held = attachments.of_contract(session, door.actor, policy, contract.id)
    if item.proven:
        raise NotFound("この情報の返却又は消去は、既に確認されています。検査・返却の画面に戻ってください。")
    return door.page(
        "contracts/closing/prove.html",
        contract=contract,
        item=item,
        methods=[(one.key, one.label, one.note) for one in item.methods],
        held=[(row.sha256, row.name) for row in held],
        proofs=PROOFS,
        form=bound or shown({"done_on": door.parts.clock.today()}),
        first=first,
        version=item.version if bound is None or first else door.form().version(),
        accept=ACCEPT,
        hint=HINT,
    )


@form("/contracts/{contract_id:uuid}/closing/handed/{item_id:uuid}", uploads=True)
def prove(door: WebDoor, contract_id: FromPath[UUID], item_id: FromPath[UUID]) -> Response[bytes]:
    try:
        sent = {name: taken(door, contract_id, field) for name, field in PROOFS.items()}
    except Invalid as refused:
        answer = _prove(door, contract_id, item_id, _typed(door).with_faults(refused.errors))
        answer.status_code = refused.status
        return answer

    def work(session: Session, given: ProveFormIn) -> str:
        today = door.parts.clock.today()
        policy = current(session, today).policy
        body = _proof(given, sent)
        for file in sent.values():
            if file is not None:
                files.hand_in(session, door.actor, policy, contract_id, file)
        service.prove(session, door.actor, policy, contract_id, item_id, body, door.form().version(), today)
        return f"/contracts/{contract_id}/closing"

    def again(bound: Bound[ProveFormIn], first: str) -> Response[bytes]:
        return _prove(door, contract_id, item_id, bound, first)

    flash = "返却又は消去を確認しました。"
    return submit_on_record(door, item_id, ProveFormIn, work, again, flash=flash, labels=LABELS)


def _typed(door: WebDoor) -> Bound[Any]:
    return door.form().bind(ProveFormIn, LABELS)


def _proof(given: ProveFormIn, sent: Mapping[str, ReadyFile | None]) -> ProveIn:
    """The proof, a file chosen on the page before one handed in earlier."""
    values = given.model_dump(exclude=set(PROOFS.values()))
    return ProveIn(**values | {name: file.stored.sha256 for name, file in sent.items() if file is not None})


ROUTES: list[Any] = [show, inspection_page, inspect, hand_page, hand, nothing_page, say_nothing, prove_page, prove]
