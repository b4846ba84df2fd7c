"""The board: what is past its day, what is due this month, what comes."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.duties import queries, service
from govapi.duties.queries import Filters
from govapi.duties.rules import labels_of
from govapi.duties.schemas import Places, Subpages
from govapi.duties.workflow import UNSETTLED
from govapi.kit.errors import NotFound
from govapi.people.actor import Actor
from govapi.people.queries import departments
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import page
from govapi.web.shapes import Tab

PAGE_SIZE = 50
VIEWS = {"overdue": "期限切れ", "month": "今月中", "later": "来月以後", "done": "完了したもの"}


def routes(places: Places, subpages: Subpages) -> list[HTTPRouteHandler]:
    """The pages; ``places`` says where the records stand, ``subpages`` on which of a record's pages a kind of duty is met."""

    @page("/duties")
    def board(
        door: WebDoor,
        view: FromQuery[str] = "",
        reach: FromQuery[str] = "mine",
        kind: FromQuery[str] = "",
        department: FromQuery[str] = "",
        cursor: FromQuery[str] = "",
    ) -> Response[bytes]:
        asked = {"reach": "all" if reach == "all" else "mine", "kind": kind[:64], "department": department[:64]}
        return _board(door, places, view, asked, cursor)

    @page("/duties/{duty_id:uuid}")
    def show(door: WebDoor, duty_id: FromPath[UUID]) -> Response[bytes]:
        """Leads on to the record by which the duty is met: letters and calendars point here."""
        with door.reading() as session:
            row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, duty_id)
        if row.noun not in places:
            raise NotFound
        return door.redirect(f"{places[row.noun]}/{row.record_id}{subpages.get(row.kind, '')}")

    return [board, show]


def of_view(view: str, base: Filters, today: date) -> Filters:
    """The filters of one tab."""
    month = next_month(today)
    if view == "overdue":
        return replace(base, statuses=UNSETTLED, due_before=today)
    if view == "month":
        return replace(base, statuses=UNSETTLED, due_from=today, due_before=month)
    if view == "later":
        return replace(base, statuses=UNSETTLED, due_from=month)
    return replace(base, statuses=("done",))


def next_month(today: date) -> date:
    """The first day of the month after ``today``."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _board(door: WebDoor, places: Places, view: str, asked: dict[str, str], cursor: str) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        sections = departments(session, today)
        path = next((one.path for one in sections if str(one.id) == asked["department"]), None)
        base = Filters(kind=asked["kind"] or None, department_path=path, mine=asked["reach"] == "mine")
        counts = _counts(session, door.actor, policy, base, today)
        chosen = view if view in VIEWS else "overdue" if counts["overdue"] else "month" if counts["month"] else "later"
        filters = of_view(chosen, base, today)
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = [service.shape(row, policy, places, today) for row in found.items]
    kept = {name: value for name, value in asked.items() if value}
    tabs = [
        Tab(label, f"/duties?{urlencode({'view': key, **kept})}", key == chosen, counts.get(key)) for key, label in VIEWS.items()
    ]
    return door.page(
        "duties/board.html",
        rows=rows,
        view=chosen,
        asked=asked,
        tabs_shown=tabs,
        kinds=list(labels_of(policy.monitoring.duty_kinds).items()),
        departments=[(str(one.id), one.name) for one in sections],
        names={one.id: one.name for one in sections},
        next_url=_url({"view": chosen, **kept, "cursor": found.next_cursor}) if found.next_cursor else None,
        first_url=_url({"view": chosen, **kept}) if cursor else None,
    )


def _counts(session: Session, actor: Actor, policy: PolicySet, base: Filters, today: date) -> dict[str, int]:
    return {view: queries.count(session, actor, policy, of_view(view, base, today)) for view in ("overdue", "month", "later")}


def _url(asked: dict[str, str]) -> str:
    return f"/duties?{urlencode(asked)}"
