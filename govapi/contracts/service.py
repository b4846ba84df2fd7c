"""Drafting and changing a contract: the answers settle the class, the facts settle the clauses."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply, plain
from govapi.contracts import queries
from govapi.contracts.clauses import service as clauses
from govapi.contracts.paper.service import place
from govapi.contracts.rules import settled_class
from govapi.contracts.schemas import ContractIn, ContractPatch
from govapi.contracts.tables import Contract
from govapi.contracts.terms.rules import NULLABLE, locked
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who, covers, relations
from govapi.people.tables import Department, Person
from govapi.policy.conditions import Facts
from govapi.policy.rules import Derived, answer_faults, derive, with_class
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.search import index

# What the papers and articles of the clauses follow from: the facts, and the amount below which a 請書 is enough.
PLACING = frozenset({"answers", "chosen_class", "term_kind", "starts_on", "amount"})
NOT_COLUMNS = frozenset({"department_id", "predecessor_id"})


def draft(session: Session, actor: Actor, current: StoredPolicy, given: ContractIn) -> Contract:
    """Begins a contract in a section of the actor. Raises NotAllowed for a section that is not his."""
    department = _department(session, actor, given.department_id)
    if given.predecessor_id is not None:
        queries.one(session, actor, current.policy, given.predecessor_id)
    number = next_number(session, f"contract-{given.fiscal_year}")
    contract = Contract(
        number=f"契約-{given.fiscal_year}-{number:04d}",
        title=given.title,
        fiscal_year=given.fiscal_year,
        organ_id=department.organ_id,
        department_id=department.id,
        department_path=department.path,
        created_by=actor.person_id,
        predecessor_id=given.predecessor_id,
        policy_version=current.version,
    )
    _change(session, contract, current.policy, _values(given))
    session.add(contract)
    settle(session, contract, current.policy)
    audit.note(session, actor, "contract", contract, "draft", f"「{contract.title}」を起案")
    return contract


def revise(
    session: Session,
    actor: Actor,
    current: StoredPolicy,
    contract_id: UUID,
    given: ContractPatch,
    expected: int | None,
    today: date,
) -> Contract:
    """Changes a contract where its state allows it; class and clauses follow."""
    contract = open_for_change(session, actor, current.policy, contract_id, expected)
    values = _values(given)
    refused = locked(contract.status, values)
    if refused:
        names = "、".join(f"「{name}」" for name in refused)
        raise WrongState(f"今の状態では{names}を変更できません。契約の条件を変えるときは、変更契約の手続をしてください。")
    changed = _change(session, contract, current.policy, values)
    if changed:
        moved = contract.policy_version != current.version or bool(changed.keys() & PLACING)
        contract.policy_version = current.version
        settle(session, contract, current.policy)
        if moved:
            place(session, contract, today)
        audit.note(session, actor, "contract", contract, "revise", f"「{contract.title}」を変更", changed)
    return contract


def open_for_change(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, expected: int | None) -> Contract:
    """The contract, held until the commit, if this actor's section (or the contract office) may work on it."""
    contract = queries.one(session, actor, policy, contract_id, lock=True)
    may_work_on(actor, contract)
    if expected is not None and contract.version != expected:
        raise Stale
    return contract


def may_work_on(actor: Actor, contract: Contract) -> None:
    """Raises NotAllowed for those who neither belong to its section nor to the contract office."""
    if not who(actor, contract) & {Who.SECTION_STAFF, Who.CONTRACT_OFFICE}:
        raise NotAllowed("この契約を変更できるのは、所管課と契約担当課の職員です。")


def drafted(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, expected: int | None) -> Contract:
    """The contract while its clauses may still change: they are settled at the 施行伺."""
    contract = open_for_change(session, actor, policy, contract_id, expected)
    if contract.status != "draft":
        raise WrongState("条項は施行伺で確定しています。直すときは、施行伺の差戻し又は引戻しを受けてください。")
    return contract


