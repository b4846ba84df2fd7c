"""A list is published once, however many workers and clerks do it at the same time."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func
from sqlmodel import col

from govapi.audit.queries import verify_chain
from govapi.audit.tables import AuditRow
from govapi.db.session import owned_columns
from govapi.edge.transaction import reading
from tests.personnel_changes.handovers.held import all_handovers, everything
from tests.personnel_changes.lists import CLERK, act, posts_of, run_job, spring, taken
from tests.personnel_changes.test_no_row import DAY, DAY_BEFORE
from tests.support.app import CODE, Office


def test_workers_and_clerks_publish_at_once(office: Office) -> None:
    everything(office)
    office.clock.go_to(DAY_BEFORE)
    change_id = taken(office, spring(office))
    assert act(office, change_id, "apply").status_code == 200
    office.clock.go_to(DAY)
    etag = office.as_(CLERK).get(f"/personnel-changes/{change_id}").headers["ETag"]
    clerk = office.as_(CLERK)
    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(run_job, office) for _ in range(4)]
        pressed = [pool.submit(clerk.post, f"/personnel-changes/{change_id}/publish", {}, etag=etag) for _ in range(2)]
    for job in jobs:
        job.result()
    assert {answer.result().status_code for answer in pressed} <= {200, 409, 412}
    assert office.as_(CLERK).get(f"/personnel-changes/{change_id}").json()["status"] == "published"
    assert len(posts_of(office, "sachi")) == 2
    keys = [row.key for row in all_handovers(office)]
    assert keys and len(keys) == len(set(keys))
    with reading(office.database, CODE) as session:
        counted = owned_columns(session, AuditRow, func.count()).where(col(AuditRow.action) == "personnel_change.publish")
        assert session.execute(counted).scalar_one() == 1
        assert verify_chain(session).ok
