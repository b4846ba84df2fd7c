"""The pages of a change: applying for it, the record with what it replaces, and its further steps."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.proceedings.web import WithdrawIn, past
from govapi.contracts.schemas import SubmitIn
from govapi.kit.errors import Invalid, NotFound, WrongState
from govapi.people.relations import Who
from govapi.policy.store import current
from govapi.sns_accounts import service as accounts
from govapi.sns_accounts.changes import queries, service
from govapi.sns_accounts.changes.drafting.schemas import PLAN, ChangeFormIn
from govapi.sns_accounts.changes.showing import service as showing
from govapi.sns_accounts.changes.tables import SnsChange
from govapi.sns_accounts.changes.workflow import SNS_CHANGE
from govapi.sns_accounts.queries import UseLook
from govapi.sns_accounts.rules import LABELS as PLAN_LABELS
from govapi.sns_accounts.tables import SnsAccount
from govapi.web.actions import action_buttons
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.shapes import Tone
from govapi.web.stale import submit_on_record
from govapi.workflow.machine import Available

TONES: dict[str, Tone] = {"in_approval": "info", "made": "good", "refused": "danger"}
LABELS = {**PLAN_LABELS, "title": "件名", "reason": "変更の理由", "note": "伺い文"}
NOTE = "次のとおり、ソーシャルメディアアカウントの内容を変更してよろしいか伺います。"
GRAVE = {"withdraw": "この申請を取り下げます。元に戻せません。"}


def routes(look: UseLook) -> list[Any]:
    """The pages; ``look`` tells about the use of a cloud service."""

    @page("/sns-accounts/{account_id:uuid}/changes/new")
    def new_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        return _form(door, account_id, None, None)

    @form("/sns-accounts/{account_id:uuid}/changes/new")
    def draft(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: ChangeFormIn) -> str:
            today = door.parts.clock.today()
            stored = current(session, today)
            row = service.draft(session, door.actor, stored, account_id, given.change(), today, look=look)
            return f"/sns-changes/{row.id}"

        def again(bound: Bound[ChangeFormIn]) -> Response[bytes]:
            return _form(door, account_id, None, bound)

        flash = "変更の申請の下書きを保存しました。変わるところを確かめて、申請してください。"
        return door.submit(ChangeFormIn, work, again, flash=flash, labels=LABELS)

    return [new_page, draft, *_drafting(look), *_record(look)]


def _drafting(look: UseLook) -> list[Any]:
    @page("/sns-changes/{change_id:uuid}/edit")
    def edit_page(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
        return _form(door, None, change_id, None)

    @form("/sns-changes/{change_id:uuid}/edit")
    def edit(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: ChangeFormIn) -> str:
            today, version = door.parts.clock.today(), door.form().version()
            stored = current(session, today)
            service.revise(session, door.actor, stored, change_id, given.patch(), version, today, look=look)
            return f"/sns-changes/{change_id}"

        def again(bound: Bound[ChangeFormIn], first: str) -> Response[bytes]:
            return _form(door, None, change_id, bound, first)

        return submit_on_record(door, change_id, ChangeFormIn, work, again, flash="保存しました。", labels=LABELS)

    return [edit_page, edit]


def _record(look: UseLook) -> list[Any]:
    @page("/sns-changes/{change_id:uuid}")
    def show(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
        return _show(door, look, change_id, None)

    @form("/sns-changes/{change_id:uuid}/submit")
    def submit(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: SubmitIn) -> str:
            _step(door, session, look, change_id, "submit", given)
            return f"/sns-changes/{change_id}"

        def again(bound: Bound[SubmitIn], first: str) -> Response[bytes]:
            return _show(door, look, change_id, bound, first)

        flash = "変更を申請し、回議に付しました。"
        return submit_on_record(door, change_id, SubmitIn, work, again, flash=flash, labels=LABELS)

    @form("/sns-changes/{change_id:uuid}/withdraw")
    def withdraw(door: WebDoor, change_id: FromPath[UUID]) -> Response[bytes]:
        bound = door.form().bind(WithdrawIn, {"reason": "理由"})
        if bound.value is None:
            raise Invalid("".join(bound.faults.values()))
        with door.writing() as session:
            _step(door, session, look, change_id, "withdraw", bound.value)
        return door.redirect(f"/sns-changes/{change_id}", "申請を取り下げました。")

    return [show, submit, withdraw]


def _step(door: WebDoor, session: Session, look: UseLook, change_id: UUID, action: str, given: BaseModel) -> None:
    clock, version = door.parts.clock, door.form().version()
    today = clock.today()
    stored = current(session, today)
    service.act(session, door.actor, stored, change_id, action, given, version, look=look, now=clock.now(), today=today)


def _show(door: WebDoor, look: UseLook, change_id: UUID, bound: Bound[Any] | None, first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        row = queries.one(session, door.actor, stored.policy, change_id)
        out = showing.whole(session, door.actor, row, stored, today, look=look)
        history = past(session, row.id, SNS_CHANGE.labels)
        staff = Who.SECTION_STAFF in service.who(door.actor, row)
    submitting = next((one for one in out.available_actions if one.action == "submit"), None)
    buttons = [
        Available(one.action, one.label, one.needs_reason, one.asks, one.blocked_because)
        for one in out.available_actions
        if one.action != "submit"
    ]
    return door.page(
        "sns_accounts/changes/record.html",
        out=out,
        tone=TONES.get(out.status, ""),
        actions=action_buttons(buttons, f"/sns-changes/{out.id}", tones={"withdraw": "danger"}, confirms=GRAVE),
        form=bound or shown({"note": NOTE}),
        first=first,
        may_submit=submitting is not None and not submitting.blocked_because,
        may_edit=staff and out.status == "draft",
        history=history,
    )


def _form(
    door: WebDoor, account_id: UUID | None, change_id: UUID | None, bound: Bound[Any] | None, first: str = ""
) -> Response[bytes]:
    """The form: the account as it stands, with what is proposed so far in its place."""
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, door.actor, policy, change_id) if change_id is not None else None
        if row is not None and row.status != "draft":
            raise WrongState("申請した内容は変更できません。直すときは、差戻し又は引戻しを受けてください。")
        wanted = row.account_id if row is not None else account_id
        if wanted is None:
            raise NotFound
        account = accounts.worked_on(session, door.actor, policy, wanted)
    version = None if row is None else row.version if bound is None or first else door.form().version()
    return door.page(
        "sns_accounts/changes/edit.html",
        account=account,
        row=row,
        form=bound or shown(_values(account, row)),
        first=first,
        version=version,
        labels=PLAN_LABELS,
        categories=policy.sns.categories,
        prohibitions=policy.sns.prohibitions,
        takes=[(one.key, one.label) for one in policy.sns.takes],
    )


def _values(account: SnsAccount, row: SnsChange | None) -> dict[str, Any]:
    values = {name: getattr(account, name) for name in PLAN}
    return values if row is None else {**values, **row.values, "title": row.title, "reason": row.reason}
