"""Shaping what a list would do."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.kit.errors import FieldFault
from govapi.personnel_changes.effects import queries as effects
from govapi.personnel_changes.effects.service import Outcome
from govapi.personnel_changes.handovers.holdings.service import held_by
from govapi.personnel_changes.preview import queries
from govapi.personnel_changes.preview.rules import holder_changes, vacancies
from govapi.personnel_changes.rules import MAX_FAULTS, Line
from govapi.personnel_changes.schemas import (
    HandoverCountOut,
    PersonnelMoveOut,
    PreviewLineOut,
    PreviewOut,
    RowFaultOut,
    VacancyOut,
)
from govapi.policy.schema.personnel import Personnel

MOST_LINES = 200


def shape(session: Session, personnel: Personnel, outcome: Outcome, faults: Sequence[FieldFault], today: date) -> PreviewOut:
    """What an edition would do; with faults, what can be said of the rest."""
    played = outcome.played
    kept = set(outcome.kept.values())
    lines = [*((line, "same" if line.row in kept else "added") for line in played.lines)]
    lines += [(line, "removed") for line in outcome.fallen]
    titles = queries.titles(session, posts_of([line for line, _difference in lines[:MOST_LINES]]))
    return PreviewOut(
        rows=len(played.lines) + len({fault.row for fault in played.faults if fault.row}),
        begun=len(played.begun),
        ended=len(played.ended),
        hired=len({line.staff_number for line in played.lines if line.effect == "hire" and line.person_id is None}),
        idle=len(played.idle),
        added=sum(1 for _line, difference in lines if difference == "added"),
        removed=len(outcome.fallen),
        kept=len(kept),
        handovers=[] if faults else _handovers(session, personnel, outcome, today),
        vacancies=[] if faults else _vacancies(session, outcome),
        lines=[
            PreviewLineOut(**move(line, titles).model_dump(), difference=difference, idle=line.row in played.idle)
            for line, difference in lines[:MOST_LINES]
        ],
        fault_count=len(faults),
        faults=[RowFaultOut.model_validate(one) for one in faults[:MAX_FAULTS]],
    )


def row_faults(outcome: Outcome) -> list[FieldFault]:
    """The faults of a list that was taken in, by its rows."""
    in_order = sorted(outcome.played.faults, key=lambda fault: fault.row)
    return [FieldFault(f"/lines/{one.row}", f"{one.row}行目：{one.message}" if one.row else one.message) for one in in_order]


def posts_of(lines: Sequence[Line]) -> set[UUID]:
    return {post_id for line in lines for post_id in (line.from_post_id, line.to_post_id) if post_id is not None}


def move(line: Line, titles: Mapping[UUID, str]) -> PersonnelMoveOut:
    """A line with the words for its posts."""
    names = ("staff_number", "name", "kind", "kind_label", "effect", "effective_on", "until", "person_id", "remark")
    return PersonnelMoveOut(
        line=line.row,
        **{name: getattr(line, name) for name in (*names, "from_post_id", "to_post_id")},
        from_label=titles.get(line.from_post_id, "") if line.from_post_id else "",
        to_label=titles.get(line.to_post_id, "") if line.to_post_id else "",
    )


def _handovers(session: Session, personnel: Personnel, outcome: Outcome, today: date) -> list[HandoverCountOut]:
    changes = holder_changes(outcome.played, outcome.stage)
    places = queries.paths(session)

    def foreseen(person_ids: Collection[UUID], on: date) -> dict[UUID, set[str]]:
        return {one: {places[term.post_id] for term in outcome.stage.of_person(one) if term.holds(on)} for one in person_ids}

    found = Counter(held.role for _change, held in held_by(session, changes, today, foreseen))
    labels = {role.key: role.label for role in personnel.roles}
    return [HandoverCountOut(role=role, role_label=labels.get(role, role), count=count) for role, count in sorted(found.items())]


def _vacancies(session: Session, outcome: Outcome) -> list[VacancyOut]:
    found = vacancies(outcome.played, outcome.stage)
    titles = queries.titles(session, {one.post_id for one in found})
    names = effects.names(session, {one.before for one in found})
    return [
        VacancyOut(post_id=one.post_id, post_label=titles[one.post_id], from_date=one.on, before=names.get(one.before, ""))
        for one in found
    ]
