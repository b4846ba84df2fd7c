"""The end of a contract: the inspection, what was handed over, and the proof that it came back or was erased."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contracts import queries as contracts
from govapi.contracts.attachments.queries import handed_in
from govapi.contracts.closing import queries
from govapi.contracts.closing.rules import (
    FINAL_STATES,
    HANDING_STATES,
    INSPECTIONS,
    PARTIAL_STATES,
    Proof,
    inspection_faults,
    methods_for,
    needed,
    nothing_handed_fault,
    proof_faults,
)
from govapi.contracts.closing.schemas import HandedItemIn, HandedItemOut, InspectionIn, MethodOut, NothingHandedIn, ProveIn
from govapi.contracts.closing.tables import HandedItem, Inspection, NothingHanded, Termination
from govapi.contracts.rules import status_on
from govapi.contracts.schemas import TerminateIn
from govapi.contracts.service import derived, facts_of, open_for_change, who
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale, Unmet, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.rules import erasure_proof
from govapi.policy.schema.base import by_key
from govapi.policy.schema.policy_set import PolicySet

FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"


def inspect(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, given: InspectionIn, today: date) -> Inspection:
    """Records an inspection report. Raises NotAllowed for anybody but the inspector, and for the applicant."""
    contract = contracts.one(session, actor, policy, contract_id, lock=True)
    person_id = _inspector(actor, contract)
    _in_state(contract, today, FINAL_STATES if given.kind == "final" else PARTIAL_STATES, INSPECTIONS[given.kind])
    faults = inspection_faults(starts_on=contract.starts_on, today=today, **given.model_dump(exclude={"kind"}))
    if faults:
        raise Invalid(FAULTY, errors=faults)
    row = Inspection(contract_id=contract.id, inspector_id=person_id, inspector_name=actor.name, **given.model_dump())
    session.add(row)
    session.flush()
    outcome = "合格" if row.passed else "不合格"
    audit.note(
        session, actor, "contract", contract, "inspect", f"{INSPECTIONS[given.kind]}（{wareki(row.inspected_on)}）{outcome}"
    )
    return row


def hand(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, given: HandedItemIn, today: date) -> HandedItem:
    """Records something of ours that was handed over. An earlier "nothing was handed over" no longer holds then."""
    contract = open_for_change(session, actor, policy, contract_id, None)
    _in_state(contract, today, HANDING_STATES, "渡した情報の登録")
    _check_item(policy, given, today)
    said = queries.nothing_handed(session, contract.id)
    if said is not None:
        session.delete(said)
        audit.note(session, actor, "contract", contract, "nothing_handed_void", "「渡した情報はない」との記録を取消し")
    row = HandedItem(contract_id=contract.id, recorded_by=actor.person_id, recorded_name=actor.name, **given.model_dump())
    session.add(row)
    session.flush()
    audit.note(session, actor, "contract", contract, "hand", f"渡した情報「{row.description}」を登録")
    return row


def prove(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    contract_id: UUID,
    item_id: UUID,
    given: ProveIn,
    expected: int,
    today: date,
) -> HandedItem:
    """Confirms that an item came back or was erased. Four eyes: not by the one who handed it over, nor by the one who erased it."""
    contract = open_for_change(session, actor, policy, contract_id, None)
    row = queries.item(session, contract.id, item_id, lock=True)
    if row.version != expected:
        raise Stale
    if row.done_on is not None:
        raise WrongState("この情報の返却又は消去は、既に確認されています。")
    if actor.person_id is None:
        raise NotAllowed("返却又は消去を確認できるのは職員だけです。")
    if actor.person_id == row.recorded_by or _plain(actor.name) == _plain(given.done_by):
        raise NotAllowed(
            "渡した情報を登録した職員及び返却又は消去を行った職員は、確認できません。ほかの職員が確認してください。",
            code="four_eyes",
        )
    faults = proof_faults(policy, row.medium, row.class_code, row.handed_on, Proof(**given.model_dump()), today)
    faults += _lost_files(session, contract.id, given)
    if faults:
        raise Invalid(FAULTY, errors=faults)
    for name, value in given.model_dump().items():
        setattr(row, name, value)
    row.confirmed_by, row.confirmed_name, row.confirmed_on = actor.person_id, actor.name, today
    session.flush()
    method = by_key(policy.erasure.methods, row.method).label
    audit.note(session, actor, "contract", contract, "prove", f"「{row.description}」の返却又は消去（{method}）を確認")
    return row


def say_nothing_handed(
    session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, given: NothingHandedIn, today: date
) -> NothingHanded:
    """Records by name that nothing was handed over; raises Unmet when the records or the answers say otherwise."""
    contract = open_for_change(session, actor, policy, contract_id, None)
    if actor.person_id is None:
        raise NotAllowed("「渡した情報はない」ことを記録できるのは職員だけです。")
    _in_state(contract, today, HANDING_STATES, "「渡した情報はない」ことの記録")
    if queries.nothing_handed(session, contract.id) is not None:
        raise Conflict("「渡した情報はない」ことは、既に記録されています。")
    reason = nothing_handed_fault(
        items=len(queries.items(session, contract.id)),
        unanswered=len(derived(contract, policy).unanswered),
        class_code=contract.class_code,
        leaves_premises=facts_of(contract, policy).hosted,
    )
    if reason is not None:
        raise Unmet(reason)
    row = NothingHanded(
        contract_id=contract.id, said_by=actor.person_id, said_name=actor.name, said_on=today, reason=given.reason
    )
    session.add(row)
    session.flush()
    audit.note(session, actor, "contract", contract, "nothing_handed", "「渡した情報はない」ことを記録")
    return row


def shape(policy: PolicySet, row: HandedItem) -> HandedItemOut:
    """An item with the methods that would prove its end."""
    out = HandedItemOut.model_validate(row)
    media = {medium.key: medium.label for medium in policy.erasure.media}
    methods = {method.key: method for method in policy.erasure.methods}
    out.medium_label = media.get(row.medium, row.medium)
    out.class_label = policy.classification.label(row.class_code)
    out.proven = row.done_on is not None
    out.method_label = methods[row.method].label if row.method in methods else row.method
    if not out.proven:
        out.methods = [
            MethodOut(
                key=one.key,
                label=one.label,
                kind=one.kind.value,
                note=one.note,
                **_wanted(policy, row.class_code, one.key),
            )
            for one in methods_for(policy, row.medium, row.class_code)
        ]
    return out


def _wanted(policy: PolicySet, class_code: str, method: str) -> dict[str, bool]:
    proof = needed(policy, class_code, by_key(policy.erasure.methods, method).kind)
    names = ("certificate", "log_or_photo", "staff_attends")
    return {name: bool(proof and getattr(proof, name)) for name in names}


def _inspector(actor: Actor, contract: Contract) -> UUID:
    """The person who may inspect: the 検査職員, else somebody of the section; never who applied for the contract."""
    if actor.person_id is None or (Who.SECTION_STAFF not in who(actor, contract) and actor.person_id != contract.inspector_id):
        raise NotAllowed("検査を記録できるのは、検査職員です。")
    if actor.person_id in (contract.created_by, contract.submitted_by):
        raise NotAllowed("起案した職員は、自分の契約を検査できません。検査職員が検査してください。", code="four_eyes")
    if contract.inspector_id is not None and actor.person_id != contract.inspector_id:
        raise NotAllowed("検査を記録できるのは、検査職員です。検査職員を改めるときは、契約の検査職員を変更してください。")
    return actor.person_id


def _in_state(contract: Contract, today: date, states: frozenset[str], what: str) -> None:
    status = status_on(contract.status, contract.starts_on, today)
    if status not in states:
        names = "、".join(f"「{CONTRACT.labels[state]}」" for state in CONTRACT.labels if state in states)
        raise WrongState(f"「{CONTRACT.labels[status]}」の間は、{what}を行えません。{names}の間に行ってください。")


def _check_item(policy: PolicySet, given: HandedItemIn, today: date) -> None:
    faults = []
    if given.medium not in {medium.key for medium in policy.erasure.media}:
        faults.append(FieldFault("/medium", "方針セットにない媒体です。一覧から選んでください。"))
    if given.class_code not in {one.code for one in policy.classification.confidentiality}:
        faults.append(FieldFault("/class_code", "方針セットにない分類です。一覧から選んでください。"))
    elif erasure_proof(policy, given.class_code) is None:
        faults.append(FieldFault("/class_code", "この分類の証明の程度が方針セットにありません。"))
    if given.handed_on > today:
        faults.append(FieldFault("/handed_on", "渡した日には、今日以前の日を入力してください。"))
    if faults:
        raise Invalid(FAULTY, errors=faults)


def _lost_files(session: Session, contract_id: UUID, given: ProveIn) -> list[FieldFault]:
    """A proof names files of this very contract."""
    named = {"certificate_sha256": given.certificate_sha256, "log_sha256": given.log_sha256}
    return [
        FieldFault(f"/{name}", "この契約に添付されたファイルではありません。先にファイルを添付してください。")
        for name, sha256 in named.items()
        if sha256 and not handed_in(session, contract_id, sha256)
    ]


def _plain(name: str) -> str:
    return name.replace("　", "").replace(" ", "")


def propose_termination(session: Session, actor: Actor, contract: Contract, given: TerminateIn, resumes: str) -> Termination:
    """Keeps the ground and the day of a 解除 that is now being decided; ``resumes`` is where the contract comes from."""
    first = contract.concluded_on or contract.starts_on
    if first is not None and given.terminated_on < first:
        raise Invalid("解除の日は、契約日以後の日にしてください。", pointer="/terminated_on")
    if contract.ends_on is not None and given.terminated_on > contract.ends_on:
        raise Invalid("解除の日は、履行期間の終期までの日にしてください。", pointer="/terminated_on")
    row = Termination(contract_id=contract.id, resumes=resumes, proposed_name=actor.name, **given.model_dump())
    session.add(row)
    session.flush()
    return row


def end_termination(session: Session, contract: Contract, outcome: str, decided_on: date) -> str:
    """Writes down what became of the proposal; returns the transition of the contract that follows."""
    row = next(one for one in queries.terminations(session, contract.id) if one.status == "proposed")
    if outcome == "decided":
        row.status, row.decided_on = "decided", decided_on
        return "termination_decided"
    row.status = "dropped"
    return f"back_to_{row.resumes}"
