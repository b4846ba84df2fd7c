"""The API's door to the runs of the periodic review: for an outside scheduler, and for those who look after it."""

from typing import Annotated
from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from litestar.params import Parameter

from govapi.admin.jobs import service
from govapi.admin.jobs.schemas import RunIn, RunOut, RunStarted
from govapi.duties.opening.queries import runs
from govapi.duties.opening.service import TASK
from govapi.duties.schemas import Places
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "ジョブ"
READ, WRITE = "jobs:read", "jobs:write"

RunId = Annotated[UUID, Parameter(description="実行の id")]


@reads("/jobs/re-review/runs", "listReviewRuns", "定期の点検の実行の一覧（新しい順）", tag=TAG, scope=READ)
def list_runs(door: Door, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[RunOut]]:
    with door.reading() as session:
        service.check_see(door.actor)
        page = runs(session, TASK, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.shape(job) for job in page.items], next_cursor=page.next_cursor))


@reads("/jobs/runs/{run_id:uuid}", "getJobRun", "ジョブの実行を見る", tag=TAG, scope=READ)
def get_run(door: Door, run_id: RunId) -> Answer[RunOut]:
    with door.reading() as session:
        return answer(service.shape(service.one(session, door.actor, run_id)))


def routes(places: Places) -> list[HTTPRouteHandler]:
    """The routes; ``places`` says where the records of the duties stand."""

    @acts("/jobs/re-review/runs", "startReviewRun", "定期の点検を実行する（試行もできる）", tag=TAG, scope=WRITE, if_match=False)
    def start_run(door: Door, data: RunIn) -> Answer[RunStarted]:
        """実行は worker が直ちに行います。何度実行しても、仕事は一度だけ始まり、お知らせは一度だけ届きます。"""
        clock = door.parts.clock
        if data.dry_run:
            with door.reading() as session:
                policy = current(session, clock.today()).policy
                foreseen = service.foreseen(session, door.actor, policy, places, clock.today())
                return answer(RunStarted(dry_run=True, foreseen=foreseen))
        with door.writing() as session:
            job = service.start(session, door.actor, clock.now())
            return door.done(session, RunStarted(dry_run=False, run=service.shape(job)))

    return [list_runs, get_run, start_run]
