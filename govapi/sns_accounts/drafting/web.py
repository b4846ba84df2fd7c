"""The pages of the forms: applying for an account, changing the draft, and keeping an account up to date."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.db.session import find
from govapi.kit.errors import NotAllowed, WrongState
from govapi.people.relations import Who
from govapi.people.tables import Department
from govapi.policy.store import StoredPolicy, current
from govapi.sns_accounts import service
from govapi.sns_accounts.drafting import queries
from govapi.sns_accounts.drafting.schemas import KeptFormIn, NewFormIn, PlanFormIn
from govapi.sns_accounts.queries import UseChoices, UseLook
from govapi.sns_accounts.rules import LABELS
from govapi.sns_accounts.tables import SnsAccount
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

FIRST = {"public": True, "outsourced": False, "official_devices_only": True}


@dataclass(frozen=True)
class Uses:
    """What another room tells about the uses of cloud services."""

    look: UseLook
    choices: UseChoices


def routes(look: UseLook, choices: UseChoices) -> list[Any]:
    """The pages; ``look`` and ``choices`` tell about the uses of cloud services."""
    uses = Uses(look, choices)

    @page("/sns-accounts/new")
    def new_page(door: WebDoor) -> Response[bytes]:
        return _form(door, uses, None, shown(FIRST))

    @form("/sns-accounts/new")
    def draft(door: WebDoor) -> Response[bytes]:
        clock = door.parts.clock

        def work(session: Session, given: NewFormIn) -> str:
            stored, today = current(session, clock.today()), clock.today()
            row = service.apply_for(session, door.actor, stored, given.account(), today, look=look, now=clock.now())
            return _after(door, row.id)

        flash = "下書きを保存しました。"
        return door.submit(NewFormIn, work, lambda bound: _form(door, uses, None, bound), flash=flash, labels=LABELS)

    @page("/sns-accounts/{account_id:uuid}/edit")
    def edit_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        return _change(door, uses, account_id, None, kept_only=False)

    @form("/sns-accounts/{account_id:uuid}/edit")
    def edit(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: PlanFormIn) -> str:
            now, today, version = door.parts.clock.now(), door.parts.clock.today(), door.form().version()
            stored, patch = current(session, today), given.patch()
            service.revise(session, door.actor, stored, account_id, patch, version, today, look=look, now=now)
            return _after(door, account_id)

        def again(bound: Bound[PlanFormIn], first: str) -> Response[bytes]:
            return _change(door, uses, account_id, bound, first, kept_only=False)

        return submit_on_record(door, account_id, PlanFormIn, work, again, flash="保存しました。", labels=LABELS)

    return [new_page, draft, edit_page, edit, *_keeping(uses)]


def _keeping(uses: Uses) -> list[Any]:
    """Keeping an account that was approved up to date."""

    @page("/sns-accounts/{account_id:uuid}/keep")
    def keep_page(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        return _change(door, uses, account_id, None, kept_only=True)

    @form("/sns-accounts/{account_id:uuid}/keep")
    def keep(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        def work(session: Session, given: KeptFormIn) -> str:
            now, today, version = door.parts.clock.now(), door.parts.clock.today(), door.form().version()
            stored = current(session, today)
            row = service.worked_on(session, door.actor, stored.policy, account_id)
            patch = given.patch(takes=bool(row.takes), outsourced=row.outsourced)
            service.revise(session, door.actor, stored, account_id, patch, version, today, look=uses.look, now=now)
            return f"/sns-accounts/{account_id}"

        def again(bound: Bound[KeptFormIn], first: str) -> Response[bytes]:
            return _change(door, uses, account_id, bound, first, kept_only=True)

        return submit_on_record(door, account_id, KeptFormIn, work, again, flash="更新しました。", labels=LABELS)

    return [keep_page, keep]


def _after(door: WebDoor, account_id: UUID) -> str:
    """The record, or the page on which the application is submitted."""
    return f"/sns-accounts/{account_id}" + ("/submit" if door.form().text("_next") == "submit" else "")


def _change(
    door: WebDoor, uses: Uses, account_id: UUID, bound: Bound[Any] | None, first: str = "", *, kept_only: bool
) -> Response[bytes]:
    """The form of an account: the whole of a draft, or what is kept without a decision. Raises WrongState for the other one."""
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = service.worked_on(session, door.actor, policy, account_id)
    if row.status not in service.KEPT_IN:
        raise WrongState("回議中、閉鎖、不承認又は取下げのアカウントは、直すことができません。")
    if (row.status == "draft") is kept_only:
        raise WrongState(
            "下書きは、申請の修正の画面で直してください。"
            if kept_only
            else "承認を受けた内容は、変更の申請により改めてください。日々の内容は、登録内容の更新の画面で直せます。"
        )
    if not kept_only and Who.SECTION_STAFF not in service.who(door.actor, row):
        raise NotAllowed("申請を直せるのは、所管課の職員です。")
    model = KeptFormIn if kept_only else PlanFormIn
    values = shown({name: getattr(row, name) for name in model.model_fields})
    version = row.version if bound is None or first else door.form().version()
    return _form(door, uses, row, bound or values, first=first, version=version, kept_only=kept_only)


def _form(
    door: WebDoor,
    uses: Uses,
    row: SnsAccount | None,
    bound: Bound[Any],
    *,
    first: str = "",
    version: int | None = None,
    kept_only: bool = False,
) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        choices = {
            "sections": queries.sections(session, door.actor, today),
            **_linked(door, session, stored, uses, row, bound),
        }
    sns = stored.policy.sns
    return door.page(
        "sns_accounts/edit.html",
        row=row,
        form=bound,
        first=first,
        version=version,
        kept_only=kept_only,
        labels=LABELS,
        platforms=[(one.key, one.label) for one in sns.platforms],
        categories=sns.categories,
        prohibitions=sns.prohibitions,
        takes=[(one.key, one.label) for one in sns.takes],
        login_methods=[(one.key, one.label) for one in sns.login_methods],
        mfa_kinds=[(one.key, one.label) for one in sns.mfa_kinds],
        recovery_kinds=[(one.key, one.label) for one in sns.recovery_kinds],
        **choices,
    )


def _linked(
    door: WebDoor, session: Session, stored: StoredPolicy, uses: Uses, row: SnsAccount | None, bound: Bound[Any]
) -> dict[str, Any]:
    """The contracts and the uses of the section, to be linked."""
    today = door.parts.clock.today()
    section_id = row.department_id if row else _section(door, bound)
    path = find(session, Department, section_id).path if section_id else ""
    chosen = None
    if row is not None and row.cloud_use_id is not None:
        use = uses.look(session, row.cloud_use_id, today)
        chosen = (row.cloud_use_id, f"{use.number}　{use.title}（{use.state}）" if use else "登録されている利用")
    contract_id = row.contract_id if row else None
    return {
        "contracts": queries.running_contracts(session, door.actor, stored.policy, section_id, contract_id, today),
        "uses": queries.running_uses(session, uses.choices, path, chosen, today) if path else [],
    }


def _section(door: WebDoor, bound: Bound[Any]) -> UUID | None:
    """The section the application is for: as chosen, else one's own."""
    try:
        return UUID(bound.text("department_id"))
    except ValueError:
        return door.actor.posts[0].department_id if door.actor.posts else None
