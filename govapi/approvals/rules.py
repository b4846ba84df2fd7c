"""Rules of a route, pure: which post a step of the policy means, who may act for an absent decider, where an actor stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from govapi.people.actor import Actor
from govapi.people.relations import Who, covers
from govapi.policy.schema.reading import NarrowField
from govapi.policy.schema.routes import DecisionKind, PostScope, PostSelector
from govapi.policy.visibility import sees_narrow


@dataclass(frozen=True)
class Seat:
    """A post of the town with the place of its department."""

    post_id: UUID
    title: str
    full_title: str
    rank: int
    duties: frozenset[str]
    department_path: str
    organ_id: UUID


def seat_for(selector: PostSelector, seats: Sequence[Seat], department_path: str, organ_id: UUID) -> Seat | None:
    """The post a step means, seen from the section that asks: the nearest one that fits."""
    fitting = [seat for seat in seats if _fits(selector, seat) and _in_scope(selector.scope, seat, department_path, organ_id)]
    # The deepest department that still holds the asking section is nearest; then the higher post.
    return min(fitting, key=lambda seat: (-_shared(seat.department_path, department_path), seat.rank), default=None)


def duties_titled(title: str, seats: Iterable[Seat]) -> frozenset[str]:
    """The duties of the posts of this title, with or without its department: what a decision taken outside names."""
    plain = title.replace("　", "").replace(" ", "")
    return frozenset(duty for seat in seats if plain in (seat.title, seat.full_title) for duty in seat.duties)


def _fits(selector: PostSelector, seat: Seat) -> bool:
    return selector.title == seat.title if selector.title is not None else selector.duty in seat.duties


def _in_scope(scope: PostScope, seat: Seat, department_path: str, organ_id: UUID) -> bool:
    if scope is PostScope.OWN_SECTION:
        return seat.department_path == department_path
    if scope is PostScope.OWN_BUREAU:
        return _shared(seat.department_path, department_path) > 0
    return scope is PostScope.TOWN or seat.organ_id == organ_id


def _shared(path: str, other: str) -> int:
    """How many levels of the tree two departments share."""
    mine, theirs = path.strip("/").split("/"), other.strip("/").split("/")
    pairs = list(zip(mine, theirs, strict=False))
    return next((level for level, (one, two) in enumerate(pairs) if one != two), len(pairs))


def deputies_of(decider: Seat, seats: Sequence[Seat]) -> list[Seat]:
    """Who decides for an absent decider: the posts next in rank below within the decider's own department, else its subtree.

    The order is that of the posts (次席の者), as 代決 is commonly ruled; it is no data of the policy set.
    """
    below = [seat for seat in seats if seat.rank > decider.rank and seat.department_path.startswith(decider.department_path)]
    own = [seat for seat in below if seat.department_path == decider.department_path] or below
    highest = min((seat.rank for seat in own), default=0)
    return [seat for seat in own if seat.rank == highest]


@dataclass(frozen=True)
class Place:
    """Where a circulation stands, for the question who may act."""

    applicant_id: UUID
    current_post: UUID | None
    current_decides: bool
    deputies: frozenset[UUID]
    absent_decider_post: UUID | None  # the decider for whom 代決 was given and 後閲 is due


def stands(actor: Actor, place: Place) -> frozenset[Who]:
    """How the actor stands to this circulation today."""
    found: set[Who] = set()
    if actor.person_id == place.applicant_id:
        found.add(Who.APPLICANT)
    if place.current_post is not None and actor.holds(place.current_post):
        found.add(Who.STEP_DECIDER if place.current_decides else Who.STEP_REVIEWER)
    elif any(actor.holds(post) for post in place.deputies):
        found.add(Who.STEP_DEPUTY)
    if place.absent_decider_post is not None and actor.holds(place.absent_decider_post):
        found.add(Who.ABSENT_DECIDER)
    return frozenset(found)


PRICED = frozenset({DecisionKind.PLAN, DecisionKind.PLAN_AND_CONCLUDE})  # no company is chosen yet: the amount is the 予定価格


def sees_amount(
    actor: Actor, price: NarrowField, kind: str, department_path: str, applied_by: UUID, steps: Iterable[tuple[UUID, UUID | None]]
) -> bool:
    """Whether the amount of a circulation may be shown to this reader; ``steps`` are their posts and who acted on them."""
    on_route = actor.is_person and (
        actor.person_id == applied_by or any(actor.holds(post) or acted_by == actor.person_id for post, acted_by in steps)
    )
    in_section = any(covers(post, department_path) for post in actor.posts)
    return kind not in PRICED or sees_narrow(actor, price, in_section=in_section, on_route=on_route)
