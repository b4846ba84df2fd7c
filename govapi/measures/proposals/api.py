"""The API's door to the proposals of a 指名停止."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.measures.paper.schemas import PaperIn
from govapi.measures.proposals import queries, service
from govapi.measures.proposals.letter.service import letter
from govapi.measures.proposals.queries import Filters
from govapi.measures.proposals.schemas import AnswerIn, ProposalIn, ProposalOut, ProposalPatch, ProposalRow, Status
from govapi.measures.proposals.workflow import PROPOSAL
from govapi.policy.store import StoredPolicy, current

TAG = "指名停止の具申"
READ, WRITE = "suspension-proposals:read", "suspension-proposals:write"
BASE = "/suspension-proposals"

ProposalId = Annotated[UUID, Parameter(description="具申の id")]


@reads(BASE, "listSuspensionProposals", "指名停止の具申の一覧（新しい順）", tag=TAG, scope=READ)
def list_proposals(
    door: Door, status: Status | None = None, contractor_id: UUID | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[ProposalRow]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        page = queries.listed(session, door.actor, policy, Filters(status, contractor_id), limit=limit, cursor=cursor)
        return answer(Listing(items=[service.brief(row) for row in page.items], next_cursor=page.next_cursor))


@creates(BASE, "draftSuspensionProposal", "指名停止の具申を起案する", tag=TAG, scope=WRITE)
def draft_proposal(door: Door, data: ProposalIn) -> Answer[ProposalOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        row = service.draft(session, door.actor, current(session, today), data, today)
        shape = service.shape(session, door.actor, row)
        return door.created(session, shape, version=row.version, location=f"/api/v1{BASE}/{row.id}")


@reads(f"{BASE}/{{proposal_id:uuid}}", "getSuspensionProposal", "指名停止の具申を見る", tag=TAG, scope=READ)
def get_proposal(door: Door, proposal_id: ProposalId) -> Answer[ProposalOut]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, proposal_id)
        return answer(service.shape(session, door.actor, row), version=row.version)


@changes(f"{BASE}/{{proposal_id:uuid}}", "reviseSuspensionProposal", "具申の下書きを変更する", tag=TAG, scope=WRITE)
def revise_proposal(door: Door, proposal_id: ProposalId, data: ProposalPatch) -> Answer[ProposalOut]:
    expected = door.expected_version()
    with door.writing() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = service.revise(session, door.actor, policy, proposal_id, data, expected)
        return answer(service.shape(session, door.actor, row), version=row.version)


@creates(f"{BASE}/{{proposal_id:uuid}}/documents", "generateSuspensionProposalDocument", "具申書を作成する", tag=TAG, scope=WRITE)
def generate_document(door: Door, proposal_id: ProposalId, data: PaperIn) -> Answer[DocumentOut]:
    clock = door.parts.clock
    with_templates(door.parts, door.identity.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, proposal_id, data.template, clock.today())

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    return issue(door, door.parts.files, clock, data.template, read, finish)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[ProposalOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.act(session, door.actor, stored, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, service.shape(session, door.actor, row), version=row.version)


ROUTES: list[Any] = [
    list_proposals,
    draft_proposal,
    get_proposal,
    revise_proposal,
    generate_document,
    *action_routes(PROPOSAL, path=BASE, tag=TAG, scope=WRITE, act=_act, out=ProposalOut, inputs={"answer": AnswerIn}),
]
