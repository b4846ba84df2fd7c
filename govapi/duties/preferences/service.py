"""Reading and setting how one is told."""

from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.duties.notices.queries import Untold
from govapi.duties.notices.rules import stage_label
from govapi.duties.preferences import queries
from govapi.duties.preferences.rules import DELIVERIES
from govapi.duties.preferences.schemas import NoticeOut, PreferenceIn, PreferenceOut
from govapi.duties.preferences.tables import NoticePreference
from govapi.kit.errors import NotAllowed, Stale
from govapi.people.actor import Actor


def person_of(actor: Actor) -> UUID:
    """The person who acts; raises NotAllowed for a system, which has no letter box."""
    if actor.person_id is None:
        raise NotAllowed(
            "お知らせの受け取り方と予定表の配信は、職員のものです。連携システムは利用できません。", code="people_only"
        )
    return actor.person_id


def get(session: Session, actor: Actor) -> PreferenceOut:
    """One's own preference; version 0 while nothing was said."""
    row = queries.of_person(session, person_of(actor))
    return _shape(row.delivery, row.version) if row is not None else _shape("digest", 0)


def put(session: Session, actor: Actor, given: PreferenceIn, expected: int) -> PreferenceOut:
    """Sets one's own preference. Raises Stale when it was set elsewhere meanwhile."""
    person_id = person_of(actor)
    row = queries.of_person(session, person_id, lock=True)
    if expected != (row.version if row is not None else 0):
        raise Stale
    before = row.delivery if row is not None else "digest"
    if row is None:
        row = NoticePreference(person_id=person_id, delivery=given.delivery)
        session.add(row)
    row.delivery = given.delivery
    session.flush()
    if before != given.delivery:
        audit.record(
            session,
            actor,
            action="notice_preference.set",
            noun="notice_preference",
            record_id=row.id,
            summary="お知らせの受け取り方を変更",
            changes={"delivery": [before, given.delivery]},
        )
    return _shape(row.delivery, row.version)


def told(one: Untold) -> NoticeOut:
    """A notice as the doors show it."""
    notice = one.notice
    return NoticeOut(
        id=notice.id,
        duty_id=notice.duty_id,
        stage=notice.stage,
        stage_label=stage_label(notice.stage),
        title=one.duty.title,
        due_on=notice.due_on,
        mailed=notice.mail_id is not None,
        created_at=notice.created_at,
    )


def _shape(delivery: str, version: int) -> PreferenceOut:
    label = next(words[0] for key, words in DELIVERIES.items() if key == delivery)
    return PreferenceOut.model_validate({"delivery": delivery, "delivery_label": label, "version": version})
