"""ソーシャルメディアアカウント台帳: the lines, and the files made of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlmodel import Session

from govapi.files.spreadsheet import Column, Sheet, write_csv, write_workbook
from govapi.kit.clock import JST
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import Choice
from govapi.policy.schema.sns import Category, Platform
from govapi.sns_accounts.ledger import queries
from govapi.sns_accounts.ledger.queries import Around, Filters
from govapi.sns_accounts.ledger.rules import Line, cells, columns
from govapi.sns_accounts.officers.queries import Answering
from govapi.sns_accounts.queries import sees_keys
from govapi.sns_accounts.rules import ANSWERED_FOR, KEYS, PAUSES
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.workflow import SNS_ACCOUNT

TITLE = "ソーシャルメディアアカウント台帳"
VACANT = "（欠員）"
AS_THEY_STAND = (
    "number", "name", "handle", "url", "purpose", "official_devices_only", "verified_mark", "site_url", "site_checked_on",
    "public", "followers", "decided_on", "opened_on", "last_post_on", "reviewed_on", "password_changed_on", "outsourced",
    "closed_on", "close_reason", "migrated",
)  # fmt: skip


def lines(session: Session, actor: Actor, policy: PolicySet, filters: Filters, today: date) -> Sequence[Line]:
    """The ledger as this reader sees it, by section and number."""
    found = queries.accounts(session, actor, policy, filters)
    known = queries.around(session, actor, policy, found, today)
    return [_line(actor, one, known, policy) for one in found]


def _line(actor: Actor, account: SnsAccount, known: Around, policy: PolicySet) -> Line:
    sns, answering = policy.sns, known.answering[account.id]
    officer, deputy = _named(answering, "officer"), _named(answering, "deputy")
    return Line(
        status=SNS_ACCOUNT.labels[account.status],
        pause=PAUSES.get(account.pause_kind, "") if account.status == "paused" else "",
        platform=_label(sns.platforms, account.platform),
        section=known.sections[account.department_id],
        officer_post=officer[0],
        officer_name=officer[1] or (VACANT if account.status in ANSWERED_FOR else ""),
        deputy_post=deputy[0],
        deputy_name=deputy[1],
        operators=[f"{one.title}　{one.name or VACANT}" for one in answering if one.role == "operator"],
        categories=_labels(sns.categories, account.categories),
        takes=_labels(sns.takes, account.takes),
        login=_label(sns.login_methods, account.login_method),
        mfa=_label(sns.mfa_kinds, account.mfa_kind),
        recovery=_label(sns.recovery_kinds, account.recovery_kind),
        procedure=_text(known, account, "procedure"),
        policy=_text(known, account, "policy"),
        review_on=account.review_on if account.status in ("active", "paused") else None,
        contract=known.contracts.get(account.contract_id, "") if account.contract_id else "",
        keys=_keys(account) if sees_keys(actor, policy, account) else None,
        **{name: getattr(account, name) for name in AS_THEY_STAND},
    )


def _keys(account: SnsAccount) -> tuple[str, str, str, str]:
    holder, kept, recovery, devices = (str(getattr(account, name)) for name in KEYS)
    return holder, kept, recovery, devices


def _named(answering: Iterable[Answering], role: str) -> tuple[str, str]:
    """The post and who holds it; nothing where none is named."""
    found = next((one for one in answering if one.role == role), None)
    return (found.title, found.name or VACANT) if found else ("", "")


def _text(known: Around, account: SnsAccount, kind: str) -> str:
    text = known.texts.get((account.id, kind))
    if text is None:
        return ""
    since = f"{wareki(text.effective_on)}施行"
    return f"{text.edition}（{since}）" if text.edition else since


def _label(known: Collection[Choice | Platform | Category], key: str) -> str:
    """What an older policy set named and this one does not know stands as its key."""
    return next((one.label for one in known if one.key == key), key)


def _labels(known: Collection[Choice | Category], keys: Iterable[str]) -> list[str]:
    return [_label(known, key) for key in keys]


def workbook(found: Sequence[Line], town: str, now: datetime) -> bytes:
    """The ledger as an Excel workbook, printable on A4."""
    shown, today = columns(found), now.astimezone(JST).date()
    sheet = Sheet(
        name="台帳",
        title=f"{town}　{TITLE}（{wareki(today)}現在）",
        columns=[Column(heading, width) for heading, width in shown],
        rows=[cells(one, len(shown)) for one in found],
    )
    return write_workbook([sheet], created=now)


def csv(found: Sequence[Line]) -> bytes:
    """The ledger as CSV for Excel; no cell runs as a formula."""
    shown = columns(found)
    return write_csv([heading for heading, _width in shown], [cells(one, len(shown)) for one in found])
