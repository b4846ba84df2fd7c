"""Recording an incident, following its clocks as duties, and taking its steps."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.assessments.triggers.service import open_review
from govapi.audit.changes import apply
from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.counters import next_number
from govapi.duties import service as duties
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.measures.incidents import queries, rules
from govapi.measures.incidents.reporting.queries import end_facts, owed
from govapi.measures.incidents.schemas import IncidentIn, IncidentPatch, NoticeIn
from govapi.measures.incidents.tables import Incident, IncidentContract
from govapi.measures.incidents.uses import service as uses
from govapi.measures.incidents.workflow import INCIDENT, WORKERS
from govapi.measures.playbooks import rules as playbooks
from govapi.measures.playbooks import service as playbook
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.tables import SnsAccount
from govapi.workflow.perform import perform

CHAIN = "incident.chain"
NOT_YOURS = (
    "事故を記録できるのは、関係する契約、利用又はアカウントの所管課と情報政策担当課（アカウントは広報主管課も）の職員です。"
)
OVER = ("closed", "withdrawn")
NULLABLE = ("occurred_at", "contractor_knew_at", "person_count")


def record(session: Session, actor: Actor, stored: StoredPolicy, given: IncidentIn, *, now: datetime, today: date) -> Incident:
    """Records an incident, opens a review of every contractor concerned, and plans what the laws want."""
    concerned: list[Contract | uses.Use] = [
        *(contracts.one(session, actor, stored.policy, one) for one in dict.fromkeys(given.contract_ids)),
        *uses.named(session, actor, stored.policy, given.use_ids, given.unapproved_use_ids, given.account_ids),
    ]
    if not concerned:
        raise Invalid(
            "関係する契約、クラウドサービスの利用又はソーシャルメディアアカウントを選んでください。", pointer="/contract_ids"
        )
    place = _place(actor, given, concerned)
    row = Incident(
        number="",
        organ_id=place.organ_id,
        department_id=place.department_id,
        department_path=place.department_path,
        policy_version=stored.version,
        recorded_by=actor.person_id,
        recorded_name=actor.name,
        playbook=playbooks.playbook_of(given.kind),
        **given.model_dump(exclude={"contract_ids", "use_ids", "unapproved_use_ids", "account_ids"}),
    )
    _check_moments(row, now)
    year = fiscal_year(today)
    row.number = f"事故-{year}-{next_number(session, f'incident-{year}'):04d}"
    session.add(row)
    session.flush()
    audit.note(session, actor, "incident", row, "record", f"事故「{row.title}」（{rules.KINDS[given.kind]}）を記録")
    for one in concerned:
        if isinstance(one, Contract):
            _concern(session, actor, stored, row, one, now, today)
        else:
            _review(session, actor, stored, row, uses.concern(session, actor, row, one), now, today)
    follow(session, actor, stored.policy, row, now=now, today=today)
    return row


def _place(actor: Actor, given: IncidentIn, concerned: Sequence[Contract | uses.Use]) -> Contract | uses.Use:
    """What the incident is kept with: the actor's own first. Raises NotAllowed, or Invalid for a kind that is only of accounts."""
    fault = playbooks.kind_fault("other", given.kind, accounts=bool(given.account_ids))
    if fault:
        raise Invalid(fault, pointer="/kind")
    place = next((one for one in concerned if Who.SECTION_STAFF in _near(actor, one)), concerned[0])
    on_account = isinstance(place, SnsAccount) and Who.PUBLIC_RELATIONS in _near(actor, place)
    if not on_account and not _near(actor, place) & WORKERS:
        raise NotAllowed(NOT_YOURS)
    return place


def _near(actor: Actor, one: Contract | uses.Use) -> frozenset[Who]:
    return relations(actor, one.department_path, one.department_id)


def _concern(
    session: Session, actor: Actor, stored: StoredPolicy, row: Incident, contract: Contract, now: datetime, today: date
) -> None:
    session.add(
        IncidentContract(
            incident_id=row.id,
            contract_id=contract.id,
            contractor_id=contract.contractor_id,
            organ_id=contract.organ_id,
            department_path=contract.department_path,
        )
    )
    session.flush()
    audit.note(session, actor, "incident", row, "concern", f"関係する契約に{contract.number}を追加")
    _review(session, actor, stored, row, contract.contractor_id, now, today)


def _review(
    session: Session, actor: Actor, stored: StoredPolicy, row: Incident, contractor_id: UUID | None, now: datetime, today: date
) -> None:
    """The company concerned is looked at anew."""
    if contractor_id is not None:
        open_review(
            session,
            actor,
            stored,
            contractor_id,
            "incident",
            f"事故（{row.number}）が発生したため",
            source_noun="incident",
            source_id=row.id,
            source_number=row.number,
            happened_on=rules.day_in_japan(row.occurred_at or row.city_knew_at),
            now=now,
            today=today,
        )


