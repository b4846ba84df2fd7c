"""Real parts from the settings: database, files, the organisation's OpenID provider; the tasks of the jobs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import make_url

from govapi.admin.regulations.service import recount as recount_regulations
from govapi.approvals import queries as approvals
from govapi.assessments.calendar.service import recount as recount_assessments
from govapi.assessments.campaigns.running.service import OPENS, SENDS, open_campaign, send_campaign
from govapi.assessments.evidence import queries as evidence
from govapi.assessments.links.service import office_of
from govapi.assessments.workbook import queries as workbooks
from govapi.cli.faults import CommandFailed
from govapi.cli.smtp import SmtpMailer
from govapi.cloud_services.conditions import queries as conditions
from govapi.cloud_services.deciding.service import recount as recount_uses
from govapi.cloud_services.ending.removals import queries as removals
from govapi.cloud_services.judgements.following.service import recount as recount_judgements
from govapi.cloud_services.managers.vacancies.service import recount as recount_managers
from govapi.cloud_services.needs.service import retell as retell_uses
from govapi.cloud_services.registrations import queries as registrations
from govapi.cloud_services.registrations.service import recount as recount_registrations
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses.linking.service import linked
from govapi.contracts.attachments import queries as attachments
from govapi.contracts.closing import queries as closing
from govapi.contracts.effects.service import apply_amendments
from govapi.contracts.needs.service import retell as retell_contracts
from govapi.contracts.performance.reports import queries as reports
from govapi.db.session import Database
from govapi.documents import queries as documents
from govapi.documents.regulations import queries as regulations
from govapi.duties.mail.service import send_mail
from govapi.duties.opening.service import re_review
from govapi.duties.recounting.service import Recount
from govapi.edge.housekeeping import housekeeping
from govapi.edge.oidc import Provider, RelyingParty, TokenVerifier
from govapi.edge.parts import Parts
from govapi.edge.transaction import reading, writing
from govapi.files.store import FileStore
from govapi.jobs.sweep_files import References, sweep_files
from govapi.jobs.tasks import JobRuntime, Task
from govapi.kit.clock import Clock
from govapi.measures.attachments import queries as measure_files
from govapi.measures.deciding.service import apply_measures
from govapi.measures.playbooks import queries as playbooks
from govapi.personnel_changes.following.service import recount as recount_handovers
from govapi.personnel_changes.publishing.service import publish_due
from govapi.settings import Settings
from govapi.sns_accounts.activity.service import recount as recount_activity
from govapi.sns_accounts.closing import queries as sns_closing
from govapi.sns_accounts.gaps.service import recount as recount_gaps
from govapi.sns_accounts.officers.vacancies.service import recount as recount_officers
from govapi.sns_accounts.services.service import recount as recount_sns_services
from govapi.sns_accounts.texts.service import recount as recount_texts

# Every room that keeps the SHA-256 of a stored file; what none of them names is swept.
STORED_FILES: Sequence[References] = (
    documents.stored_files,
    regulations.stored_files,
    attachments.stored_files,
    workbooks.stored_files,
    evidence.stored_files,
    closing.stored_files,
    reports.stored_files,
    approvals.stored_files,
    measure_files.stored_files,
    terms.stored_files,
    registrations.stored_files,
    conditions.stored_files,
    removals.stored_files,
    sns_closing.stored_files,
    playbooks.stored_files,
)
# What is counted anew each day before the duties that are ripe are opened.
RECOUNTS: Sequence[Recount] = (
    retell_contracts,
    retell_uses,
    recount_assessments,
    recount_regulations,
    recount_uses,
    recount_managers,
    recount_officers,
    recount_judgements,
    recount_registrations,
    recount_sns_services,
    recount_texts,
    recount_activity,
    recount_gaps(linked),
    recount_handovers,
)
DAILY = (
    "apply-amendments", "apply-measures", "housekeeping", "publish-personnel-changes", "re-review", "send-mail", "sweep-files",
)  # fmt: skip


def tasks(files: FileStore, settings: Settings) -> Mapping[str, Task]:
    """The tasks by name."""
    return {
        "apply-amendments": apply_amendments,
        "apply-measures": apply_measures,
        "housekeeping": housekeeping,
        OPENS: open_campaign,
        "publish-personnel-changes": publish_due,
        "re-review": re_review(RECOUNTS, settings.public_url),
        SENDS: send_campaign(office_of(settings)),
        "send-mail": send_mail(open_mailer(settings)),
        "sweep-files": sweep_files(files, STORED_FILES),
    }


def open_mailer(settings: Settings) -> SmtpMailer | None:
    """The way to the mail server; None when none is set up. Raises CommandFailed for an address that can't be."""
    if not settings.smtp_url:
        return None
    try:
        return SmtpMailer.from_url(settings.smtp_url, settings.mail_from)
    except ValueError as fault:
        raise CommandFailed(str(fault)) from fault


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite address; None for PostgreSQL."""
    address = make_url(url)
    return Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None


def open_database(url: str) -> Database:
    """The database; a local folder that is not there yet is made."""
    file = sqlite_file(url)
    if file is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Database.at(url)


def open_files(settings: Settings) -> FileStore:
    """The file store. Raises CommandFailed for an address that can't be."""
    try:
        return FileStore.from_url(settings.files_url, endpoint=settings.files_endpoint)
    except ValueError as fault:
        raise CommandFailed(str(fault)) from fault


def build_parts(settings: Settings) -> Parts:
    """All the parts. Raises CommandFailed for settings that are missing or can't be."""
    if not settings.oidc_issuer:
        raise CommandFailed("認証基盤が設定されていません。環境変数 GOVAPI_OIDC_ISSUER に発行者のURLを設定してください。")
    try:
        provider = Provider(settings.oidc_issuer, ca_file=settings.oidc_ca_file)
    except ValueError as fault:
        raise CommandFailed(str(fault)) from fault
    return Parts(
        settings=settings,
        database=open_database(settings.database_url),
        files=open_files(settings),
        tokens=TokenVerifier(settings.oidc_issuer, settings.oidc_audience, provider.keys),
        relying_party=RelyingParty(
            provider,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            wanted_claims=("name", settings.oidc_municipality_claim, settings.oidc_roles_claim),
        ),
    )


def job_runtime(database: Database, files: FileStore, clock: Clock | None = None, settings: Settings | None = None) -> JobRuntime:
    """What a process needs to run jobs."""
    settings = settings or Settings()
    hours = {"re-review": settings.review_hour}
    return JobRuntime(database, clock or Clock(), reading, writing, tasks(files, settings), DAILY, hours)
