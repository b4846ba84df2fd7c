"""The browser's door: whose session it is, in which town, one transaction, and a page or a redirect as the answer.

@page("/contracts/{contract_id:uuid}")
def show(door: WebDoor, contract_id: UUID) -> Response[bytes]:
    with door.reading() as session:
        record = service.record(session, door.actor, contract_id)
    return door.page("contracts/record.html", record=record)

@form("/contracts/{contract_id:uuid}/revise")
def revise(door: WebDoor, contract_id: UUID) -> Response[bytes]:
    def work(session: Session, given: ContractPatch) -> str:
        service.revise(session, door.actor, contract_id, given, door.form().version())
        return f"/contracts/{contract_id}"

    return door.submit(ContractPatch, work, lambda bound: edit_page(door, contract_id, bound), flash="保存しました。")
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from litestar import Response
from litestar.datastructures import Cookie
from pydantic import BaseModel
from sqlmodel import Session

from govapi import __version__
from govapi.edge.confirmations import put_on_record
from govapi.edge.parts import Parts
from govapi.edge.tables import WebSession
from govapi.edge.transaction import reading, writing
from govapi.kit.errors import FieldFault, Malformed, Refusal
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.queries import actor_of, municipality
from govapi.web.flashes import COOKIE, packed, unpacked
from govapi.web.forms import Bound, SubmittedForm
from govapi.web.security import CSRF_FIELD, local_path
from govapi.web.shapes import Flash, Frame, Tone
from govapi.web.site import Site

M = TypeVar("M", bound=BaseModel)

# Refusals after which the same form is shown again: the person can mend what was typed.
MENDABLE = frozenset({409, 422})


class WebDoor:
    """One request of a signed-in browser. ``actor`` is known from the first ``reading()`` or ``writing()`` on.

    A plain class: the framework would look into the fields of a dataclass each time it hands one to a handler.
    """

    def __init__(
        self, parts: Parts, site: Site, own: WebSession, *, request_id: str = "", flash_cookie: str | None = None
    ) -> None:
        self.parts, self.site, self.own = parts, site, own
        self.request_id, self.flash_cookie = request_id, flash_cookie
        self.submitted: SubmittedForm | None = None
        self._actor: Actor | None = None
        self._frame: Frame | None = None

    @property
    def actor(self) -> Actor:
        assert self._actor is not None, "the actor is known from the first transaction on"
        return self._actor

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read transaction, with the actor and the page's frame looked up in it."""
        with reading(self.parts.database, self.own.municipality_code) as session:
            self._actor = self._look_up(session)
            yield session
            self._frame = self._frame or self._look_around(session)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A write transaction, with the actor looked up in it. It commits when the block ends well."""
        with writing(self.parts.database, self.own.municipality_code, self.parts.clock, self.request_id) as session:
            self._actor = self._look_up(session)
            yield session
            put_on_record(session, self._actor)
        self._frame = None

    def form(self) -> SubmittedForm:
        """The form that was sent; raises Malformed when the request carried none."""
        if self.submitted is None:
            raise Malformed("フォームの内容が送られていません。前の画面から、もう一度操作してください。")
        return self.submitted

    def submit(
        self,
        model: type[M],
        work: Callable[[Session, M], str],
        again: Callable[[Bound[M]], Response[bytes]],
        *,
        flash: str = "",
        labels: Mapping[str, str] | None = None,
    ) -> Response[bytes]:
        """Binds the form, does ``work`` in a write transaction and redirects to the address it returns.

        What is wrong in the form, or is refused as mendable (409, 422), shows the form ``again`` with its faults.
        """
        bound = self.form().bind(model, labels)
        if bound.value is None:
            return _with_status(again(bound), 422)
        try:
            with self.writing() as session:
                url = work(session, bound.value)
        except Refusal as refused:
            if refused.status not in MENDABLE:
                raise
            return _with_status(again(bound.with_faults(refused.errors or [FieldFault("", refused.detail)])), refused.status)
        return self.redirect(url, flash)

    def page(self, template: str, *, status_code: int = 200, **context: object) -> Response[bytes]:
        """The page, rendered after the transaction has ended; the message of the redirect before is shown once."""
        page = self.site.pages.response(template, status_code=status_code, frame=self.frame(), **context)
        if self.flash_cookie is not None:
            page.set_cookie(self._cookie("", max_age=0))
        return page

    def frame(self) -> Frame:
        """What surrounds the page; looked up in a read transaction of its own when none came before."""
        if self._frame is None:
            with self.reading():
                pass
        assert self._frame is not None
        return self._frame

    def refusal(self, refused: Refusal, *, back_url: str | None = None) -> Response[bytes]:
        """The page for a refusal."""
        return self.site.pages.refusal(self.frame(), refused, back_url=back_url, reference=self.request_id or None)

    def redirect(self, url: str, flash: str = "", *, tone: Tone = "good") -> Response[bytes]:
        """See Other, to a page of this site, with a message for it."""
        answer = Response(b"", status_code=303, media_type="text/html", headers={"Location": local_path(url)})
        if flash:
            answer.set_cookie(self._cookie(packed(Flash(flash, tone), self.own.csrf_token), max_age=300))
        return answer

    def _cookie(self, value: str, *, max_age: int) -> Cookie:
        secure = self.parts.settings.secure_cookies
        return Cookie(COOKIE, path="/", value=value, max_age=max_age, secure=secure, httponly=True, samesite="lax")

    def _look_up(self, session: Session) -> Actor:
        roles = frozenset(self.own.system_roles)
        return actor_of(session, self.own.subject, self.parts.clock.today(), system_roles=roles)

    def _look_around(self, session: Session) -> Frame:
        flash = unpacked(self.flash_cookie, self.own.csrf_token)
        return Frame(
            town=municipality(session).name,
            version=__version__,
            csrf_token=self.own.csrf_token,
            csrf_field=CSRF_FIELD,
            fiscal_year=fiscal_year(self.parts.clock.today()),
            person_name=self.actor.name,
            post_title=self.actor.title,
            navigation=self.site.navigation(session, self.actor),
            flashes=[flash] if flash else [],
            sign_out_url="/sign-out",
            footer_links=self.site.footer,
        )


def _with_status(page: Response[bytes], status_code: int) -> Response[bytes]:
    page.status_code = status_code
    return page
