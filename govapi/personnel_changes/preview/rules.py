"""What is seen of a played list: who follows whom at each post, and which posts nobody follows at. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from govapi.personnel_changes.effects.rules import Played, Stage, Term
from govapi.personnel_changes.handovers.rules import HolderChange, passed_on

ORDER = {"principal": 0, "concurrent": 1, "in_charge": 2, "acting": 3}


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Nobody holds the post from the day on."""

    post_id: UUID
    on: date
    before: UUID


def holder_changes(played: Played, stage: Stage) -> list[HolderChange]:
    """What the list changes at the posts, as the handovers will be told."""
    found: list[HolderChange] = []
    for post_id, day in _places(played):
        terms = stage.of_post(post_id)
        found += passed_on(post_id, day, _holders(terms, day - timedelta(days=1)), _holders(terms, day))
    return found


def vacancies(played: Played, stage: Stage) -> list[Vacancy]:
    """The posts that somebody leaves and nobody holds from that day on."""
    found = []
    for term in played.ended:
        day = term.end
        if term.kind == "principal" and day is not None and not _holders(stage.of_post(term.post_id), day):
            found.append(Vacancy(term.post_id, day, term.person_id))
    return found


def _places(played: Played) -> Sequence[tuple[UUID, date]]:
    begun = {(term.post_id, term.start) for term in played.begun}
    ended = {(term.post_id, term.end) for term in played.ended if term.end is not None}
    return sorted(begun | ended, key=lambda place: (place[1], place[0].hex))


def _holders(terms: Iterable[Term], day: date) -> list[UUID]:
    """Who holds the post on the day, who leads first."""
    held = sorted((term for term in terms if term.holds(day)), key=lambda term: (ORDER[term.kind], term.start))
    return [term.person_id for term in held]
