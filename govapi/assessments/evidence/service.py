"""Recording evidence, correcting it, withdrawing it; what follows from each is counted anew for the whole contractor."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.evidence import queries
from govapi.assessments.evidence.rules import STATES, date_faults, register_fault, renewal_faults, state
from govapi.assessments.evidence.schemas import EvidenceIn, EvidenceOut, EvidencePatch, ScopeIn
from govapi.assessments.evidence.tables import Evidence
from govapi.assessments.evidence.validity.service import EXPIRY, recount
from govapi.audit.changes import apply
from govapi.contractors.tables import Contractor
from govapi.db.counters import next_number
from govapi.db.session import find, owned
from govapi.duties import service as duties
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, covers, relations
from govapi.people.tables import Department
from govapi.policy.assessing import evidence_valid_until
from govapi.policy.schema.assessing import EvidenceKind
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.shapes import AvailableOut

KEEPERS = frozenset({Who.SECTION_STAFF, Who.SECURITY_OFFICE})
DAYS = frozenset({"issued_on", "period_end", "stated_until", "renewal_applied_on"})
TEXTS = frozenset({"issuer", "certificate_number", "scope", "register_reference"})


def record(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    contractor_id: UUID,
    given: EvidenceIn,
    file: ReadyFile | None,
    *,
    sheet: CheckSheet | None = None,
    now: datetime,
    today: date,
) -> Evidence:
    """Records a piece of evidence of a contractor; ``sheet`` is the round it was handed in with, whose section then keeps it.

    Raises NotAllowed for a section or a round that is not the actor's, Invalid for a kind the town does not know or days that
    cannot be, Unmet where a day the kind needs is missing, Conflict for the same file recorded twice.
    """
    contractor = find(session, Contractor, contractor_id, lock=True)  # two who record at once count one after the other
    kind = _kind(stored.policy, given.kind)
    _refuse_faults(kind, given.issued_on, given.period_end, given.stated_until, given.register_reference, today)
    _refuse_twice(session, contractor, given.kind, file)
    year = fiscal_year(today)
    row = Evidence(
        number=f"証跡-{year}-{next_number(session, f'evidence-{year}'):04d}",
        contractor_id=contractor.id,
        **_place(session, actor, given.department_id, sheet),
        recorded_by=actor.person_id,
        recorded_name=actor.name,
        **given.model_dump(exclude={"department_id", "check_sheet_id"}) | {"title": given.title or kind.label},
        **_of_file(file),
    )
    session.add(row)
    session.flush()
    changes = {"kind": [None, row.kind], "title": [None, row.title], "sha256": [None, row.sha256]}
    audit.note(session, actor, "evidence", row, "record", f"{contractor.name}の「{row.title}」を登録", changes)
    recount(session, actor, stored, contractor, now, today)
    return row


def correct(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    evidence_id: UUID,
    given: EvidencePatch,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Evidence:
    """Corrects what was written down, or notes a renewal applied for. The file itself never changes."""
    row, contractor = _held(session, actor, stored.policy, evidence_id, expected)
    values = _values(given)
    if values.get("scope", row.scope) != row.scope:
        values |= {"in_scope": False, "scope_decided_name": "", "scope_decided_at": None, "scope_note": ""}
    changed = apply(row, values)
    kind = _kind(stored.policy, row.kind)
    _refuse_faults(kind, row.issued_on, row.period_end, row.stated_until, row.register_reference, today)
    faults = renewal_faults(kind, row.renewal_applied_on, row.renewal_pending, today)
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    if changed:
        session.flush()
        audit.note(session, actor, "evidence", row, "correct", f"{row.number}を訂正", changed)
        recount(session, actor, stored, contractor, now, today)
    return row


def decide_scope(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    evidence_id: UUID,
    given: ScopeIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Evidence:
    """An officer says whether the site or service that does our work is within the scope. A system cannot."""
    row, contractor = _held(session, actor, stored.policy, evidence_id, expected)
    if not actor.is_person:
        raise NotAllowed("適用範囲に入るかを判断できるのは、職員です。")
    changed = apply(row, {"in_scope": given.in_scope, "scope_note": given.note})
    row.scope_decided_name = "　".join(part for part in (actor.title, actor.name) if part)[:100]
    row.scope_decided_at = now
    session.flush()
    said = "適用範囲の内と判断" if given.in_scope else "適用範囲の外と判断"
    audit.note(session, actor, "evidence", row, "decide_scope", f"{row.number}を{said}", changed)
    recount(session, actor, stored, contractor, now, today)
    return row


def withdraw(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    evidence_id: UUID,
    reason: str,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Evidence:
    """Relies on it no longer; it stays on record with the reason."""
    row, _contractor = _held(session, actor, stored.policy, evidence_id, expected)
    if not reason.strip():
        raise Invalid("取り下げる理由を入力してください。", pointer="/reason")
    put_away(session, actor, stored, row, reason, now=now, today=today)
    return row


def put_away(
    session: Session, actor: Actor, stored: StoredPolicy, row: Evidence, reason: str, *, now: datetime, today: date
) -> None:
    """Withdraws a piece whose withdrawal was allowed by the caller."""
    contractor = find(session, Contractor, row.contractor_id, lock=True)
    row.withdrawn_on, row.withdrawn_reason = today, reason
    session.flush()
    audit.record(
        session, actor, action="evidence.withdraw", noun="evidence", record_id=row.id, number=row.number,
        summary=f"{row.number}を取下げ", reason=reason,
    )  # fmt: skip
    duties.drop_record(session, actor, row.id, "証跡が取り下げられました。", now=now, kinds=[EXPIRY])
    recount(session, actor, stored, contractor, now, today)


def may_record(session: Session, actor: Actor, department_id: UUID | None) -> None:
    """Raises NotAllowed for who may not record evidence in this section."""
    _department(session, actor, department_id)


def who(actor: Actor, row: Evidence) -> frozenset[Who]:
    return relations(actor, row.department_path, row.department_id)


def shape(actor: Actor, row: Evidence, policy: PolicySet, today: date) -> EvidenceOut:
    """A piece of evidence with this actor's actions."""
    out = brief(row, policy, today)
    if row.withdrawn_on is None and who(actor, row) & KEEPERS:
        out.available_actions = [
            AvailableOut(action="withdraw", label="取り下げる", needs_reason=True, asks=False, blocked_because=None)
        ]
        if actor.is_person:
            scope = AvailableOut(
                action="decide-scope", label="適用範囲を判断する", needs_reason=False, asks=True, blocked_because=None
            )
            out.available_actions.insert(0, scope)
    return out


