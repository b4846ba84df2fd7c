"""Registering a service, correcting it, and taking it off the list of what may be applied for."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.cloud_services import queries
from govapi.cloud_services.needs.queries import forget
from govapi.cloud_services.queries import NOUN
from govapi.cloud_services.rules import Provider, name_key, order_key, provider_fault, same_provider, unknown_choices
from govapi.cloud_services.schemas import CloudServiceIn, CloudServiceOut, CloudServicePatch, CloudServiceRow
from govapi.cloud_services.tables import CloudService
from govapi.contractors import queries as contractors
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, NotFound, Stale, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Department
from govapi.policy.schema.cloud import Form
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.search import index

Shape = TypeVar("Shape", bound=CloudServiceRow)
KEEPERS = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})

# What a match with a register, a judgement and a permission were made of: whose service it is, and where its data lie.
DECIDED_ON = frozenset(
    {"name", "contractor_id", "provider_name", "provider_country", "kinds", "forms", "data_countries", "region", "governing_law",
     "jurisdiction"}
)  # fmt: skip


def register(session: Session, actor: Actor, stored: StoredPolicy, given: CloudServiceIn) -> CloudService:
    """Registers a service for the actor's section (or ``department_id``).

    Raises Invalid for a wrong provider or an unknown kind, Conflict when the service is registered already, NotAllowed for
    another section.
    """
    department = _department(session, actor, given.department_id)
    values = given.model_dump(exclude={"department_id"}, mode="json") | {"contractor_id": given.contractor_id}
    _check(session, stored.policy, values)
    # The counter is held until the commit: of two who register the same service at once, the second sees the first.
    number = f"サービス-{next_number(session, NOUN):05d}"
    row = CloudService(
        number=number,
        organ_id=department.organ_id,
        department_id=department.id,
        department_path=department.path,
        **values,
        **_keys(values),
    )
    _refuse_twice(session, row)
    session.add(row)
    session.flush()
    _index(session, row)
    audit.note(session, actor, NOUN, row, "register", f"クラウドサービス「{row.name}」を登録")
    return row


def revise(
    session: Session, actor: Actor, stored: StoredPolicy, service_id: UUID, given: CloudServicePatch, expected: int
) -> CloudService:
    """Corrects a service; raises Stale when another person was first, NotAllowed where others have decided on what it is."""
    row = worked_on(session, actor, stored.policy, service_id, expected)
    values = given.model_dump(exclude_unset=True, mode="json")
    if "contractor_id" in values:
        values["contractor_id"] = given.contractor_id
    _refuse_null(values)
    merged = {name: values.get(name, getattr(row, name)) for name in CloudServicePatch.model_fields}
    _check(session, stored.policy, merged)
    with session.no_autoflush:
        changed = apply(row, values | _keys(merged))
        _refuse_decided(session, actor, row, changed)
        _refuse_twice(session, row)
    if changed:
        session.flush()
        _index(session, row)
        audit.note(session, actor, NOUN, row, "revise", f"クラウドサービス「{row.name}」を訂正", changed)
    if "contractor_id" in changed:
        forget(session, row.id)
    return row


def mark(
    session: Session, actor: Actor, policy: PolicySet, service_id: UUID, reason: str, expected: int, *, retired: bool
) -> CloudService:
    """``retired``: no new application for it, and what runs goes on until it ends; else it may be applied for again.

    Raises WrongState when it is so already.
    """
    row = worked_on(session, actor, policy, service_id, expected)
    if row.retired is retired:
        raise WrongState(
            "このサービスは、既に申請の受付を終えています。" if retired else "このサービスは、申請を受け付けています。"
        )
    row.retired = retired
    session.flush()
    verb, words = ("retire", "申請の受付を終了") if retired else ("restore", "申請の受付を再開")
    audit.record(
        session, actor, action=f"{NOUN}.{verb}", noun=NOUN, record_id=row.id, number=row.number,
        summary=f"クラウドサービス「{row.name}」の{words}", reason=reason, changes={"retired": [not retired, retired]},
    )  # fmt: skip
    return row


def worked_on(session: Session, actor: Actor, policy: PolicySet, service_id: UUID, expected: int | None = None) -> CloudService:
    """The service, if this actor may correct it; held until the commit when ``expected`` is given. Raises NotAllowed, Stale."""
    row = queries.one(session, actor, policy, service_id, lock=expected is not None)
    if not who(actor, row) & KEEPERS:
        raise NotAllowed("サービスの登録内容を直せるのは、登録した課と情報政策担当課の職員です。どちらかに連絡してください。")
    if expected is not None and row.version != expected:
        raise Stale
    return row


def who(actor: Actor, row: CloudService) -> frozenset[Who]:
    """How the actor stands to the section that keeps the service."""
    return relations(actor, row.department_path, row.department_id)


def brief(row: CloudService, provider: str, policy: PolicySet) -> CloudServiceRow:
    """A service for a list: no query of its own."""
    return _labelled(CloudServiceRow.model_validate(row), provider, policy)


def shape(session: Session, row: CloudService, policy: PolicySet) -> CloudServiceOut:
    """A service as others see it."""
    return _labelled(CloudServiceOut.model_validate(row), queries.provider_name(session, row), policy)


def _labelled(out: Shape, provider: str, policy: PolicySet) -> Shape:
    out.provider_name = provider
    out.kind_labels = kind_labels(policy, out.kinds)
    out.form_labels = [Form(one).label for one in out.forms]
    return out


def kind_labels(policy: PolicySet, kinds: list[str]) -> list[str]:
    """The words of these kinds; a kind that an older policy set knew stands as its key."""
    known = {one.key: one.label for one in policy.cloud.kinds}
    return [known.get(one, one) for one in kinds]


def _department(session: Session, actor: Actor, department_id: UUID | None) -> Department:
    if department_id is None:
        if not actor.posts:
            raise Invalid(
                "所属が登録されていないため、登録できません。システム管理者に発令の登録を依頼してください。",
                pointer="/department_id",
            )
        department_id = actor.posts[0].department_id
    department = find(session, Department, department_id)
    if not relations(actor, department.path, department.id) & KEEPERS:
        raise NotAllowed("ほかの課の名では登録できません。自分の所属する課で登録してください。")
    return department


def _check(session: Session, policy: PolicySet, values: Mapping[str, Any]) -> None:
    company = values["contractor_id"]
    fault = provider_fault(Provider(company is not None, values["provider_name"], values["provider_country"]))
    faults = [fault] if fault else []
    faults += unknown_choices(values["kinds"], {one.key for one in policy.cloud.kinds}, "/kinds", "サービスの種類")
    if company is not None:
        try:
            contractors.one(session, company)
        except NotFound:
            faults.append(FieldFault("/contractor_id", "この委託先は登録されていません。一覧から選んでください。"))
    if faults:
        raise Invalid(faults[0].message, errors=faults)


def _refuse_null(values: Mapping[str, Any]) -> None:
    empty = [name for name, value in values.items() if value is None and name != "contractor_id"]
    if empty:
        faults = [FieldFault(f"/{name}", "この項目は空にできません。") for name in empty]
        raise Invalid("空（null）にできない項目があります。", errors=faults)


def _keys(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"kana_key": order_key(values["kana"], values["name"]), "name_key": name_key(values["name"])}


def _refuse_twice(session: Session, row: CloudService) -> None:
    for other in queries.alike(session, row.name_key, row.id):
        if same_provider(row, other):
            provider = queries.provider_name(session, other)
            raise Conflict(
                f"同じ提供者（{provider}）の同じ名称のサービスが、{other.number}「{other.name}」として既に登録されています。"
                "そのサービスを使って申請してください。別のサービスであれば、区別できる名称にしてください。"
            )


def _refuse_decided(session: Session, actor: Actor, row: CloudService, changed: Mapping[str, Any]) -> None:
    """One section does not make another service of the one that was matched, judged or permitted."""
    named = DECIDED_ON & set(changed)
    if not named or Who.SECURITY_OFFICE in who(actor, row) or not queries.is_rested_on(session, row.id):
        return
    raise NotAllowed(
        "登録との対応の確認、書面による判断又は利用の申請の後に、サービスの名称、提供者、種類、契約形態、データの保存場所等を直せるのは、"
        "情報政策担当課の職員です。情報政策担当課に連絡してください。別のサービスであれば、新たに登録してください。"
    )


def _index(session: Session, row: CloudService) -> None:
    provider = queries.provider_name(session, row)
    from_abroad = [row.provider_country] if row.contractor_id is None else []
    index(session, NOUN, row.id, [row.name, row.kana, row.number, provider, *from_abroad])