def who(actor: Actor, contract: Contract) -> frozenset[Who]:
    """How the actor stands to this contract."""
    return relations(actor, contract.department_path, contract.department_id)


def derived(contract: Contract, policy: PolicySet) -> Derived:
    """What follows from the plain answers."""
    return derive(policy, contract.answers, long_term=contract.term_kind == "long_term", starts_on=contract.starts_on)


def facts_of(contract: Contract, policy: PolicySet) -> Facts:
    """The facts the clause catalogue looks at, under the class that holds."""
    return with_class(policy, derived(contract, policy).facts, contract.class_code)


def settle(session: Session, contract: Contract, policy: PolicySet, *, new_state: str = "missing") -> None:
    """Derives class, levels and facts from the answers, and makes the clause rows follow."""
    found = derived(contract, policy)
    contract.derived_class = found.class_code
    contract.class_code, _lowered = settled_class(found.class_code, contract.chosen_class, policy.classification.rank)
    contract.integrity, contract.availability = found.integrity, found.availability
    facts = with_class(policy, found.facts, contract.class_code)
    contract.facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(facts).items()}
    session.flush()
    clauses.settle(session, contract, policy, facts, new_state=new_state)
    index(session, "contract", contract.id, [contract.title, contract.number, contract.outline])


def _values(given: ContractPatch) -> dict[str, Any]:
    values = given.model_dump(exclude_unset=True, exclude=set(NOT_COLUMNS))
    empty = [name for name, value in values.items() if value is None and name not in NULLABLE]
    if empty:
        raise Invalid(
            "空（null）にできない項目があります。",
            errors=[FieldFault(f"/{name}", "この項目は空にできません。") for name in empty],
        )
    return values


def _change(session: Session, contract: Contract, policy: PolicySet, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    values = dict(values)
    if "unit_prices" in values:
        values["unit_prices"] = [{**row, "price": str(row["price"])} for row in values["unit_prices"]]
    if "handed_documents" in values:
        values["handed_documents"] = [{**row, "handed_on": plain(row["handed_on"])} for row in values["handed_documents"]]
    check_choices(session, policy, values)
    _check_term(contract, values)
    return apply(contract, values)


def _check_term(contract: Contract, values: Mapping[str, Any]) -> None:
    starts_on, ends_on = (values.get(name, getattr(contract, name)) for name in ("starts_on", "ends_on"))
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("履行期間の終期は、始期以後の日にしてください。", pointer="/ends_on")


def check_choices(session: Session, policy: PolicySet, values: Mapping[str, Any]) -> None:
    """Choices that must exist: in the policy set, or among the people."""
    faults = [
        FieldFault(f"/answers{one.pointer}", one.message)
        for one in answer_faults(policy.questionnaire, values.get("answers", {}))
    ]
    procurement = policy.procurement
    known: Mapping[str, set[str]] = {
        "method": {one.key for one in procurement.methods},
        "ground": {one.key for one in procurement.grounds},
        "long_term_kind": {one.key for one in procurement.long_term},
        "chosen_class": {one.code for one in policy.classification.confidentiality},
    }
    for name, keys in known.items():
        if values.get(name) is not None and values[name] not in keys:
            faults.append(FieldFault(f"/{name}", "方針セットにない値です。一覧から選んでください。"))
    if faults:
        raise Invalid("入力内容に誤りがあります。", errors=faults)
    for name in ("supervisor_id", "inspector_id"):
        if values.get(name) is not None:
            find(session, Person, values[name])


def _department(session: Session, actor: Actor, department_id: UUID | None) -> Department:
    if department_id is None:
        if not actor.posts:
            raise Invalid(
                "所属が登録されていないため、起案できません。システム管理者に発令の登録を依頼してください。",
                pointer="/department_id",
            )
        department_id = actor.posts[0].department_id
    department = find(session, Department, department_id)
    if not any(covers(post, department.path) for post in actor.posts) and "contract_office" not in actor.duties:
        raise NotAllowed("ほかの課の業務委託は起案できません。所管課の職員が起案してください。")
    return department
