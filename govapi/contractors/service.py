"""What people do with companies: register, correct, add offices, members and restrictions."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.contractors import queries
from govapi.contractors.rules import RESTRICTIONS, Kind, invoice_fault, number_fault
from govapi.contractors.schemas import ContractorIn, ContractorPatch, MemberIn, OfficeIn, RestrictionIn
from govapi.contractors.tables import Contractor, ContractorRestriction, Office, VentureMember
from govapi.db.counters import next_number
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale
from govapi.kit.text import company_key, kana_key
from govapi.people.actor import Actor
from govapi.search import index


def register(session: Session, actor: Actor, given: ContractorIn) -> Contractor:
    """Registers a company; raises Invalid for a wrong number, Conflict for a second company with the same 法人番号."""
    values = given.model_dump()
    _check_numbers(session, values, None)
    row = Contractor(**values, **_keys(values), number=f"委託先-{next_number(session, 'contractor'):05d}")
    session.add(row)
    session.flush()
    _index(session, row)
    audit.note(session, actor, "contractor", row, "register", f"委託先「{row.name}」を登録")
    return row


def revise(session: Session, actor: Actor, contractor_id: UUID, given: ContractorPatch, expected_version: int) -> Contractor:
    """Corrects a company; raises Stale when another person was first."""
    row = current(session, contractor_id, expected_version)
    values = given.model_dump(exclude_unset=True)
    _refuse_null(values)
    merged = {name: values.get(name, getattr(row, name)) for name in ContractorIn.model_fields}
    _check_numbers(session, merged, row.id)
    changed = apply(row, values | _keys(merged))
    if changed:
        session.flush()
        _index(session, row)
        audit.note(session, actor, "contractor", row, "revise", f"委託先「{row.name}」を訂正", changed)
    return row


def add_office(session: Session, actor: Actor, contractor_id: UUID, given: OfficeIn) -> Office:
    """Adds a 契約先 to a company."""
    if given.delegated_from and given.delegated_to and given.delegated_to <= given.delegated_from:
        raise Invalid("委任期間の終わりは、始まりより後の日にしてください。", pointer="/delegated_to")
    company = queries.one(session, contractor_id)
    row = Office(contractor_id=company.id, **given.model_dump())
    session.add(row)
    session.flush()
    audit.note(session, actor, "contractor", company, "add_office", f"契約先「{row.name}」を追加")
    return row


def add_restriction(session: Session, actor: Actor, contractor_id: UUID, given: RestrictionIn) -> ContractorRestriction:
    """Records a 指名停止 or an exclusion; only the contract office may (domain: an internal rule of its own)."""
    if "contract_office" not in actor.duties:
        raise NotAllowed("指名停止等を記録できるのは、契約担当課の職員です。")
    if given.to_date and given.to_date <= given.from_date:
        raise Invalid("期間の終わりは、始まりより後の日にしてください。", pointer="/to_date")
    company = queries.one(session, contractor_id)
    row = ContractorRestriction(contractor_id=company.id, **given.model_dump())
    session.add(row)
    session.flush()
    audit.note(
        session, actor, "contractor", company, "add_restriction", f"{RESTRICTIONS[given.kind]}を記録", {"reason": given.reason}
    )
    return row


def add_member(session: Session, actor: Actor, venture_id: UUID, given: MemberIn) -> VentureMember:
    """Adds a company to a joint venture; raises Invalid where it does not fit."""
    venture, member = queries.one(session, venture_id), queries.one(session, given.member_id)
    if venture.kind != "joint_venture":
        raise Invalid("構成員を登録できるのは、種別が「共同企業体」の委託先だけです。", pointer="/member_id")
    if member.kind == "joint_venture":
        raise Invalid("共同企業体は、ほかの共同企業体の構成員になれません。", pointer="/member_id")
    present = queries.members(session, venture_id)
    if any(company.id == member.id for _row, company in present):
        raise Conflict("この会社は、既に構成員として登録されています。")
    if given.is_lead and any(row.is_lead for row, _company in present):
        raise Conflict("代表構成員は、既に登録されています。")
    row = VentureMember(venture_id=venture.id, **given.model_dump())
    session.add(row)
    session.flush()
    audit.note(session, actor, "contractor", venture, "add_member", f"構成員「{member.name}」を追加")
    return row


def current(session: Session, contractor_id: UUID, expected_version: int) -> Contractor:
    """The company, unless it has moved on since it was read."""
    row = queries.one(session, contractor_id)
    if row.version != expected_version:
        raise Stale
    return row


def _keys(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"kana_key": kana_key(values["kana"])[:200], "name_key": company_key(values["name"])[:200]}


def _index(session: Session, row: Contractor) -> None:
    index(session, "contractor", row.id, [row.name, row.kana, row.corporate_number or "", row.number, row.address])


def _refuse_null(values: Mapping[str, Any]) -> None:
    nullable = {"corporate_number", "invoice_number", "qualified_until"}
    empty = [name for name, value in values.items() if value is None and name not in nullable]
    if empty:
        raise Invalid(
            "空（null）にできない項目があります。",
            errors=[FieldFault(f"/{name}", "この項目は空にできません。") for name in empty],
        )


def _check_numbers(session: Session, values: Mapping[str, Any], own_id: UUID | None) -> None:
    fault = number_fault(cast(Kind, values["kind"]), values["corporate_number"])
    if fault:
        raise Invalid(fault, pointer="/corporate_number")
    fault = invoice_fault(values["invoice_number"])
    if fault:
        raise Invalid(fault, pointer="/invoice_number")
    if values["corporate_number"]:
        other = queries.with_number(session, values["corporate_number"])
        if other is not None and other.id != own_id:
            raise Conflict(
                f"この法人番号は「{other.name}」（{other.number}）として既に登録されています。その委託先に契約先を追加してください。"
            )
