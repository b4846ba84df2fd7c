"""The read rule of a noun, applied in one place: what one may not see is absent from lists, search, counts and lookups."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, false, or_, true

from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.reading import NarrowField, ReadRule, ReadScope

# From the narrowest to the widest.
WIDTH = (ReadScope.DUTIES_ONLY, ReadScope.OWN_SECTION, ReadScope.OWN_BUREAU, ReadScope.OWN_ORGAN, ReadScope.ALL_STAFF)
# Kinds of records without a rule of their own, by the noun they are kept under.
KEPT_UNDER = {"contracts": ("inspection",), "measures": ("suspension_proposal",), "people": ("person",)}


def bureau_path(department_path: str) -> str:
    """``/<bureau>/`` of ``/<bureau>/<section>/``."""
    return "/".join(department_path.split("/")[:2]) + "/"


def sees_all(actor: Actor, rule: ReadRule) -> bool:
    """Whether this actor sees every record of the noun in the town."""
    named = actor.duties & set(rule.duties) or actor.system_roles & set(rule.system_roles)
    return rule.scope is ReadScope.ALL_STAFF or bool(named) or actor.kind == "system"


def visible(
    actor: Actor, rule: ReadRule, *, department_path: Any, organ_id: Any, on_route: ColumnElement[bool] | None = None
) -> ColumnElement[bool]:
    """The condition under which a row is seen. The columns are those of the row's section; ``on_route`` widens it to the route."""
    if sees_all(actor, rule):
        return true()
    parts: list[ColumnElement[bool]] = [false()]
    if rule.scope is ReadScope.OWN_ORGAN:
        parts.append(organ_id.in_({post.organ_id for post in actor.posts}))
    elif rule.scope is ReadScope.OWN_BUREAU:
        parts += [department_path.like(f"{path}%") for path in {bureau_path(post.department_path) for post in actor.posts}]
    elif rule.scope is ReadScope.OWN_SECTION:
        parts += [department_path.like(f"{path}%") for path in {post.department_path for post in actor.posts}]
    if rule.on_route and on_route is not None:
        parts.append(on_route)
    return or_(*parts)


def narrower(actor: Actor, policy: PolicySet, outer: ReadRule) -> Iterator[tuple[ReadRule, tuple[str, ...]]]:
    """The rules under which this actor sees less than under ``outer``, each with the kinds of records it is about (``contract``)."""
    wide = sees_all(actor, outer)
    for rule in policy.reading.rules:
        less = wide or WIDTH.index(rule.scope) < WIDTH.index(outer.scope) or (outer.on_route and not rule.on_route)
        if less and not sees_all(actor, rule):
            yield rule, (rule.noun.removesuffix("s"), *KEPT_UNDER.get(rule.noun, ()))


def as_its_record(
    actor: Actor,
    policy: PolicySet,
    outer: ReadRule,
    *,
    kind: Any,
    department_path: Any,
    organ_id: Any,
    on_route: ColumnElement[bool] | None = None,
) -> ColumnElement[bool]:
    """What hangs on a record (a paper, a duty) is seen no wider than the record: the condition beside that of ``outer``.
    ``kind`` is the column that names the record's kind; the section's columns are those of the record."""
    kinds: dict[tuple[ReadScope, bool], list[str]] = defaultdict(list)
    for rule, about in narrower(actor, policy, outer):
        kinds[rule.scope, rule.on_route] += about
    alike = {(rule.scope, rule.on_route): rule for rule in policy.reading.rules if not sees_all(actor, rule)}
    columns = {"department_path": department_path, "organ_id": organ_id, "on_route": on_route}
    return and_(true(), *(or_(kind.not_in(about), visible(actor, alike[key], **columns)) for key, about in kinds.items()))


class OfSection(Protocol):
    """A table whose rows belong to a section."""

    department_path: Any
    organ_id: Any


def seen_under(
    actor: Actor, policy: PolicySet, noun: str, table: type[OfSection], on_route: ColumnElement[bool] | None = None
) -> ColumnElement[bool]:
    """``visible`` for the rows of a table, under the read rule of a noun."""
    rule = policy.reading.rule(noun)
    return visible(actor, rule, department_path=table.department_path, organ_id=table.organ_id, on_route=on_route)


def sees_narrow(actor: Actor, field: NarrowField, *, in_section: bool, on_route: bool) -> bool:
    """Whether this actor sees a narrow field (予定価格) of a record that is visible anyway."""
    return bool(actor.duties & set(field.duties)) or (field.on_route and (in_section or on_route))
