"""The API's door to the organisation: who calls, the town, departments and posts."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.admin.organisation import service, shaping
from govapi.admin.organisation.schemas import (
    DepartmentIn,
    DepartmentOut,
    DepartmentPatch,
    MachineClientIn,
    MachineClientOut,
    MachineClientPatch,
    MeOut,
    MunicipalityOut,
    OrganOut,
    OrganPatch,
    PostIn,
    PostOut,
    PostPatch,
)
from govapi.db.session import find
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Listing
from govapi.people import queries, roster
from govapi.people.tables import Department, MachineClient, Organ, Post

TAG = "組織と職員"

OrganId = Annotated[UUID, Parameter(description="機関の id")]
DepartmentId = Annotated[UUID, Parameter(description="組織の id")]
PostId = Annotated[UUID, Parameter(description="職の id")]
ClientId = Annotated[UUID, Parameter(description="連携システムの id")]
On = Annotated[date | None, Parameter(description="基準日。省くと今日")]


@reads("/me", "getMe", "自分（トークンの利用者）を見る", tag=TAG, scope="me:read")
def get_me(door: Door) -> Answer[MeOut]:
    with door.reading():
        return answer(shaping.me(door.actor))


@reads("/municipality", "getMunicipality", "自団体と機関を見る", tag=TAG, scope="municipality:read")
def get_municipality(door: Door) -> Answer[MunicipalityOut]:
    with door.reading() as session:
        out = MunicipalityOut.model_validate({**queries.municipality(session).model_dump(), "organs": []})
        out.organs = [OrganOut.model_validate(row) for row in roster.organs(session)]
        return answer(out)


@reads("/municipality/organs/{organ_id:uuid}", "getOrgan", "機関を見る", tag=TAG, scope="municipality:read")
def get_organ(door: Door, organ_id: OrganId) -> Answer[OrganOut]:
    with door.reading() as session:
        row = find(session, Organ, organ_id)
        return answer(OrganOut.model_validate(row), version=row.version)


@changes("/municipality/organs/{organ_id:uuid}", "reviseOrgan", "機関の契約主体を訂正する", tag=TAG, scope="municipality:write")
def revise_organ(door: Door, organ_id: OrganId, data: OrganPatch) -> Answer[OrganOut]:
    with door.writing() as session:
        row = service.revise_organ(session, door.actor, organ_id, data, door.expected_version())
        return answer(OrganOut.model_validate(row), version=row.version)


@reads("/municipality/machine-clients", "listMachineClients", "連携システムの一覧", tag=TAG, scope="municipality:read")
def list_clients(door: Door) -> Answer[Listing[MachineClientOut]]:
    with door.reading() as session:
        service.check_administrator(door.actor, "連携システムの閲覧")
        return answer(Listing(items=[MachineClientOut.model_validate(row) for row in roster.machine_clients(session)]))


@creates("/municipality/machine-clients", "registerMachineClient", "連携システムを登録する", tag=TAG, scope="municipality:write")
def register_client(door: Door, data: MachineClientIn) -> Answer[MachineClientOut]:
    with door.writing() as session:
        row = service.register_client(session, door.actor, data)
        location = f"/api/v1/municipality/machine-clients/{row.id}"
        return door.created(session, MachineClientOut.model_validate(row), version=row.version, location=location)


@reads(
    "/municipality/machine-clients/{client_id:uuid}", "getMachineClient", "連携システムを見る", tag=TAG, scope="municipality:read"
)
def get_client(door: Door, client_id: ClientId) -> Answer[MachineClientOut]:
    with door.reading() as session:
        service.check_administrator(door.actor, "連携システムの閲覧")
        row = find(session, MachineClient, client_id)
        return answer(MachineClientOut.model_validate(row), version=row.version)


@changes(
    "/municipality/machine-clients/{client_id:uuid}",
    "reviseMachineClient",
    "連携システムを訂正し、又は止める",
    tag=TAG,
    scope="municipality:write",
)
def revise_client(door: Door, client_id: ClientId, data: MachineClientPatch) -> Answer[MachineClientOut]:
    with door.writing() as session:
        row = service.revise_client(session, door.actor, client_id, data, door.expected_version())
        return answer(MachineClientOut.model_validate(row), version=row.version)


@reads("/departments", "listDepartments", "組織の一覧（組織図の順）", tag=TAG, scope="departments:read")
def list_departments(door: Door, on: On = None) -> Answer[Listing[DepartmentOut]]:
    with door.reading() as session:
        rows = roster.departments(session, on or door.parts.clock.today())
        return answer(Listing(items=[DepartmentOut.model_validate(row) for row in rows]))


@creates("/departments", "addDepartment", "組織を設置する", tag=TAG, scope="departments:write")
def add_department(door: Door, data: DepartmentIn) -> Answer[DepartmentOut]:
    with door.writing() as session:
        row = service.add_department(session, door.actor, data)
        shape = DepartmentOut.model_validate(row)
        return door.created(session, shape, version=row.version, location=f"/api/v1/departments/{row.id}")


@reads("/departments/{department_id:uuid}", "getDepartment", "組織を見る", tag=TAG, scope="departments:read")
def get_department(door: Door, department_id: DepartmentId) -> Answer[DepartmentOut]:
    with door.reading() as session:
        row = find(session, Department, department_id)
        return answer(DepartmentOut.model_validate(row), version=row.version)


@changes(
    "/departments/{department_id:uuid}", "reviseDepartment", "組織を訂正し、又は廃止する", tag=TAG, scope="departments:write"
)
def revise_department(door: Door, department_id: DepartmentId, data: DepartmentPatch) -> Answer[DepartmentOut]:
    with door.writing() as session:
        row = service.revise_department(session, door.actor, department_id, data, door.expected_version())
        return answer(DepartmentOut.model_validate(row), version=row.version)


@reads("/posts", "listPosts", "職の一覧（今日その職にある職員とともに）", tag=TAG, scope="posts:read")
def list_posts(door: Door, department_id: UUID | None = None) -> Answer[Listing[PostOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        pairs = roster.posts(session, on=today, department_id=department_id)
        return answer(Listing(items=shaping.posts(session, pairs, today)))


@creates("/posts", "addPost", "職を設置する", tag=TAG, scope="posts:write")
def add_post(door: Door, data: PostIn) -> Answer[PostOut]:
    with door.writing() as session:
        row = service.add_post(session, door.actor, data)
        shape = shaping.post(session, row, door.parts.clock.today())
        return door.created(session, shape, version=row.version, location=f"/api/v1/posts/{row.id}")


@reads("/posts/{post_id:uuid}", "getPost", "職を見る", tag=TAG, scope="posts:read")
def get_post(door: Door, post_id: PostId) -> Answer[PostOut]:
    with door.reading() as session:
        row = find(session, Post, post_id)
        return answer(shaping.post(session, row, door.parts.clock.today()), version=row.version)


@changes("/posts/{post_id:uuid}", "revisePost", "職を訂正し、又は廃止する", tag=TAG, scope="posts:write")
def revise_post(door: Door, post_id: PostId, data: PostPatch) -> Answer[PostOut]:
    expected, clock = door.expected_version(), door.parts.clock
    today = clock.today()
    with door.writing() as session:
        row = service.revise_post(session, door.actor, post_id, data, expected, now=clock.now(), today=today)
        return answer(shaping.post(session, row, today), version=row.version)


ROUTES = [
    get_me,
    get_municipality,
    get_organ,
    revise_organ,
    list_clients,
    register_client,
    get_client,
    revise_client,
    list_departments,
    add_department,
    get_department,
    revise_department,
    list_posts,
    add_post,
    get_post,
    revise_post,
]
