"""``govapi worker`` and ``govapi jobs run``."""

import click
from sqlalchemy import true

from govapi.assessments.calendar.service import foresee as foresee_reviews
from govapi.cli.faults import BEHIND, CommandFailed
from govapi.cli.logs import configure_logs
from govapi.cli.parts import DAILY, job_runtime, open_database, open_files
from govapi.cli.towns import chosen, municipality_option
from govapi.db.migrate import is_current
from govapi.db.session import find
from govapi.duties.opening.service import TASK as REVIEW
from govapi.duties.opening.service import foresee
from govapi.jobs.port import enqueue
from govapi.jobs.runner import run_job
from govapi.jobs.tables import Job
from govapi.jobs.tasks import JobRuntime
from govapi.policy.store import current
from govapi.settings import Settings

ALONE = "SQLite ではジョブは serve の中で動きます。worker は PostgreSQL を使うときに起動してください。"


@click.command()
@click.option("--concurrency", type=click.IntRange(1, 64), default=4, show_default=True, help="同時に行うジョブの数。")
def worker(concurrency: int) -> None:
    """ジョブを行う（PostgreSQL。幾つでも起動できる）。"""
    settings = Settings()
    database = open_database(settings.database_url)
    if not database.is_postgres:
        raise CommandFailed(ALONE)
    if not is_current(database.engine):
        raise CommandFailed(BEHIND)
    configure_logs(settings)
    # Imported here because procrastinate belongs to the optional [postgres] set.
    from govapi.jobs.procrastinate_queue import work  # noqa: PLC0415

    work(job_runtime(database, open_files(settings), settings=settings), settings.database_url, concurrency=concurrency)


@click.group()
def jobs() -> None:
    """ジョブ。"""


@jobs.command()
@click.argument("name", metavar="ジョブ名", type=click.Choice(sorted(DAILY)))
@click.option("--dry-run", is_flag=True, help="行うとどうなるかだけを示し、何も変更しない（re-review のとき）。")
@municipality_option
def run(name: str, dry_run: bool, code: str | None) -> int:
    """ジョブを今すぐ、その場で行う（失敗があれば終了コード1）。"""
    settings = Settings()
    runtime = job_runtime(open_database(settings.database_url), open_files(settings), settings=settings)
    if dry_run and name != REVIEW:
        raise CommandFailed(f"試行（--dry-run）ができるのは {REVIEW} です。")
    act = _foresee if dry_run else _run
    return max(act(runtime, one, name) for one in chosen(runtime.database, code))


def _foresee(runtime: JobRuntime, code: str, name: str) -> int:
    today = runtime.clock.today()
    with runtime.reading(runtime.database, code) as session:
        stored = current(session, today)
        found = foresee(session, stored.policy.monitoring, today, true())  # who works at the machine itself sees the town
        moved = foresee_reviews(session, stored, today=today, limit=20)
    click.echo(
        f"{code}: {name} を行うと、着手の時期が来る仕事は{found.opened}件、お知らせの対象になる仕事は{found.reminded}件です。"
    )
    for duty in found.first:
        click.echo(f"  {duty.due_on.isoformat()}  {duty.kind}  {duty.number}  {duty.title}")
    for one in moved:
        before, after = (day.isoformat() if day else "―" for day in (one.before_on, one.after_on))
        click.echo(f"  次回の評価  {one.contractor_name}  {one.number}  {before} → {after}  {one.cause_label}")
    return 0


def _run(runtime: JobRuntime, code: str, name: str) -> int:
    with runtime.writing(runtime.database, code, runtime.clock) as session:
        job_id = enqueue(session, name, {}, run_at=runtime.clock.now())
    run_job(runtime, code, job_id)
    with runtime.reading(runtime.database, code) as session:
        job = find(session, Job, job_id)
    if job.status in ("done", "running"):
        counts = "、".join(f"{word} {count}" for word, count in (job.result or {}).items())
        ended = "終えました" if job.status == "done" else "ほかの worker が行っています"
        click.echo(f"{code}: {name} を{ended}{f'（{counts}）' if counts else ''}。")
        return 0
    click.echo(f"{code}: {name} を終えられませんでした（{job.error}）。", err=True)
    return 1
