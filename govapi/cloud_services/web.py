"""The pages of the register of services: list, looking before registering, the form, and taking off."""

import re
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from pydantic import BeforeValidator, Field
from sqlmodel import Session

from govapi.cloud_services import queries, service
from govapi.cloud_services.queries import Filters
from govapi.cloud_services.schemas import CloudServiceIn, CloudServicePatch, Countries, RetireIn
from govapi.cloud_services.tables import CloudService
from govapi.contractors import queries as contractors
from govapi.kit.errors import Invalid
from govapi.policy.schema.cloud import Form
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

PAGE_SIZE = 50
FOUND = 20
LABELS = {
    "name": "サービスの名称", "kana": "フリガナ", "contractor_id": "提供者", "provider_name": "提供者の名称", "provider_country": "提供者の国",
    "kinds": "サービスの種類", "forms": "契約形態", "url": "サービスのURL", "terms_url": "約款のURL", "data_countries": "情報が保存される国",
    "region": "リージョン", "governing_law": "準拠法", "jurisdiction": "裁判管轄", "subprocessors": "再委託先", "certificates": "取得している認証",
    "remark": "備考", "reason": "理由",
}  # fmt: skip
BETWEEN = re.compile(r"[、,，\n]")


def _parted(value: object) -> object:
    """「日本、アメリカ合衆国」 typed into one field."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return value
    return [part.strip() for one in value for part in BETWEEN.split(one) if part.strip()]


class CloudServiceFormIn(CloudServiceIn):
    """What the form sends: the countries stand in one field."""

    data_countries: Annotated[Countries, BeforeValidator(_parted)] = Field(default_factory=list)


@page("/cloud-services")
def list_page(
    door: WebDoor,
    q: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    form: FromQuery[str] = "",
    retired: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    asked = {"q": q[:200], "kind": kind, "form": form, "retired": "true" if retired == "true" else ""}
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        filters = Filters(
            q=asked["q"],
            kind=kind if kind in {one.key for one in policy.cloud.kinds} else None,
            form=form if form in {one.value for one in Form} else None,
            retired=None if asked["retired"] else False,
        )
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        names = queries.provider_names(session, found.items)
        running = queries.running_counts(session, [one.id for one in found.items])
    narrowed = {name: value for name, value in asked.items() if value}
    following = f"/cloud-services?{urlencode({**narrowed, 'cursor': found.next_cursor})}" if found.next_cursor else None
    return door.page(
        "cloud_services/list.html",
        rows=[service.brief(one, names[one.id], policy) for one in found.items],
        running=running,
        asked=asked,
        narrowed=bool(narrowed),
        **_choices(policy),
        next_url=following,
        first_url=f"/cloud-services?{urlencode(narrowed)}" if cursor else None,
    )


def _choices(policy: PolicySet) -> dict[str, Any]:
    return {
        "kinds": [(one.key, one.label) for one in policy.cloud.kinds],
        "forms": [(one.value, one.label) for one in Form],
    }


@page("/cloud-services/choose")
def choose_page(door: WebDoor, q: FromQuery[str] = "") -> Response[bytes]:
    """Looking for the service and for its provider, before anything is registered."""
    asked = q.strip()[:200]
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        found, companies, names = [], [], {}
        if asked:
            found = list(queries.listed(session, door.actor, policy, Filters(q=asked), limit=FOUND, cursor=None).items)
            names = queries.provider_names(session, found)
            companies = list(contractors.listed(session, q=asked, kind=None, limit=FOUND, cursor=None).items)
    rows = [service.brief(one, names[one.id], policy) for one in found]
    return door.page("cloud_services/choose.html", q=asked, rows=rows, companies=companies)


@page("/cloud-services/new")
def new_page(door: WebDoor, contractor_id: FromQuery[UUID | None] = None, name: FromQuery[str] = "") -> Response[bytes]:
    return edit_form(door, None, shown({"contractor_id": contractor_id, "name": name[:200]}))


@form("/cloud-services/new")
def register(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: CloudServiceFormIn) -> str:
        plain = CloudServiceIn(**given.model_dump())
        return f"/cloud-services/{service.register(session, door.actor, current(session, today), plain).id}"

    flash = "クラウドサービスを登録しました。約款を確かめて記録し、判断が要るものは判断を記録してください。"
    return door.submit(CloudServiceFormIn, work, lambda bound: edit_form(door, None, bound), flash=flash, labels=LABELS)


def edit_form(
    door: WebDoor, row: CloudService | None, bound: Bound[Any], *, version: int | None = None, first: str = ""
) -> Response[bytes]:
    """The form of a service; ``first`` says who saved before this person."""
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        chosen = bound.text("contractor_id")
        company = contractors.one(session, _uuid(chosen)) if chosen else None
    return door.page(
        "cloud_services/edit.html", form=bound, row=row, version=version, company=company, first=first, **_choices(policy)
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("提供者を選び直してください。", pointer="/contractor_id") from None


@page("/cloud-services/{service_id:uuid}/edit")
def edit_page(
    door: WebDoor, service_id: FromPath[UUID], contractor_id: FromQuery[UUID | None] = None, abroad: FromQuery[str] = ""
) -> Response[bytes]:
    with door.reading() as session:
        row = service.worked_on(session, door.actor, current(session, door.parts.clock.today()).policy, service_id)
        values = {name: getattr(row, name) for name in CloudServicePatch.model_fields}
    if contractor_id is not None:
        values |= {"contractor_id": contractor_id, "provider_name": "", "provider_country": ""}
    elif abroad == "true":
        values["contractor_id"] = None
    return edit_form(door, row, shown(values), version=row.version)


@form("/cloud-services/{service_id:uuid}/edit")
def revise(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: CloudServiceFormIn) -> str:
        plain = CloudServicePatch(**given.model_dump(exclude={"department_id"}))
        service.revise(session, door.actor, current(session, today), service_id, plain, door.form().version())
        return f"/cloud-services/{service_id}"

    def again(bound: Bound[CloudServiceFormIn], first: str) -> Response[bytes]:
        with door.reading() as session:
            row = service.worked_on(session, door.actor, current(session, today).policy, service_id)
        return edit_form(door, row, bound, version=row.version if first else door.form().version(), first=first)

    flash = "クラウドサービスを訂正しました。"
    return submit_on_record(door, service_id, CloudServiceFormIn, work, again, flash=flash, labels=LABELS)


@form("/cloud-services/{service_id:uuid}/retire")
def retire(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _mark(door, service_id, "申請の受付を終えました。", retired=True)


@form("/cloud-services/{service_id:uuid}/restore")
def restore(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _mark(door, service_id, "申請の受付を再開しました。", retired=False)


def _mark(door: WebDoor, service_id: UUID, flash: str, *, retired: bool) -> Response[bytes]:
    bound = door.form().bind(RetireIn, LABELS)
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    with door.writing() as session:
        policy = current(session, door.parts.clock.today()).policy
        service.mark(session, door.actor, policy, service_id, bound.value.reason, door.form().version(), retired=retired)
    return door.redirect(f"/cloud-services/{service_id}", flash)


ROUTES: list[Any] = [list_page, choose_page, new_page, register, edit_page, revise, retire, restore]
