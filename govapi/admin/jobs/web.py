"""The page of the periodic review: what a run would do now, how the last ones went, which letters could not be sent."""

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from govapi.admin.jobs import service
from govapi.duties.opening.queries import runs
from govapi.duties.opening.service import TASK
from govapi.duties.schemas import Places
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import form, page

SHOWN = 30


def routes(places: Places) -> list[HTTPRouteHandler]:
    """The pages; ``places`` says where the records of the duties stand."""

    @page("/admin/jobs")
    def show(door: WebDoor) -> Response[bytes]:
        today = door.parts.clock.today()
        with door.reading() as session:
            service.check_see(door.actor)
            policy = current(session, today).policy
            runs_shown = [service.shape(job) for job in runs(session, TASK, limit=SHOWN, cursor=None).items]
            may = service.may_run(door.actor)
            foreseen = service.foreseen(session, door.actor, policy, places, today) if may else None
            failed = service.failed_mails(session, door.actor)
        return door.page(
            "admin/jobs.html",
            runs=runs_shown,
            words=service.WORDS,
            foreseen=foreseen,
            failed=failed,
            hour=door.parts.settings.review_hour,
            mails=bool(door.parts.settings.smtp_url),
        )

    @form("/admin/jobs/re-review")
    def start(door: WebDoor) -> Response[bytes]:
        with door.writing() as session:
            service.start(session, door.actor, door.parts.clock.now())
        return door.redirect("/admin/jobs", "定期の点検を始めました。しばらくして、この画面を読み直してください。")

    return [show, start]
