"""The pages of the accounts: the list, submitting an application, the checks before the opening, and the further steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel, Field
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn
from govapi.contracts.interventions.web import Concerns
from govapi.contracts.schemas import SubmitIn
from govapi.edge.shapes import Flag, Input
from govapi.kit.errors import Invalid, WrongState
from govapi.people.actor import Actor
from govapi.people.queries import departments
from govapi.policy.store import current
from govapi.sns_accounts import queries, service
from govapi.sns_accounts.deciding import service as deciding
from govapi.sns_accounts.overview import queries as overview
from govapi.sns_accounts.overview.web import TONES, record_page
from govapi.sns_accounts.queries import Filters, UseLook
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.schemas import CheckIn, ChecksIn, Lines, SnsAccountOut
from govapi.sns_accounts.showing import service as showing
from govapi.sns_accounts.workflow import SNS_ACCOUNT
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tab
from govapi.web.stale import submit_on_record

PAGE_SIZE = 50
VIEWS: Mapping[str, str] = {
    "running": "運用中・休止",
    "vacant": "責任者のいないアカウント",
    "mine": "自分の課の申請とアカウント",
    "all": "閲覧できる全てのアカウント",
}
OTHERS = (
    ("責任者の一覧", "/sns-accounts/officers"),
    ("台帳", "/sns-accounts/ledger"),
    ("サービスの一覧", "/sns-services"),
    ("公式アカウントの一覧", "/sns-accounts/public-list"),
    ("移行登録", "/sns-accounts/intake"),
)
PUBLISHED = ("公開する一覧", "/sns-accounts/public-list")  # for those who hand it out
ASKING = ("submit",)
NOTE = "次のとおり、ソーシャルメディアアカウントを開設してよろしいか伺います。"
LABELS = {"note": "伺い文", "answers": "開設の確認", "good": "答え"}


class AnsweredIn(Input):
    """One row of the form; a check that was not looked at has no answer."""

    good: Flag | None = None
    note: Lines = ""


class ChecksFormIn(Input):
    """What the form sends: all checks, answered or not."""

    answers: dict[str, AnsweredIn] = Field(default_factory=dict)

    def answered(self) -> ChecksIn:
        """Those that were answered. Raises Invalid when none was."""
        found = {key: CheckIn(good=one.good, note=one.note) for key, one in self.answers.items() if one.good is not None}
        if not found:
            raise Invalid("確かめたものについて、「はい」か「いいえ」を選んでください。")
        return ChecksIn(answers=found)


@page("/sns-accounts")
def list_page(
    door: WebDoor,
    view: FromQuery[str] = "running",
    q: FromQuery[str] = "",
    status: FromQuery[str] = "",
    platform: FromQuery[str] = "",
    department: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    view = view if view in VIEWS else "running"
    asked = {"q": q[:200], "status": status, "platform": platform, "department": department}
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        filters = _filters(view, asked, door.actor, today)
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = showing.brief(session, found.items, policy, today)
        vacant = overview.vacancies(session, door.actor, policy, today)
        sections = [(str(one.id), one.name) for one in departments(session, today)]
    return door.page(
        "sns_accounts/list.html",
        view=view,
        views=[
            Tab(label, _url({"view": key}), key == view, vacant or None if key == "vacant" else None)
            for key, label in VIEWS.items()
        ],
        others=(*OTHERS, PUBLISHED) if "public_relations" in door.actor.duties else OTHERS,
        rows=rows,
        asked=asked,
        vacancies=vacant,
        platforms=[(one.key, one.label) for one in policy.sns.platforms],
        sections=sections,
        statuses=[(key, label) for key, label in SNS_ACCOUNT.labels.items() if view in ("mine", "all") or key in ANSWERED_FOR],
        tones=TONES,
        narrowed=any(asked.values()),
        next_url=_url({"view": view, **asked, "cursor": found.next_cursor or ""}) if found.next_cursor else None,
        first_url=_url({"view": view, **asked}) if cursor else None,
    )


def _filters(view: str, asked: Mapping[str, str], actor: Actor, today: date) -> Filters:
    """The filters of an address; what cannot be read narrows nothing."""
    own = actor.posts[0].department_id if actor.posts and view == "mine" else None
    return Filters(
        q=asked["q"],
        status=asked["status"] if asked["status"] in SNS_ACCOUNT.labels else None,
        in_use=True if view == "running" else None,
        platform=asked["platform"] or None,
        department_id=own or _uuid(asked["department"]),
        vacant=True if view == "vacant" else None,
        on=today,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _url(asked: Mapping[str, str]) -> str:
    return f"/sns-accounts?{urlencode({name: value for name, value in asked.items() if value})}"


def routes(concerns: Concerns, look: UseLook) -> list[Any]:
    """The pages; ``concerns`` tells what other rooms have to say about an account, ``look`` about the use of a cloud service."""

    @page("/sns-accounts/{account_id:uuid}")
    def show(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        return record_page(door, account_id, concerns, look)

    return [list_page, show, *_submitting(look), *_checking(look), *_pressed(look)]


def _submitting(look: UseLook) -> list[Any]:
    @page("/sns-accounts/{account_id:uuid}/submit")
    def submit_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        return _before_submitting(door, look, account_id, None)

    @form("/sns-accounts/{account_id:uuid}/submit")
    def submit(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: SubmitIn) -> str:
            _step(door, session, look, account_id, "submit", given)
            return f"/sns-accounts/{account_id}"

        def again(bound: Bound[SubmitIn], first: str) -> Response[bytes]:
            return _before_submitting(door, look, account_id, bound, first)

        flash = "開設を申請し、回議に付しました。"
        return submit_on_record(door, account_id, SubmitIn, work, again, flash=flash, labels=LABELS)

    return [submit_page, submit]


def _before_submitting(
    door: WebDoor, look: UseLook, account_id: UUID, bound: Bound[Any] | None, first: str = ""
) -> Response[bytes]:
    """What is applied for, and what it lacks, before anything is submitted."""
    out = _worked_on(door, look, account_id)
    if out.status != "draft":
        raise WrongState("このアカウントは、既に申請されています。")
    offered = next((one for one in out.available_actions if one.action == "submit"), None)
    return door.page(
        "sns_accounts/submit.html",
        out=out,
        form=bound or shown({"note": NOTE}),
        first=first,
        blocked=offered is None or bool(offered.blocked_because),
        version=out.version if bound is None or first else door.form().version(),
    )


def _worked_on(door: WebDoor, look: UseLook, account_id: UUID) -> SnsAccountOut:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = service.worked_on(session, door.actor, stored.policy, account_id)
        return showing.whole(session, door.actor, row, stored, today, look=look)


def _checking(look: UseLook) -> list[Any]:
    @page("/sns-accounts/{account_id:uuid}/checks")
    def checks_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        return _checks(door, look, account_id, None)

    @form("/sns-accounts/{account_id:uuid}/checks")
    def check(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: ChecksFormIn) -> str:
            now, today, version = door.parts.clock.now(), door.parts.clock.today(), door.form().version()
            stored = current(session, today)
            service.record_checks(session, door.actor, stored, account_id, given.answered(), version, today, now=now)
            return f"/sns-accounts/{account_id}#checks"

        def again(bound: Bound[ChecksFormIn], first: str) -> Response[bytes]:
            return _checks(door, look, account_id, bound, first)

        flash = "開設の確認を記録しました。"
        return submit_on_record(door, account_id, ChecksFormIn, work, again, flash=flash, labels=LABELS)

    return [checks_page, check]


def _checks(door: WebDoor, look: UseLook, account_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    out = _worked_on(door, look, account_id)
    if out.status not in service.KEPT_IN:
        raise WrongState("開設の確認を記録できるのは、開設の申請から閉鎖までの間です。")
    answers = {one.key: {"good": one.good, "note": one.note} for one in out.opening_checks}
    return door.page(
        "sns_accounts/checks.html",
        out=out,
        form=bound or shown({"answers": answers}),
        first=first,
        version=out.version if bound is None or first else door.form().version(),
    )


def _step(door: WebDoor, session: Session, look: UseLook, account_id: UUID, action: str, given: BaseModel) -> None:
    """One step of an account in the name of whoever sits at the browser."""
    clock, version = door.parts.clock, door.form().version()
    today = clock.today()
    stored = current(session, today)
    deciding.act(session, door.actor, stored, account_id, action, given, version, look=look, now=clock.now(), today=today)


def _pressed(look: UseLook) -> list[HTTPRouteHandler]:
    """A form for every action that asks for no more than a reason."""
    return [_button(row.action, look) for row in SNS_ACCOUNT.transitions if row.is_for_people and row.action not in ASKING]


def _button(action: str, look: UseLook) -> HTTPRouteHandler:
    @form(f"/sns-accounts/{{account_id:uuid}}/{action.replace('_', '-')}")
    def press(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        bound = door.form().bind(WithdrawIn, {"reason": "理由"})
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        with door.writing() as session:
            _step(door, session, look, account_id, action, bound.value)
        return door.redirect(f"/sns-accounts/{account_id}", f"「{SNS_ACCOUNT.row(action).label}」を行いました。")

    return press
