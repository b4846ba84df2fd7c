"""The API's door to the circulations."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.approvals import queries, service
from govapi.approvals.schemas import ApprovalOut, DecideForIn, OpinionIn, OutsideDecisionIn
from govapi.approvals.service import Desk, Endings
from govapi.approvals.workflow import APPROVAL
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads
from govapi.edge.shapes import Cursor, Input, Limit, Listing
from govapi.kit.errors import Invalid
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current

TAG = "決裁"
READ, WRITE = "approvals:read", "approvals:write"

Status = Literal["circulating", "decided", "returned", "withdrawn", "rejected"]
ApprovalId = Annotated[UUID, Parameter(description="回議書の id")]


@reads("/approvals", "listApprovals", "回議書の一覧（新しい順）", tag=TAG, scope=READ)
def list_approvals(
    door: Door, status: Status | None = None, record_id: UUID | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[ApprovalOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        rule = policy.reading.rule("approvals")
        page = queries.listed(session, door.actor, rule, status=status, record_id=record_id, limit=limit, cursor=cursor)
        return answer(Listing(items=service.listed(session, door.actor, policy, page.items), next_cursor=page.next_cursor))


@reads("/approvals/waiting", "listWaitingApprovals", "自分の決裁を待っている回議書", tag=TAG, scope=READ)
def list_waiting(door: Door) -> Answer[Listing[ApprovalOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        return answer(Listing(items=service.listed(session, door.actor, policy, queries.waiting_for(session, door.actor))))


@reads("/approvals/{approval_id:uuid}", "getApproval", "回議書を見る", tag=TAG, scope=READ)
def get_approval(door: Door, approval_id: ApprovalId) -> Answer[ApprovalOut]:
    with door.reading() as session:
        rule = current(session, door.parts.clock.today()).policy.reading.rule("approvals")
        row = queries.one(session, door.actor, rule, approval_id)
        return answer(service.shape(Desk(session, door.actor, row, door.parts.clock.today())), version=row.version)


SeesContent = Callable[[Session, Actor, PolicySet, str], bool]


def routes(endings: Endings, sees_content: SeesContent) -> list[Any]:
    """All routes of the room; ``endings`` tells what a decision sets off in the rooms above, ``sees_content`` whether the
    caller may refer to a file by its hash."""

    def act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[ApprovalOut]:
        clock = door.parts.clock
        with door.writing() as session:
            policy = current(session, door.parts.clock.today()).policy
            copy = data.file_sha256 if isinstance(data, OutsideDecisionIn) else ""
            if copy and not sees_content(session, door.actor, policy, copy):
                raise Invalid("写しのファイルが登録されていません。先にファイルを添付してください。", pointer="/file_sha256")
            shape = service.act(
                session,
                door.actor,
                policy,
                endings,
                record_id,
                action,
                data,
                expected_version,
                now=clock.now(),
                today=clock.today(),
            )
            return door.done(session, shape, version=shape.version)

    inputs: dict[str, type[Input]] = {row.action: OpinionIn for row in APPROVAL.transitions} | {
        "decide_for": DecideForIn,
        "record_outside": OutsideDecisionIn,
    }
    made = action_routes(APPROVAL, path="/approvals", tag=TAG, scope=WRITE, act=act, out=ApprovalOut, inputs=inputs)
    return [list_approvals, list_waiting, get_approval, *made]
