"""The API's door to the trail and the feed."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.admin.trail import queries
from govapi.admin.trail.queries import Filters
from govapi.admin.trail.schemas import AuditEventOut, AuditHeadOut, EventOut, FeedOut
from govapi.audit.queries import head
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "監査記録"

Word = Annotated[str | None, Parameter(max_length=80, description="種類（例：contract、contract.submit_plan）")]
Moment = Annotated[datetime | None, Parameter(description="日時（ISO 8601）")]
After = Annotated[int, Parameter(ge=0, le=2**53, description="この連番より後のできごと")]


@reads("/audit-events", "listAuditEvents", "監査記録の一覧（新しい順）", tag=TAG, scope="audit-events:read")
def list_audit_events(
    door: Door,
    noun: Word = None,
    action: Word = None,
    record_id: UUID | None = None,
    actor_id: UUID | None = None,
    since: Moment = None,
    until: Moment = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[AuditEventOut]]:
    filters = Filters(noun, action, record_id, actor_id, _aware(since), _aware(until))
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        queries.check_auditor(door.actor, policy)
        page = queries.listed(session, door.actor, filters, today=today, limit=limit, cursor=cursor)
        items = [AuditEventOut.model_validate(row) for row in page.items]
        for item, row in zip(items, page.items, strict=True):
            item.changes = queries.told_changes(row, policy.reading.narrow_fields, door.actor)
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/audit-events/head", "getAuditHead", "監査記録の連鎖の末尾（外部に控えておく値）", tag=TAG, scope="audit-events:read")
def get_head(door: Door) -> Answer[AuditHeadOut]:
    with door.reading() as session:
        queries.check_auditor(door.actor, current(session, door.parts.clock.today()).policy)
        return answer(AuditHeadOut.model_validate(head(session)))


@reads("/events", "listEvents", "できごとの配信（古い順、連番を位置として続きを取得）", tag=TAG, scope="events:read")
def list_events(door: Door, after: After = 0, limit: Limit = 50) -> Answer[FeedOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        queries.check_feed(door.actor, policy)
        rows = queries.feed(session, door.actor, policy, after=after, today=today, limit=limit)
        return answer(FeedOut(items=[EventOut.model_validate(row) for row in rows], last_seq=rows[-1].seq if rows else after))


def _aware(moment: datetime | None) -> datetime | None:
    """A moment without an offset is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


ROUTES = [list_audit_events, get_head, list_events]
