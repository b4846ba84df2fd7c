"""The read rule of a noun, applied in one place: what one may not see is absent from lists, search, counts and lookups."""

from typing import Any, Protocol

from sqlalchemy import ColumnElement, false, or_, true

from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.reading import NarrowField, ReadRule, ReadScope


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
