"""The pages of the register: the list, who has none, the annexes, and the record of a regulation."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from sqlmodel import Session

from govapi.admin.regulations import changing_web, texts_web
from govapi.admin.regulations.annexes.rows import DERIVED
from govapi.admin.regulations.annexes.tables_of import annexes
from govapi.admin.regulations.paper import TEMPLATE, covered_annexes, paper
from govapi.audit.queries import timeline
from govapi.audit.tables import AuditRow
from govapi.documents import queries as papers
from govapi.documents.issuing.web import make_paper
from govapi.documents.regulations import queries
from govapi.documents.regulations.queries import Filters
from govapi.documents.regulations.rules import PUBLICITIES
from govapi.documents.regulations.schemas import RegulationDetailOut
from govapi.documents.regulations.service import may_write
from govapi.documents.regulations.shaping import COVERED, briefs, detail, overview, text_shape
from govapi.documents.service import Subject
from govapi.duties.queries import of_record
from govapi.kit.japan.era import parse_date_ja
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.shapes import ActionButton, TimelineEntry
from govapi.workflow.machine import Available

PAGE_SIZE = 50
HINTS = {
    "enact": "制定又は改正した本文を、ファイルとともに記録します。",
    "review": "見直した結果、改正しないときに記録します。",
}


@page("/regulations")
def list_page(
    door: WebDoor,
    q: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    publicity: FromQuery[str] = "",
    only: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    today = door.parts.clock.today()
    asked = {
        "q": q[:200],
        "kind": kind[:64],
        "publicity": publicity if publicity in PUBLICITIES else "",
        "only": "in_force" if only == "in_force" else "",
    }
    filters = Filters(
        asked["q"], asked["kind"] or None, None, asked["publicity"] or None, today if asked["only"] else None
    )  # fmt: skip
    with door.reading() as session:
        policy = current(session, today).policy
        found = queries.listed(session, door.actor, policy, filters, limit=PAGE_SIZE, cursor=cursor or None)
        rows = briefs(session, policy, found.items, today)
        missing = [one for one in overview(session, door.actor, policy, today) if one.missing]
    return door.page(
        "admin/regulations/list.html",
        rows=rows,
        missing=missing,
        asked=asked,
        kinds=[(one.key, one.label) for one in policy.regulating.kinds],
        publicities=list(PUBLICITIES.items()),
        may_register=bool(door.actor.posts),
        next_url=f"/regulations?{urlencode(asked | {'cursor': found.next_cursor})}" if found.next_cursor else None,
        first_url=f"/regulations?{urlencode(asked)}" if cursor else None,
        today=today,
    )


@page("/regulations/standing")
def standing_page(door: WebDoor, on: FromQuery[str] = "") -> Response[bytes]:
    day = _day(on) or door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, day).policy
        rows = overview(session, door.actor, policy, day)
    return door.page(
        "admin/regulations/standing.html",
        rows=rows,
        covered=COVERED,
        on=day,
        typed=on[:40],
        unread=bool(on.strip()) and _day(on) is None,
        may_register=bool(door.actor.posts),
    )


@page("/regulations/annexes")
def annexes_page(door: WebDoor) -> Response[bytes]:
    """Every annex, each part under the regulation on which it rests."""
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        kinds = stored.policy.regulating.kinds
        found = queries.governing(session, stored.policy, kinds, today, actor=door.actor)
    rests = {part: (kind, found.get(kind.key)) for kind in kinds for part in kind.covers}
    return door.page(
        "admin/regulations/annexes.html",
        row=None,
        tables=annexes(stored.policy),
        rests=rests,
        covered=COVERED,
        version=stored.version,
        today=today,
    )


@page("/regulations/{regulation_id:uuid}/annexes")
def annex_page(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = queries.one(session, door.actor, stored.policy, regulation_id)
        out = detail(session, door.actor, stored.policy, row, today)
        tables = covered_annexes(stored.policy, row)
    return door.page(
        "admin/regulations/annexes.html", row=out, tables=tables, rests={}, covered=COVERED, version=stored.version, today=today
    )


@page("/regulations/{regulation_id:uuid}")
def show(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, regulation_id)
        out, every = detail(session, door.actor, policy, row, today), queries.texts(session, row.id)
        writes = may_write(door.actor, row)
        context: dict[str, Any] = {
            "texts": [text_shape(one, every, today) for one in every],
            "duties": of_record(session, row.id),
            "papers": papers.of_record(session, row.id) if writes else [],
            "entries": [_entry(one) for one in timeline(session, [row.id])],
            "rests": _rests(policy, out),
        }
    return door.page(
        "admin/regulations/record.html", out=out, writes=writes, actions=_buttons(out), today=today, covered=COVERED, **context
    )


@form("/regulations/{regulation_id:uuid}/documents")
def generate(door: WebDoor, regulation_id: FromPath[UUID]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return paper(session, door.actor, stored, regulation_id, TEMPLATE, door.parts.clock.today())

    return make_paper(door, f"/regulations/{regulation_id}", TEMPLATE, read)


def _rests(policy: PolicySet, out: RegulationDetailOut) -> list[tuple[str, str, int, int]]:
    """What rests on the regulation: part, its name, how many rules, and how many of them are not yet confirmed."""
    tables = annexes(policy, out.covers)
    found = []
    for part in out.covers:
        rows = [row for one in tables if one.part == part for row in one.rows if row.source_label != DERIVED]
        found.append((part, COVERED[part], len(rows), sum(row.needs_confirmation for row in rows)))
    return found


def _buttons(out: RegulationDetailOut) -> list[ActionButton]:
    offered = [Available(**one.model_dump()) for one in out.available_actions]
    return action_buttons(offered, f"/regulations/{out.id}", tones={"repeal": "danger"}, hints=HINTS)


def _entry(row: AuditRow) -> TimelineEntry:
    who = "　".join(part for part in (row.actor_post, row.actor_name) if part)
    bad = row.action in ("regulation.repeal", "regulation.withdraw_text")
    return TimelineEntry(row.at, row.summary, who, row.reason, "danger" if bad else "")


def _day(typed: str) -> date | None:
    """A day as people write it; None when it cannot be read."""
    try:
        return parse_date_ja(typed.strip()[:40]) if typed.strip() else None
    except ValueError:
        return None


ROUTES: list[Any] = [
    list_page,
    standing_page,
    annexes_page,
    annex_page,
    show,
    generate,
    *changing_web.ROUTES,
    *texts_web.ROUTES,
]
