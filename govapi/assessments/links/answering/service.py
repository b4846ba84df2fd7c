"""What the holder of an address may do: look, save, hand evidence in, submit. Each begins by looking the address up anew."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.check_sheets.answers.rules import copied
from govapi.assessments.check_sheets.answers.service import load
from govapi.assessments.check_sheets.rules import Given
from govapi.assessments.check_sheets.service import take_answers
from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.evidence import queries as evidence
from govapi.assessments.evidence.schemas import EvidenceIn
from govapi.assessments.evidence.service import put_away, record
from govapi.assessments.evidence.tables import Evidence
from govapi.assessments.links import queries
from govapi.assessments.links.answering.schemas import HandedInIn
from govapi.assessments.links.rules import State, came_again, hashed, receipt, state_of, upload_fault
from govapi.assessments.links.service import facts_of
from govapi.assessments.links.tables import AnswerLink
from govapi.contractors.tables import Contractor
from govapi.db.session import find, municipality_of
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Invalid, NotFound, WrongState
from govapi.people.actor import Actor, system
from govapi.policy.store import current

OPENING = ("open", "answered")
BY_LINK = "（回答用リンク）"


@dataclass(frozen=True)
class Held:
    """An address that opens: its link, its round, and whether answers are still taken (``open``) or were (``answered``)."""

    link: AnswerLink
    sheet: CheckSheet
    state: State


def opened(session: Session, token: str, today: date) -> Held | None:
    """What the token opens in the session's town; None for every reason why it does not, with the same work."""
    wanted = hashed(token)
    found = queries.by_hash(session, wanted)
    if found is None or not hmac.compare_digest(found[0].token_hash, wanted):
        return None
    link, sheet = found
    state = state_of(facts_of(link, sheet), today)
    return Held(link, sheet, state) if state in OPENING else None


def visit(session: Session, token: str, now: datetime, today: date) -> None:
    """Notes that somebody came; once in half an hour."""
    held = opened(session, token, today)
    if held is None or not came_again(held.link.last_seen_at, now):
        return
    link = held.link
    link.visits, link.first_seen_at, link.last_seen_at = link.visits + 1, link.first_seen_at or now, now
    session.flush()


def save(session: Session, token: str, given: Sequence[Given], *, now: datetime, today: date) -> None:
    """Keeps answers as a draft. Raises Invalid with the faults, and then keeps nothing."""
    held = _to_answer(session, token, today)
    _take(session, held, given, now, today)


def fill(session: Session, token: str, domain: str, *, now: datetime, today: date) -> int:
    """Puts the last cycle's answers where a domain has none yet; returns how many, for the contractor to confirm."""
    held = _to_answer(session, token, today)
    one = load(session, held.sheet)
    still_open = [question.id for question in one.asked if question.domain == domain and not one.rows[question.id].answer]
    offered = copied(one.offers, still_open)
    _take(session, held, offered, now, today)
    return len(offered)


def submit(session: Session, token: str, name: str, title: str, *, now: datetime, today: date) -> str:
    """Hands the whole sheet in and returns the receipt number. Raises Invalid, with every fault, while it is not whole."""
    held = _to_answer(session, token, today)
    take_answers(
        session,
        acting(session, held.sheet),
        held.sheet,
        (),
        by="link",
        respondent_name=name,
        respondent_title=title,
        complete=True,
        now=now,
        today=today,
    )
    link = held.link
    link.submitted_at, link.receipt = now, receipt(held.sheet.number, now, link.token_hash)
    session.flush()
    actor = acting(session, held.sheet)
    audit.note(session, actor, "check_sheet", held.sheet, "submit_by_link", f"受付番号{link.receipt}で回答を受付")
    return link.receipt


def hand_in(session: Session, token: str, given: HandedInIn, file: ReadyFile, *, now: datetime, today: date) -> Evidence:
    """Records a file as evidence of the round. Raises Invalid at the file when there are too many, or they are too large."""
    held = _to_answer(session, token, today)
    fault = room_fault(session, held.sheet, file.stored.size)
    if fault is not None:
        raise Invalid(fault, pointer="/file")
    plain = EvidenceIn(**given.model_dump(exclude={"file"}))
    actor, stored = acting(session, held.sheet), current(session, today)
    return record(session, actor, stored, held.sheet.contractor_id, plain, file, sheet=held.sheet, now=now, today=today)


def take_back(session: Session, token: str, evidence_id: UUID, *, now: datetime, today: date) -> None:
    """Takes back what was handed in by mistake, of this round and by the contractor itself only."""
    held = _to_answer(session, token, today)
    row = next((one for one in handed_in(session, held.sheet) if one.id == evidence_id), None)
    if row is None:
        raise NotFound
    actor, stored = acting(session, held.sheet), current(session, today)
    put_away(session, actor, stored, row, "回答の提出前に、委託先が取り消した。", now=now, today=today)


def handed_in(session: Session, sheet: CheckSheet) -> list[Evidence]:
    """What the contractor itself handed in with the round; not what staff, or a system for them, put there."""
    found = evidence.of_sheet(session, sheet.id)
    return [row for row in found if row.recorded_by is None and row.recorded_name.endswith(BY_LINK)]


def room_fault(session: Session, sheet: CheckSheet, more: int) -> str | None:
    """Why no file of ``more`` bytes can be taken any more."""
    count, total = evidence.kept_of_sheet(session, sheet.id)
    return upload_fault(count, total, more)


def acting(session: Session, sheet: CheckSheet) -> Actor:
    """Nobody of the house: the trail names the contractor and the way."""
    company = find(session, Contractor, sheet.contractor_id).name
    return system(municipality_of(session), f"{company[:80]}{BY_LINK}")


def _to_answer(session: Session, token: str, today: date) -> Held:
    """The address, its round and itself under lock (the company first, as everywhere). Raises NotFound or WrongState."""
    held = opened(session, token, today)
    if held is None:
        raise NotFound
    find(session, Contractor, held.sheet.contractor_id, lock=True)
    find(session, CheckSheet, held.sheet.id, lock=True)
    find(session, AnswerLink, held.link.id, lock=True)  # as it stands now: it may have been taken back meanwhile
    held = opened(session, token, today)
    if held is None:
        raise NotFound
    if held.state != "open":
        raise WrongState("この回答は、既に提出されています。")
    return held


def _take(session: Session, held: Held, given: Sequence[Given], now: datetime, today: date) -> None:
    actor = acting(session, held.sheet)
    take_answers(
        session,
        actor,
        held.sheet,
        given,
        by="link",
        respondent_name="",
        respondent_title="",
        complete=False,
        now=now,
        today=today,
    )
