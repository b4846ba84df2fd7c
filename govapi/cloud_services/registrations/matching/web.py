"""The pages of the matches: what waits for a person's word, the word itself, and looking for the entry of a service."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, past
from govapi.cloud_services import queries as services
from govapi.cloud_services.registrations import queries as registrations
from govapi.cloud_services.registrations.matching import queries, service
from govapi.cloud_services.registrations.matching.schemas import ConfirmIn, MatchIn
from govapi.cloud_services.registrations.matching.workflow import MATCH
from govapi.cloud_services.registrations.queries import Filters
from govapi.cloud_services.registrations.rules import badge_of, label_of
from govapi.kit.errors import Invalid, NotFound
from govapi.policy.store import current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tab, Tone
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

PAGE_SIZE = 50
TONES: dict[str, Tone] = {"proposed": "warn", "confirmed": "good"}
LABELS = {"covers_use": "対象範囲", "remark": "対象範囲のどの部分が、本市の利用を含むか", "reason": "理由"}
LISTS = (
    ("list", "登録の一覧", "/registrations"),
    ("matches", "サービスとの対応", "/registrations/matches"),
    ("imports", "一覧の取込み", "/registrations/imports"),
)


def tabs(here: str) -> list[Tab]:
    """The pages of the registrations."""
    return [Tab(label, url, key == here) for key, label, url in LISTS]


@page("/registrations/matches")
def list_page(door: WebDoor, status: FromQuery[str] = "proposed", cursor: FromQuery[str] = "") -> Response[bytes]:
    today = door.parts.clock.today()
    chosen = status if status in MATCH.labels else None
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(
            session,
            door.actor,
            policy,
            status=chosen,
            service_id=None,
            registration_id=None,
            limit=PAGE_SIZE,
            cursor=cursor or None,
        )
        rows = service.shapes(session, door.actor, found.items, policy, today)
    here = f"/registrations/matches?status={chosen or ''}"
    return door.page(
        "cloud_services/registrations/matches.html",
        tabs=tabs("matches"),
        rows=rows,
        status=chosen or "",
        statuses=list(MATCH.labels.items()),
        tones=TONES,
        next_url=f"{here}&cursor={found.next_cursor}" if found.next_cursor else None,
        first_url=here if cursor else None,
    )


@page("/registrations/matches/{match_id:uuid}")
def show(door: WebDoor, match_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        out = service.shape(session, door.actor, queries.one(session, door.actor, policy, match_id), policy, today)
        history = past(session, out.id, MATCH.labels)
    base = f"/registrations/matches/{out.id}"
    offered = [Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because) for one in out.available_actions]
    buttons = action_buttons(offered, base, tones={"confirm": "primary"} if out.status == "proposed" else None)
    tone = TONES.get(out.status, "")
    return door.page("cloud_services/registrations/match.html", out=out, tone=tone, actions=buttons, history=history)


@page("/registrations/matches/{match_id:uuid}/confirm")
def confirm_page(door: WebDoor, match_id: FromPath[UUID]) -> Response[bytes]:
    return _confirming(door, match_id, shown())


def _confirming(door: WebDoor, match_id: UUID, bound: Bound[Any], first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        out = service.shape(session, door.actor, queries.one(session, door.actor, policy, match_id), policy, today)
    if not any(one.action == "confirm" for one in out.available_actions):
        raise NotFound("対応を確認できるのは、情報政策担当課の職員です。対応の画面に戻ってください。")
    return door.page("cloud_services/registrations/confirm.html", out=out, form=bound, first=first)


@form("/registrations/matches/{match_id:uuid}/confirm")
def confirm(door: WebDoor, match_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()

    def work(session: Session, given: ConfirmIn) -> str:
        stored = current(session, today)
        service.confirm(session, door.actor, stored, match_id, given, door.form().version(), now=now, today=today)
        return f"/registrations/matches/{match_id}"

    def again(bound: Bound[ConfirmIn], first: str) -> Response[bytes]:
        return _confirming(door, match_id, bound, first)

    flash = "登録との対応を確認しました。"
    return submit_on_record(door, match_id, ConfirmIn, work, again, flash=flash, labels=LABELS)


@form("/registrations/matches/{match_id:uuid}/refuse")
def refuse(door: WebDoor, match_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    bound = door.form().bind(WithdrawIn, LABELS)
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    with door.writing() as session:
        stored, version = current(session, today), door.form().version()
        service.refuse(session, door.actor, stored, match_id, bound.value.reason, version, now=now, today=today)
    return door.redirect(f"/registrations/matches/{match_id}", "この登録を、サービスに対応しないものとしました。")


@page("/cloud-services/{service_id:uuid}/registrations")
def of_service(door: WebDoor, service_id: FromPath[UUID], q: FromQuery[str | None] = None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = services.one(session, door.actor, policy, service_id)
        held = [match for match, _entry in registrations.of_service(session, row.id)]
        rows = service.shapes(session, door.actor, held, policy, today)
        known = {one.registration_id for one in held}
        wanted = row.name if q is None else q[:200]
        found = (
            registrations.listed(session, door.actor, policy, Filters(q=wanted), limit=20, cursor=None).items if wanted else []
        )
        registered = registrations.registered_on(session, policy, row.id, today)
    registries = policy.cloud.registries
    entries = [
        (one, label_of(registries, one.registry_key), badge_of(one.state, one.expires_on, today))  # type: ignore[arg-type]  # stored states are State
        for one in found
        if one.id not in known
    ]
    return door.page(
        "cloud_services/registrations/of_service.html",
        service=row,
        rows=rows,
        registered=registered,
        entries=entries,
        q=wanted,
        tones=TONES,
        may_match=bool(service.who(door.actor)),
    )


@form("/cloud-services/{service_id:uuid}/registrations")
def offer(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    try:
        registration_id = UUID(door.form().text("registration_id"))
    except ValueError:
        raise NotFound from None
    with door.writing() as session:
        given = MatchIn(service_id=service_id, registration_id=registration_id)
        row = service.offer(session, door.actor, current(session, today).policy, given)
    return door.redirect(f"/registrations/matches/{row.id}", "候補にしました。対象範囲を読み、対応を確認してください。")


ROUTES = [list_page, show, confirm_page, confirm, refuse, of_service, offer]