def concern(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    incident_id: UUID,
    contract_id: UUID,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Incident:
    """A further contract turns out to be concerned. Raises Conflict when it is named already."""
    row = worked_on(session, actor, stored.policy, incident_id, expected)
    contract = contracts.one(session, actor, stored.policy, contract_id)
    if contract.id in {link.contract_id for link, _contract in queries.contracts_of(session, row.id)}:
        raise Conflict(f"「{contract.number}」は、この事故に関係する契約として既に記録されています。")
    row.policy_version = stored.version
    _concern(session, actor, stored, row, contract, now, today)
    return row


def revise(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    incident_id: UUID,
    given: IncidentPatch,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Incident:
    """Corrects or completes an incident; its clocks follow."""
    row = worked_on(session, actor, stored.policy, incident_id, expected)
    values = given.model_dump(exclude_unset=True)
    for name in [name for name, value in values.items() if value is None and name not in NULLABLE]:
        del values[name]
    if "kind" in values:
        on_account = any(one.noun == "sns_account" for one in queries.uses_of(session, row.id))
        fault = playbooks.kind_fault(row.kind, values["kind"], accounts=on_account)
        if fault:
            raise Invalid(fault, pointer="/kind")
        values["playbook"] = playbooks.playbook_of(values["kind"])
    changed = apply(row, rules.differing(row, values))
    _check_moments(row, now)
    session.flush()
    if changed:
        audit.note(session, actor, "incident", row, "revise", f"{row.number}の内容を変更", changed)
        follow(session, actor, stored.policy, row, now=now, today=today)
    return row


def settle_notice(
    session: Session, actor: Actor, stored: StoredPolicy, incident_id: UUID, given: NoticeIn, expected: int, today: date
) -> Incident:
    """Records the 本人通知, or why there is none: one of the two."""
    row = worked_on(session, actor, stored.policy, incident_id, expected)
    told, because = given.notified_on is not None, bool(given.not_notified_because)
    if told == because:
        raise Invalid("通知した日、又は通知しない理由の、どちらか一方を入力してください。", pointer="/notified_on")
    if given.notified_on is not None and not rules.day_in_japan(row.city_knew_at) <= given.notified_on <= today:
        raise Invalid("通知した日は、本市が認知した日から今日までの日にしてください。", pointer="/notified_on")
    if told and not given.notified_how:
        raise Invalid("通知の方法と、通知した本人の範囲を入力してください。", pointer="/notified_how")
    changed = apply(row, given.model_dump())
    session.flush()
    if changed:
        what = "本人への通知を記録" if told else "本人に通知しない理由を記録"
        audit.note(session, actor, "incident", row, "settle_notice", what, changed)
    return row


def worked_on(
    session: Session, actor: Actor, policy: PolicySet, incident_id: UUID, expected: int | None = None, *, lock: bool = False
) -> Incident:
    """The incident, if this actor may work on it now; held until the commit for one who changes it (``expected`` or ``lock``)."""
    row = queries.one(session, actor, policy, incident_id, lock=lock or expected is not None)
    if not who(actor, row) & WORKERS:
        raise NotAllowed("事故への対応を記録できるのは、所管課と情報政策担当課の職員です。")
    if expected is not None and row.version != expected:
        raise Stale
    if row.status in OVER:
        raise WrongState(f"「{INCIDENT.labels[row.status]}」の事故は変更できません。直すときは、対応を再開してください。")
    return row


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    incident_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Incident:
    """One step of an incident."""
    row = queries.one(session, actor, stored.policy, incident_id, lock=True)
    if row.version != expected:
        raise Stale
    found = end_facts(session, row, owed(session, stored.policy, row))
    reason = str(getattr(given, "reason", ""))
    perform(
        session, actor, row, INCIDENT, action, status=row.status, facts=found, who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    if action == "withdraw":
        duties.drop_record(session, actor, row.id, "事故の取下げ", now=now)
    if action == "reopen":
        follow(session, actor, stored.policy, row, now=now, today=today)
    session.flush()
    return row


def follow(session: Session, actor: Actor, policy: PolicySet, row: Incident, *, now: datetime, today: date) -> None:
    """Plans a duty for every report that is due and for the 通報; what is no longer due is dropped, what was done is settled."""
    found = owed(session, policy, row)
    known = queries.duty_keys(session, row.id)
    wanted: set[str] = set()
    for due, filed in found.dues:
        key = f"incident.{due.clock}:{row.id}:{due.law}"
        wanted.add(key)
        if filed is not None:
            duties.settle(session, actor, key, f"{due.clock_label}の報告", now=now)
            continue
        title = f"{row.number}「{row.title}」　{due.law_label}の{due.clock_label}"
        one = _obligation(row, key, f"incident.{due.clock}", title, due.due_on, due.clock_label)
        duties.plan(session, actor, policy, one, now=now, today=today)
    untold = [tell for tell, told in found.tells if told is None]
    key = f"{CHAIN}:{row.id}"
    wanted.add(key)
    if untold:
        last = rules.day_in_japan(max(tell.due_at for tell in untold))
        one = _obligation(row, key, CHAIN, f"{row.number}「{row.title}」　通報（{untold[0].label}ほか）", last, "通報の順")
        duties.plan(session, actor, policy, one, now=now, today=today)
    else:
        duties.settle(session, actor, key, "通報の完了", now=now)
    wanted.add(playbook.follow(session, actor, policy, row, now=now, today=today))
    for gone in known - wanted:
        duties.drop(session, actor, gone, "報告の対象でなくなったため", now=now)


def _obligation(row: Incident, key: str, kind: str, title: str, on: date, cause: str) -> duties.Obligation:
    return duties.Obligation.about(
        row,
        "incident",
        key=key,
        kind=kind,
        title=title[:200],
        on=on,
        cause="incident",
        cause_label=f"本市が認知した日から数えた{cause}の期限",
    )


def _check_moments(row: Incident, now: datetime) -> None:
    fault = rules.moments_fault(row.occurred_at, row.contractor_knew_at, row.city_knew_at, now)
    if fault is not None:
        raise Invalid(fault[1], errors=[FieldFault(*fault)])


def who(actor: Actor, row: Incident) -> frozenset[Who]:
    """How the actor stands to the incident; with one on a social media account public relations works as its section does."""
    found = relations(actor, row.department_path, row.department_id)
    return found | {Who.SECTION_STAFF} if row.playbook and Who.PUBLIC_RELATIONS in found else found
