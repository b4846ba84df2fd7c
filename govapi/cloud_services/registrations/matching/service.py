"""Proposing entries for services, and a person's word on whether an entry is the service."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services import queries as services
from govapi.cloud_services.registrations import queries as registrations
from govapi.cloud_services.registrations.following.service import follow
from govapi.cloud_services.registrations.matching import queries
from govapi.cloud_services.registrations.matching.rules import BY_HAND, pairs
from govapi.cloud_services.registrations.matching.schemas import ConfirmIn, MatchIn, MatchOut
from govapi.cloud_services.registrations.matching.workflow import MATCH
from govapi.cloud_services.registrations.rules import badge_of, holds, label_of
from govapi.cloud_services.registrations.tables import Registration, RegistrationMatch
from govapi.db.session import add_rows, find
from govapi.kit.errors import Conflict, Invalid, NotAllowed, Stale, Unmet
from govapi.kit.ids import new_id
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform
from govapi.workflow.shapes import shown

NOUN = MATCH.noun


def propose(session: Session, actor: Actor, *, registration_ids: Collection[UUID] | None = None) -> int:
    """Proposes entries (None: all that stand in their lists) for every service by the names; what was looked at before, and
    what a person has refused, is not proposed again. Returns how many are new."""
    entries = queries.named_entries(session, registration_ids)
    found = list(pairs(queries.named_services(session), entries)) if entries else []
    known = queries.paired(session, {one.service_id for one in found}) if found else set()
    new = [one for one in found if (one.service_id, one.entry.id) not in known]
    rows = [{"id": new_id(), **_values(one.service_id, one.entry.id, one.entry.number, one.because)} for one in new]
    add_rows(session, RegistrationMatch, rows)
    for row, one in zip(rows, new, strict=True):
        audit.record(
            session,
            actor,
            action=f"{NOUN}.propose",
            noun=NOUN,
            record_id=row["id"],
            number=one.entry.number,
            summary=f"登録番号{one.entry.number}をサービスの登録の候補に",
            changes={"service_id": str(one.service_id), "because": one.because},
        )
    return len(new)


def offer(session: Session, actor: Actor, policy: PolicySet, given: MatchIn) -> RegistrationMatch:
    """A proposal by hand, where the names say nothing. Raises Conflict when the pair is there already."""
    _refuse_others(actor)
    service = services.one(session, actor, policy, given.service_id)
    entry = registrations.one(session, actor, policy, given.registration_id)
    if (service.id, entry.id) in queries.paired(session, [service.id]):
        raise Conflict(f"登録番号{entry.number}は、このサービスの候補に既にあります。その対応を確認してください。")
    row = RegistrationMatch(**_values(service.id, entry.id, entry.number, BY_HAND))
    session.add(row)
    session.flush()
    audit.note(session, actor, NOUN, row, "propose", f"登録番号{entry.number}を「{service.name}」の登録の候補に")
    return row


def confirm(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    match_id: UUID,
    given: ConfirmIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> RegistrationMatch:
    """A person says that the entry is the service and that its scope covers what is used. Raises Unmet when the entry holds
    no more."""
    row = _held(session, actor, stored.policy, match_id, expected)
    _refuse_others(actor)
    if not given.covers_use:
        raise Invalid("登録の対象範囲が本市の利用を含むことを確かめてから、確認してください。", pointer="/covers_use")
    entry = find(session, Registration, row.registration_id)
    if not holds(entry.state, entry.expires_on, today):
        words = badge_of(entry.state, entry.expires_on, today)  # type: ignore[arg-type]  # stored states are State
        raise Unmet(f"この登録は「{words}」のため、サービスの登録として確認できません。新しい一覧を取り込んで確かめてください。")
    seen = {"seen_name": entry.service_name, "seen_scope": entry.scope, "remark": given.remark}
    _step(session, actor, row, "confirm", now, changes={"remark": given.remark})
    _stamp(row, actor, now, seen)
    session.flush()
    follow(session, actor, stored, [row.service_id], now=now, today=today)
    return row


def refuse(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    match_id: UUID,
    reason: str,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> RegistrationMatch:
    """A person says that the entry is not the service, or does not cover what is used."""
    row = _held(session, actor, stored.policy, match_id, expected)
    _step(session, actor, row, "refuse", now, reason=reason)
    _stamp(row, actor, now, {"seen_name": "", "seen_scope": "", "remark": reason})
    session.flush()
    follow(session, actor, stored, [row.service_id], now=now, today=today)
    return row


def shape(session: Session, actor: Actor, row: RegistrationMatch, policy: PolicySet, today: date) -> MatchOut:
    """A match with this actor's actions."""
    return shapes(session, actor, [row], policy, today)[0]


def shapes(session: Session, actor: Actor, rows: Collection[RegistrationMatch], policy: PolicySet, today: date) -> list[MatchOut]:
    """Matches with their services and entries, in a few queries for all."""
    services_of, entries = queries.around(session, rows)
    return [_shape(actor, row, services_of[row.service_id].name, entries[row.registration_id], policy, today) for row in rows]


def _shape(
    actor: Actor, row: RegistrationMatch, service_name: str, entry: Registration, policy: PolicySet, today: date
) -> MatchOut:
    out = MatchOut.model_validate(row)
    out.status_label = MATCH.labels[row.status]
    out.service_name = service_name
    out.registry_key, out.registry_label = entry.registry_key, label_of(policy.cloud.registries, entry.registry_key)
    out.registered_name, out.registered_provider = entry.service_name, entry.provider_name
    out.scope, out.expires_on, out.state = entry.scope, entry.expires_on, entry.state  # type: ignore[assignment]  # State
    out.state_label = badge_of(out.state, entry.expires_on, today)
    if row.status == "confirmed":
        pairs_seen = (("サービス名", row.seen_name, entry.service_name), ("対象範囲", row.seen_scope, entry.scope))
        out.changed_since = [label for label, before, now in pairs_seen if before != now]
    offered = MATCH.available(row.status, None, who(actor), person=actor.person_id, stamped={})
    out.available_actions = shown(offered)
    return out


def who(actor: Actor) -> frozenset[Who]:
    """Only people of the office for information policy have a say: a machine cannot read a scope."""
    return frozenset({Who.SECURITY_OFFICE}) if actor.is_person and "security_office" in actor.duties else frozenset()


def _held(session: Session, actor: Actor, policy: PolicySet, match_id: UUID, expected: int) -> RegistrationMatch:
    row = queries.one(session, actor, policy, match_id, lock=True)
    if row.version != expected:
        raise Stale
    return row


def _step(
    session: Session,
    actor: Actor,
    row: RegistrationMatch,
    action: str,
    now: datetime,
    *,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    perform(
        session, actor, row, MATCH, action, status=row.status, facts=None, who=who(actor), now=now, reason=reason, changes=changes
    )


def _stamp(row: RegistrationMatch, actor: Actor, now: datetime, values: dict[str, str]) -> None:
    row.decided_by, row.decided_name, row.decided_at = actor.person_id, actor.name, now
    for name, value in values.items():
        setattr(row, name, value)


def _refuse_others(actor: Actor) -> None:
    if not who(actor):
        raise NotAllowed("登録との対応を記録できるのは、情報政策担当課の職員です。")


def _values(service_id: UUID, registration_id: UUID, number: str, because: str) -> dict[str, Any]:
    blank = dict.fromkeys(("remark", "seen_name", "seen_scope", "decided_name"), "")
    return {
        "number": number,
        "service_id": service_id,
        "registration_id": registration_id,
        "status": MATCH.initial,
        "because": because,
        "decided_by": None,
        "decided_at": None,
        **blank,
    }
