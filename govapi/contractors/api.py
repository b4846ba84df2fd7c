"""The API's door to the companies."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contractors import queries, service
from govapi.contractors.rules import Kind
from govapi.contractors.schemas import (
    ContractorCreated,
    ContractorIn,
    ContractorOut,
    ContractorPatch,
    MemberIn,
    MemberOut,
    OfficeIn,
    OfficeOut,
    RestrictionIn,
    RestrictionOut,
)
from govapi.contractors.tables import VentureMember
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing, Query

TAG = "委託先"
READ, WRITE = "contractors:read", "contractors:write"

ContractorId = Annotated[UUID, Parameter(description="委託先の id")]


@reads("/contractors", "listContractors", "委託先の一覧（50音順）", tag=TAG, scope=READ)
def list_contractors(
    door: Door, q: Query = "", kind: Kind | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[ContractorOut]]:
    with door.reading() as session:
        page = queries.listed(session, q=q, kind=kind, limit=limit, cursor=cursor)
        items = [ContractorOut.model_validate(row) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@creates("/contractors", "registerContractor", "委託先を登録する", tag=TAG, scope=WRITE)
def register_contractor(door: Door, data: ContractorIn) -> Answer[ContractorCreated]:
    with door.writing() as session:
        row = service.register(session, door.actor, data)
        alike = [ContractorOut.model_validate(other) for other in queries.alike(session, row.name_key, row.id)]
        shape = ContractorCreated(**ContractorOut.model_validate(row).model_dump(), alike=alike)
        return door.created(session, shape, version=row.version, location=f"/api/v1/contractors/{row.id}")


@reads("/contractors/{contractor_id:uuid}", "getContractor", "委託先を見る", tag=TAG, scope=READ)
def get_contractor(door: Door, contractor_id: ContractorId) -> Answer[ContractorOut]:
    with door.reading() as session:
        row = queries.one(session, contractor_id)
        return answer(ContractorOut.model_validate(row), version=row.version)


@changes("/contractors/{contractor_id:uuid}", "reviseContractor", "委託先を訂正する", tag=TAG, scope=WRITE)
def revise_contractor(door: Door, contractor_id: ContractorId, data: ContractorPatch) -> Answer[ContractorOut]:
    expected = door.expected_version()
    with door.writing() as session:
        row = service.revise(session, door.actor, contractor_id, data, expected)
        return answer(ContractorOut.model_validate(row), version=row.version)


@reads("/contractors/{contractor_id:uuid}/offices", "listContractorOffices", "契約先（本店・支店）の一覧", tag=TAG, scope=READ)
def list_offices(door: Door, contractor_id: ContractorId) -> Answer[Listing[OfficeOut]]:
    with door.reading() as session:
        rows = queries.offices(session, queries.one(session, contractor_id).id)
        return answer(Listing(items=[OfficeOut.model_validate(row) for row in rows]))


@creates("/contractors/{contractor_id:uuid}/offices", "addContractorOffice", "契約先を追加する", tag=TAG, scope=WRITE)
def add_office(door: Door, contractor_id: ContractorId, data: OfficeIn) -> Answer[OfficeOut]:
    with door.writing() as session:
        row = service.add_office(session, door.actor, contractor_id, data)
        return door.created(session, OfficeOut.model_validate(row), version=row.version)


@reads("/contractors/{contractor_id:uuid}/restrictions", "listContractorRestrictions", "指名停止等の一覧", tag=TAG, scope=READ)
def list_restrictions(door: Door, contractor_id: ContractorId) -> Answer[Listing[RestrictionOut]]:
    with door.reading() as session:
        rows = queries.restrictions(session, queries.one(session, contractor_id).id)
        return answer(Listing(items=[RestrictionOut.model_validate(row) for row in rows]))


@creates(
    "/contractors/{contractor_id:uuid}/restrictions", "addContractorRestriction", "指名停止等を記録する", tag=TAG, scope=WRITE
)
def add_restriction(door: Door, contractor_id: ContractorId, data: RestrictionIn) -> Answer[RestrictionOut]:
    with door.writing() as session:
        row = service.add_restriction(session, door.actor, contractor_id, data)
        return door.created(session, RestrictionOut.model_validate(row), version=row.version)


@reads("/contractors/{contractor_id:uuid}/members", "listVentureMembers", "共同企業体の構成員の一覧", tag=TAG, scope=READ)
def list_members(door: Door, contractor_id: ContractorId) -> Answer[Listing[MemberOut]]:
    with door.reading() as session:
        found = queries.members(session, queries.one(session, contractor_id).id)
        return answer(Listing(items=[_member(row, company.name) for row, company in found]))


@creates("/contractors/{contractor_id:uuid}/members", "addVentureMember", "共同企業体の構成員を追加する", tag=TAG, scope=WRITE)
def add_member(door: Door, contractor_id: ContractorId, data: MemberIn) -> Answer[MemberOut]:
    with door.writing() as session:
        row = service.add_member(session, door.actor, contractor_id, data)
        company = queries.one(session, row.member_id)
        return door.created(session, _member(row, company.name))


def _member(row: VentureMember, name: str) -> MemberOut:
    return MemberOut(id=row.id, member_id=row.member_id, name=name, is_lead=row.is_lead, share_percent=row.share_percent)


ROUTES = [
    list_contractors,
    register_contractor,
    get_contractor,
    revise_contractor,
    list_offices,
    add_office,
    list_restrictions,
    add_restriction,
    list_members,
    add_member,
]
