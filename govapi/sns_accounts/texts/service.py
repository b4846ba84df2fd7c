"""Putting the procedure and the policy of an account in force, in the register of regulations; what lacks is a duty."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.db.session import find, owned_columns
from govapi.documents import queries as documents
from govapi.documents.regulations import queries as regulations
from govapi.documents.regulations import rules as dated
from govapi.documents.regulations import service as register
from govapi.documents.regulations.schemas import RegulationIn, RegulationPatch, RepealIn
from govapi.documents.regulations.tables import Regulation
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.recounting.service import Counting, in_batches
from govapi.duties.service import Obligation
from govapi.files.inspect import Kind as FileKind
from govapi.files.store import StoredFile
from govapi.files.uploads import ReadyFile
from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import Invalid, NotAllowed, WrongState
from govapi.people.actor import Actor, system
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts import queries as accounts
from govapi.sns_accounts.gaps.rules import due_on
from govapi.sns_accounts.queries import NOUN
from govapi.sns_accounts.rules import IN_USE, LIVE
from govapi.sns_accounts.service import who
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts import queries
from govapi.sns_accounts.texts.rules import KINDS, TEMPLATES, Kind, lacking, words
from govapi.sns_accounts.texts.schemas import SnsTextIn, SnsTextOut
from govapi.sns_accounts.texts.tables import SnsText

DUTY = "sns.text"
BATCH = 500


@dataclass(frozen=True)
class TextsView:
    """What the page of an account shows of its texts."""

    account_id: UUID
    texts: Sequence[SnsTextOut]
    may_record: bool


def view(session: Session, actor: Actor, policy: PolicySet, account: SnsAccount, today: date) -> TextsView:
    """The caller has checked that the account may be seen."""
    may = Who.SECTION_STAFF in who(actor, account) and account.status in LIVE
    return TextsView(account.id, shapes(session, actor, policy, account, today), may)


def worked_on(session: Session, actor: Actor, policy: PolicySet, account_id: UUID, *, lock: bool = False) -> SnsAccount:
    """The account, for whoever may give it a text now: its section. Raises NotFound, NotAllowed, WrongState."""
    row = accounts.one(session, actor, policy, account_id, lock=lock)
    if Who.SECTION_STAFF not in who(actor, row):
        raise NotAllowed("運用手順及び運用方針を登録できるのは、所管課の職員です。")
    if row.status not in LIVE:
        raise WrongState("閉鎖、不承認又は取下げとなったアカウントには、運用手順及び運用方針を登録できません。")
    return row


def document_of(session: Session, account: SnsAccount, kind: Kind, document_id: UUID) -> ReadyFile:
    """The file of a paper made for the account. Raises Invalid for another paper."""
    for paper in documents.of_record(session, account.id):
        if paper.id == document_id and paper.template_key == TEMPLATES[kind]:
            return ReadyFile(paper.file_name, FileKind.DOCX, StoredFile(paper.sha256, paper.size))
    raise Invalid(f"このアカウントについて作成した{KINDS[kind]}ではありません。", pointer="/document_id")


def enact(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account_id: UUID,
    given: SnsTextIn,
    file: ReadyFile | UUID,
    *,
    now: datetime,
    today: date,
) -> SnsTextOut:
    """Puts a text in force from its day on; ``file`` is an upload, or the id of a paper made for the account. The first one
    registers the regulation: the procedure is for the section alone, the policy for everybody."""
    account = worked_on(session, actor, stored.policy, account_id, lock=True)
    content = file if isinstance(file, ReadyFile) else document_of(session, account, given.kind, file)
    if given.public_url and given.kind == "procedure":
        raise Invalid("運用手順は公開しないため、掲載しているアドレスは登録できません。", pointer="/public_url")
    link = queries.link(session, account.id, given.kind)
    if link is None:
        regulation = register.register(session, actor, stored.policy, _regulation(stored.policy, account, given.kind))
        link = SnsText(account_id=account.id, kind=given.kind, regulation_id=regulation.id)
        session.add(link)
    if given.public_url:
        link.public_url = given.public_url
    session.flush()
    register.enact(session, actor, stored.policy, link.regulation_id, given.as_regulation(), content)
    changes = {str(given.kind): [None, given.effective_on.isoformat()]}
    audit.note(session, actor, NOUN, account, "enact_text", f"{account.number}の{KINDS[given.kind]}を登録", changes)
    watch(session, actor, stored, account, now=now, today=today)
    return next(one for one in shapes(session, actor, stored.policy, account, today) if one.kind == given.kind)


def _regulation(policy: PolicySet, account: SnsAccount, kind: Kind) -> RegulationIn:
    key = policy.sns.procedure_kind if kind == "procedure" else policy.sns.policy_kind
    return RegulationIn(
        title=f"{account.name}　{KINDS[kind]}（{account.number}）"[-200:],
        kind=key if any(one.key == key for one in policy.regulating.kinds) else "",
        layer="procedure" if kind == "procedure" else "rule",
        publicity="restricted" if kind == "procedure" else "public",
        department_id=account.department_id,
    )


def shapes(session: Session, actor: Actor, policy: PolicySet, account: SnsAccount, today: date) -> list[SnsTextOut]:
    """Both texts as this reader sees them. The caller has checked that the account may be seen."""
    found = queries.of_account(session, account.id, today)
    ids = owned_columns(session, Regulation, col(Regulation.id)).where(
        col(Regulation.id).in_([one.regulation.id for one in found.values()]), regulations.seen(actor, policy)
    )
    open_to_reader = set(session.execute(ids).scalars())
    urls = {one.kind: one.public_url for one in queries.links(session, [account.id])}
    return [_shape(kind, found.get(kind), open_to_reader, urls.get(kind, "")) for kind in KINDS]


def _shape(kind: Kind, text: queries.AccountText | None, open_to_reader: Collection[UUID], url: str) -> SnsTextOut:
    out = SnsTextOut(kind=kind, kind_label=KINDS[kind], in_force=text is not None and text.in_force is not None)
    if text is None or text.regulation.id not in open_to_reader:
        return out
    out.regulation_id, out.regulation_number, out.public_url = text.regulation.id, text.regulation.number, url
    out.coming_on = text.coming.effective_on if text.coming else None
    if text.in_force is not None:
        out.edition, out.effective_on = text.in_force.edition, text.in_force.effective_on
    return out


def watch(session: Session, actor: Actor, stored: StoredPolicy, account: SnsAccount, *, now: datetime, today: date) -> None:
    """An account in use that lacks a text is a duty of its section; of a closed one the texts are repealed. Watched again,
    nothing changes."""
    known = next(iter(duty_queries.unsettled(session, account.id, [DUTY])), None)
    _keep_up(session, stored, account, today)
    missing = lacking(queries.in_force(session, [account.id], today)[account.id]) if account.status in IN_USE else ()
    if missing:
        past = duty_queries.of_kind(session, account.id, DUTY)
        one = Obligation.about(
            account,
            NOUN,
            key=known.key if known else f"{DUTY}:{account.id}:{len(past) + 1}",
            kind=DUTY,
            title=f"{account.name}の{words(missing)}の整備",
            on=known.nominal_on if known else due_on(today),
            cause="lacking",
            cause_label=f"施行中の{words(missing)}がありません。",
        )
        duties.plan(session, actor, stored.policy, one, now=now, today=today)
    elif known is not None and account.status in IN_USE:
        duties.settle(session, actor, known.key, "運用手順及び運用方針を整備", now=now)
    elif known is not None:
        duties.drop(session, actor, known.key, "閉鎖の手続を始めたため", now=now)


def _keep_up(session: Session, stored: StoredPolicy, account: SnsAccount, today: date) -> None:
    """The texts go with the account: to another section, and out of force when it is closed. By the system: nobody decides."""
    for link in queries.links(session, [account.id]):
        row = find(session, Regulation, link.regulation_id, lock=True)
        by = system(row.municipality_code)
        if row.department_id != account.department_id:
            register.revise(session, by, stored.policy, row.id, RegulationPatch(department_id=account.department_id), row.version)
        newest = dated.newest_of(register.held(regulations.texts(session, row.id)))
        if account.status == "closed" and newest is not None and newest.repealed_on is None:
            day = max(account.closed_on or today, newest.effective_on + timedelta(days=1))
            reason = f"アカウント（{account.number}）の閉鎖"
            register.repeal(session, by, stored.policy, row.id, RepealIn(repealed_on=day, reason=reason), row.version)


def recount(context: TaskContext) -> int:
    """For the daily job: texts take effect, or end, with the day. Only accounts whose duty is not as it should be are touched."""
    return in_batches(context, _differing)


def _differing(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    session = counting.session
    rows = accounts.in_use(session, after=after, limit=BATCH)
    there = queries.in_force(session, [row.id for row in rows], counting.today)
    watched = queries.watched(session, [row.id for row in rows])
    for row in rows:
        if (row.status in IN_USE and bool(lacking(there[row.id]))) != (row.id in watched):
            watch(session, counting.actor, counting.stored, row, now=counting.now, today=counting.today)
    return len(rows), rows[-1].id if rows else None