def brief(row: Evidence, policy: PolicySet, today: date) -> EvidenceOut:
    """A piece of evidence for a list: no query of its own."""
    out = EvidenceOut.model_validate(row)
    past = row.valid_until is not None and row.valid_until < today
    out.state = state(
        counts_today=not past or row.held_open,
        counts=row.counts,
        past=past,
        replaced=row.replaced_by_id is not None,
        withdrawn=row.withdrawn_on is not None,
    )
    out.state_label = STATES[out.state]
    out.kind_label = next((kind.label for kind in policy.assessing.evidence_kinds if kind.key == row.kind), row.kind)
    return out


def _held(session: Session, actor: Actor, policy: PolicySet, evidence_id: UUID, expected: int) -> tuple[Evidence, Contractor]:
    """The piece and its contractor, both held until the commit: the contractor first, as everybody does."""
    seen = queries.one(session, actor, policy, evidence_id)
    contractor = find(session, Contractor, seen.contractor_id, lock=True)
    row = find(session, Evidence, evidence_id, lock=True)
    if not who(actor, row) & KEEPERS:
        raise NotAllowed("証跡を訂正し、又は取り下げることができるのは、登録した課又は情報政策担当課の職員です。")
    if row.version != expected:
        raise Stale
    if row.withdrawn_on is not None:
        raise WrongState("取り下げた証跡は変更できません。必要なときは、新たに登録してください。")
    return row, contractor


def _values(given: EvidencePatch) -> dict[str, Any]:
    """What was sent; null takes a day or a text out and leaves the rest as it is."""
    sent = given.model_dump(exclude_unset=True)
    cleared: dict[str, Any] = {name: "" if name in TEXTS else None for name, value in sent.items() if value is None}
    return {name: value for name, value in (sent | cleared).items() if value is not None or name in DAYS}


def _kind(policy: PolicySet, key: str) -> EvidenceKind:
    try:
        return policy.assessing.evidence_kind(key)
    except KeyError:
        raise Invalid("この種類は、方針セットの証跡の種類にありません。一覧から選んでください。", pointer="/kind") from None


def _refuse_faults(
    kind: EvidenceKind, issued_on: date | None, period_end: date | None, stated_until: date | None, reference: str, today: date
) -> None:
    faults: list[FieldFault] = [*date_faults(issued_on, period_end, stated_until, today), *register_fault(kind, reference)]
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    evidence_valid_until(kind, issued_on=issued_on, period_end=period_end, stated_until=stated_until, on=today)


def _refuse_twice(session: Session, contractor: Contractor, kind: str, file: ReadyFile | None) -> None:
    if file is None:
        return
    for other in queries.live(session, contractor.id):
        if other.kind == kind and other.sha256 == file.stored.sha256:
            raise Conflict(f"同じファイルが、同じ種類の証跡（{other.number}）として既に登録されています。")


def _department(session: Session, actor: Actor, department_id: UUID | None) -> Department:
    """The section that keeps it: one of the actor's."""
    if not actor.posts:
        raise NotAllowed("証跡を登録できるのは、課に所属する職員です。")
    wanted = department_id or actor.posts[0].department_id
    row = session.exec(owned(session, Department).where(col(Department.id) == wanted)).first()
    if row is None or not any(covers(post, row.path) for post in actor.posts):
        raise NotAllowed("証跡を登録できるのは、自らが所属する課に限ります。登録する課を選び直してください。")
    return row


def _place(session: Session, actor: Actor, department_id: UUID | None, sheet: CheckSheet | None) -> dict[str, Any]:
    """The section that keeps a piece: that of the round it came with, else one of the actor's."""
    if sheet is None:
        own = _department(session, actor, department_id)
        return {"organ_id": own.organ_id, "department_id": own.id, "department_path": own.path}
    if actor.kind != "system" and not relations(actor, sheet.department_path, sheet.department_id) & KEEPERS:
        raise NotAllowed("チェックシートに証跡を付けることができるのは、その所管課又は情報政策担当課の職員です。")
    same = {name: getattr(sheet, name) for name in ("organ_id", "department_id", "department_path")}
    return same | {"check_sheet_id": sheet.id}


def _of_file(file: ReadyFile | None) -> dict[str, Any]:
    if file is None:
        return {}
    return {"sha256": file.stored.sha256, "file_name": file.name, "media_type": file.kind.media_type, "size": file.stored.size}
