"""The application for a use, in pages: what was typed is never lost, and each page says what the rules make of it so far."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.cloud_services import queries as services
from govapi.cloud_services.finder.rules import easier
from govapi.cloud_services.finder.service import alternative_out, rests_on
from govapi.cloud_services.finder.web import TONES
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses import queries
from govapi.cloud_services.uses import service as using
from govapi.cloud_services.uses.applying.service import items_of
from govapi.cloud_services.uses.drafting import queries as choices
from govapi.cloud_services.uses.drafting import service as drafting
from govapi.cloud_services.uses.drafting.rules import FIELDS, FORM_LABELS, TABS, following
from govapi.cloud_services.uses.drafting.schemas import FORMS, NewUseIn
from govapi.cloud_services.uses.schemas import CloudUseOut
from govapi.cloud_services.uses.showing import service as showing
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.drafting.web import question_groups
from govapi.db.session import find
from govapi.edge.shapes import Input
from govapi.kit.errors import NotFound
from govapi.people.relations import Who
from govapi.policy.schema.cloud import Form, Outcome, Zone
from govapi.policy.store import StoredPolicy, current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tab
from govapi.web.stale import submit_on_record

FOUND = 20


@page("/cloud-uses/new")
def new_page(door: WebDoor, service_id: FromQuery[UUID | None] = None, q: FromQuery[str] = "") -> Response[bytes]:
    if service_id is None:
        return _choose(door, q[:200])
    return _new(door, shown({"service_id": service_id}))


def _choose(door: WebDoor, q: str) -> Response[bytes]:
    """Which service: found by its name, or registered on the way."""
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        asked = services.Filters(q=q, retired=False)
        found = services.listed(session, door.actor, policy, asked, limit=FOUND, cursor=None)
        names = services.provider_names(session, found.items)
        used = {one.id: len(queries.live_of_service(session, one.id)) for one in found.items}
    kinds = {one.key: one.label for one in policy.cloud.kinds}
    return door.page(
        "cloud_services/uses/choose.html",
        q=q,
        found=found.items,
        names=names,
        used=used,
        kinds=kinds,
        more=bool(found.next_cursor),
    )


def _new(door: WebDoor, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        service = services.one(session, door.actor, stored.policy, _uuid(bound.text("service_id")))
        provider = services.provider_name(session, service)
        live = queries.live_of_service(session, service.id)
        rows = showing.brief(session, live, stored.policy, today)
        sections = choices.sections(session, door.actor, today)
    return door.page(
        "cloud_services/uses/new.html", form=bound, service=service, provider=provider, others=rows, sections=sections
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("サービスを選んでから、利用を申請してください。") from None


@form("/cloud-uses/new")
def draft(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def work(session: Session, given: NewUseIn) -> str:
        row = drafting.start(session, door.actor, current(session, today), given, today)
        return f"/cloud-uses/{row.id}/edit/information"

    flash = "下書きを保存しました。続けて、取り扱う情報についての質問に答えてください。"
    return door.submit(NewUseIn, work, lambda bound: _new(door, bound), flash=flash, labels=FORM_LABELS)


@page("/cloud-uses/{use_id:uuid}/edit")
def edit_first(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    return door.redirect(f"/cloud-uses/{use_id}/edit/{next(iter(TABS))}")


@page("/cloud-uses/{use_id:uuid}/edit/{tab:str}")
def edit_page(door: WebDoor, use_id: FromPath[UUID], tab: FromPath[str]) -> Response[bytes]:
    return _edit(door, use_id, tab, None)


@form("/cloud-uses/{use_id:uuid}/edit/{tab:str}")
def save(door: WebDoor, use_id: FromPath[UUID], tab: FromPath[str]) -> Response[bytes]:
    if tab not in FORMS:
        raise NotFound
    sent = set(door.form().data())

    def work(session: Session, given: Input) -> str:
        clock = door.parts.clock
        today = clock.today()
        stored, version = current(session, today), door.form().version()
        drafting.save(session, door.actor, stored, use_id, given, sent, version, now=clock.now(), today=today)
        return _after(use_id, tab, door.form().text("_next"))

    def again(bound: Bound[Input], first: str) -> Response[bytes]:
        return _edit(door, use_id, tab, bound, first)

    return submit_on_record(door, use_id, FORMS[tab], work, again, flash="保存しました。", labels=FORM_LABELS)


def _after(use_id: UUID, tab: str, wish: str) -> str:
    """Where to go after saving: the record, the next page (after the last one: what the rules say), or the same page."""
    base = f"/cloud-uses/{use_id}"
    if wish == "next":
        then = following(tab)
        return f"{base}/edit/{then}" if then else f"{base}/submit"
    return f"{base}/edit/{tab}" if wish == "stay" else base


def open_draft(door: WebDoor, session: Session, stored: StoredPolicy, use_id: UUID) -> CloudUse:
    """The draft, for those of its section. Raises NotFound once it is no draft."""
    row = using.worked_on(session, door.actor, stored.policy, use_id)
    if row.status != "draft" or Who.SECTION_STAFF not in using.who(door.actor, row):
        raise NotFound("この申請は、今は変更できません。利用の画面に戻ってください。")
    return row


def judged(door: WebDoor, session: Session, stored: StoredPolicy, row: CloudUse) -> dict[str, Any]:
    """What the panel of the ruling shows beside it: easier ways, and the regulation behind the rules."""
    today = door.parts.clock.today()
    facts = using.facts_of(session, row, stored.policy, today)
    ways = [] if facts is None else easier(stored.policy, facts)
    return {
        "alternatives": [alternative_out(stored, one, today) for one in ways],
        "regulation": rests_on(session, door.actor, stored.policy, today),
        "tones": TONES,
    }


def _edit(door: WebDoor, use_id: UUID, tab: str, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    if tab not in TABS:
        raise NotFound
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = open_draft(door, session, stored, use_id)
        out = showing.whole(session, door.actor, row, stored, today)
        service = find(session, CloudService, row.service_id)
        context = _context(door, session, row, out, service, stored, tab) | judged(door, session, stored, row)
        values = _values(session, out, tab)
    return door.page(
        f"cloud_services/uses/edit_{tab}.html",
        form=bound or shown(values),
        version=row.version if bound is None or first else door.form().version(),
        first=first,
        out=out,
        service=service,
        tab=tab,
        tabs=[Tab(label, f"/cloud-uses/{use_id}/edit/{name}", name == tab) for name, label in TABS.items()],
        is_last=following(tab) is None,
        labels=FORM_LABELS,
        **context,
    )


def _values(session: Session, out: CloudUseOut, tab: str) -> Mapping[str, object]:
    values = out.model_dump(include=set(FIELDS[tab]))
    if "information" in values:
        values["information"] = "\n".join(values["information"])
    if tab == "risk":
        named = managers.of_use(session, out.id) or (managers.of_use(session, out.previous_id) if out.previous_id else [])
        values["manager_post_id"] = named[-1].post_id if named else None
    return values


def _context(
    door: WebDoor,
    session: Session,
    row: CloudUse,
    out: CloudUseOut,
    service: CloudService,
    stored: StoredPolicy,
    tab: str,
) -> dict[str, Any]:
    """What only this page of the form needs."""
    policy, today = stored.policy, door.parts.clock.today()
    if tab == "purpose":
        return {"contracts": choices.contracts_with(session, door.actor, policy, service.contractor_id, today)}
    if tab == "information":
        classes = [(one.code, one.label) for one in policy.classification.confidentiality]
        return {"groups": question_groups(policy.cloud.questionnaire), "classes": classes}
    if tab == "setting":
        forms = [(one.value, one.label) for one in Form if one.value in service.forms]
        return {"zones": [(one.value, one.label) for one in Zone], "forms": forms, "model": policy.cloud.model}
    if tab == "items":
        return {"items": items_of(row, service, policy)}
    return {
        "posts": choices.posts(session, row.department_path, today),
        "newest_terms": terms.newest(session, service.id),
        "asks_exception": bool(out.exception_reason) or (out.ruling is not None and out.ruling.outcome is Outcome.EXCEPTION),
    }


ROUTES: list[Any] = [new_page, draft, edit_first, edit_page, save]
