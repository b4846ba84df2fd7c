"""Every command through its front door: what it does, what it says, how it ends."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from govapi.edge.transaction import reading
from govapi.policy import store
from tests.cli.conftest import Command
from tests.jobs.support import jobs, runtime
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found

WRONG = [
    (("nonsense",), 2),
    (("serve", "--nope"), 2),
    (("serve", "--port", "0"), 2),
    (("municipality", "found"), 2),
    (("municipality", "found", "479901", "見本市", "みほんし"), 1),
    (("jobs", "run", "nonsense"), 2),
    (("policy", "check", "no-such-folder"), 1),
    (("serve", "--workers", "2"), 1),
    (("serve",), 1),
    (("worker",), 1),
    (("db", "downgrade", "base"), 1),
    (("db", "check"), 1),
    (("db", "upgrade", "no-such-revision"), 1),
    (("audit", "verify"), 1),
]


@pytest.mark.parametrize(("arguments", "code"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_fault_is_one_japanese_line_and_an_exit_code(govapi: Command, arguments: tuple[str, ...], code: int) -> None:
    said = govapi(*arguments)
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith("govapi: ") and said.err.endswith("。\n") and said.err.count("\n") == 1


def test_a_wrong_setting_is_named(govapi: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVAPI_SESSION_HOURS", "zero")
    said = govapi("db", "upgrade")
    assert said.code == 2 and "GOVAPI_SESSION_HOURS" in said.err


def test_without_a_provider_it_does_not_serve(at: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVAPI_OIDC_ISSUER", "")
    said = at("serve")
    assert said.code == 1 and "GOVAPI_OIDC_ISSUER" in said.err


def test_without_a_word_it_shows_the_help(govapi: Command) -> None:
    said = govapi()
    assert said.code == 2 and "municipality" in said.out


def test_a_database_is_brought_up_checked_and_taken_down(govapi: Command) -> None:
    assert [govapi("db", *rest).code for rest in (["upgrade"], ["check"], ["upgrade"])] == [0, 0, 0]
    assert govapi("db", "downgrade", "base", "--yes").code == 0
    assert govapi("db", "check").code == 1


def test_a_town_is_founded_once_with_a_policy_set(at: Command, fresh_database: TestDatabase) -> None:
    assert at("municipality", "found", KAKU, "架空市", "かくうし", "--mayor-title", "市長").code == 0
    assert at("municipality", "found", KAKU, "架空市", "かくうし").code == 1
    with reading(fresh_database.database, KAKU) as session:
        newest = store.newest(session)
    assert newest is not None and newest.set_version == 1


def test_a_job_is_run_on_the_spot_in_every_town(at: Command, fresh_database: TestDatabase) -> None:
    found(fresh_database.database)
    said = at("jobs", "run", "housekeeping")
    assert said.code == 0 and KAKU in said.out and MIHON in said.out
    rt = runtime(fresh_database.database, {})
    assert [(job.task, job.status) for code in (KAKU, MIHON) for job in jobs(rt, code)] == [("housekeeping", "done")] * 2
    assert at("jobs", "run", "housekeeping", "--municipality", "139904").code == 1
    assert at("jobs", "run", "sweep-files").code == 0


def test_the_review_is_tried_and_then_done(at: Command, fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [MIHON])  # a town without a policy set: nothing is to be told there
    assert at("municipality", "found", KAKU, "架空市", "かくうし", "--mayor-title", "市長").code == 0
    rt = runtime(fresh_database.database, {})
    assert at("jobs", "run", "housekeeping", "--dry-run").code == 1
    tried = at("jobs", "run", "re-review", "--dry-run", "--municipality", KAKU)
    assert tried.code == 0 and "着手の時期が来る仕事は0件" in tried.out
    assert jobs(rt) == []
    assert at("jobs", "run", "re-review").code == 0
    assert [job.status for code in (KAKU, MIHON) for job in jobs(rt, code)] == ["done", "done"]


def test_the_trail_is_verified_against_a_head_kept_outside(at: Command, fresh_database: TestDatabase) -> None:
    assert at("audit", "verify").code == 1  # no town yet
    found(fresh_database.database)
    said = at("audit", "verify", "--municipality", KAKU)
    head = said.out.split()[-1]
    assert said.code == 0 and len(head) == 64
    assert at("audit", "verify").out.count("異常なし") == 2
    assert at("audit", "verify", "--expect", head).code == 1  # of which town?
    assert at("audit", "verify", "--expect", head, "--municipality", KAKU).code == 0
    assert at("audit", "verify", "--expect", head, "--municipality", MIHON).code == 1


def test_a_fault_of_the_trail_ends_with_one(
    govapi: Command, sqlite_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVAPI_DATABASE_URL", sqlite_database.url)
    found(sqlite_database.database, [KAKU])
    with sqlite_database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("DROP TRIGGER audit_rows_no_update"))
        connection.execute(text("UPDATE audit_rows SET summary = 'x'"))
    said = govapi("audit", "verify")
    assert said.code == 1 and "第1行" in said.err


def test_a_policy_set_goes_out_and_comes_back_as_the_next_version(at: Command, tmp_path: Path) -> None:
    at("municipality", "found", KAKU, "架空市", "かくうし")
    folder = tmp_path / "set"
    assert at("policy", "export", str(folder)).code == 0
    assert at("policy", "export", str(folder)).code == 1  # never over what is there
    assert at("policy", "check", str(folder)).code == 0
    assert "第2版" in at("policy", "import", str(folder), "--note", "確認のため").out
    (folder / "policy_set.yaml").write_text("name: [", encoding="utf-8")
    said = at("policy", "check", str(folder))
    assert said.code == 1 and "policy_set.yaml" in said.err


def test_the_description_needs_no_settings_and_says_nothing_of_them(govapi: Command, tmp_path: Path) -> None:
    target = tmp_path / "openapi" / "govapi.v1.json"
    assert govapi("openapi", "--output", str(target)).code == 0
    written = target.read_text(encoding="utf-8")
    assert json.loads(written)["openapi"].startswith("3.1")
    assert str(tmp_path) not in written
    assert govapi("openapi").out == written
