"""The job ``sweep-files``: one store for all towns, so what any town refers to stays, on whichever town's account it runs."""

import os
from pathlib import Path

from govapi.cli.parts import DAILY, job_runtime
from govapi.documents.tables import DocumentTemplate
from govapi.edge.transaction import writing
from govapi.files.store import FileStore
from govapi.jobs.runner import run_job
from govapi.kit.clock import Clock
from tests.jobs.support import jobs, queue
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found


def test_what_any_town_refers_to_stays(fresh_database: TestDatabase, tmp_path: Path) -> None:
    found(fresh_database.database)
    store = FileStore.from_url(f"file://{tmp_path}/files")
    wanted, orphan, young = store.put(b"wanted"), store.put(b"orphan"), store.put(b"young")
    for kept in (wanted, orphan):
        [path] = (tmp_path / "files").rglob(kept.sha256)
        os.utime(path, (0, 0))
    with writing(fresh_database.database, MIHON, Clock()) as session:
        session.add(
            DocumentTemplate(key="k", template_version=1, title="様式", source="uploaded", sha256=wanted.sha256, size=wanted.size)
        )
    rt = job_runtime(fresh_database.database, store)
    for code in (MIHON, KAKU):
        assert run_job(rt, code, queue(rt, "sweep-files", code=code))
        assert [(job.status, job.error) for job in jobs(rt, code)] == [("done", "")]
    files = {path.name: path for path in (tmp_path / "files").rglob("*") if path.is_file()}
    assert files.keys() == {wanted.sha256, orphan.sha256, young.sha256}
    assert [name for name, path in files.items() if "swept" in path.parts] == [orphan.sha256]
    os.utime(files[orphan.sha256], (0, 0))
    assert run_job(rt, KAKU, queue(rt, "sweep-files"))
    assert {path.name for path in (tmp_path / "files").rglob("*") if path.is_file()} == {wanted.sha256, young.sha256}


def test_it_is_a_daily_job(fresh_database: TestDatabase, tmp_path: Path) -> None:
    rt = job_runtime(fresh_database.database, FileStore.from_url(f"file://{tmp_path}/files"))
    assert "sweep-files" in DAILY
    assert set(DAILY) <= rt.tasks.keys()
