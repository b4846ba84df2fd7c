"""初期値 and their confirmation: what the municipality has not yet looked at is shown as 要確認."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from govapi.policy.loading import from_json
from govapi.policy.outline import children, path_label, tree
from govapi.policy.schema.base import SourceKind
from govapi.policy.schema.policy_set import PolicySet


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A rule still standing as a 初期値."""

    pointer: str
    label: str
    basis: str


def unconfirmed(policy: PolicySet) -> tuple[Unconfirmed, ...]:
    """The rules nobody has confirmed, in the order of the policy set."""
    whole = tree(policy)
    return tuple(
        Unconfirmed(pointer, path_label(whole, pointer), str(source["basis"]))
        for pointer, source in _sources(whole, "")
        if _open(source)
    )


def confirm(policy: PolicySet, pointers: Iterable[str]) -> PolicySet:
    """The policy set with these rules confirmed. KeyError names a pointer that is no unconfirmed 初期値."""
    content = deepcopy(tree(policy))
    found = dict(_sources(content, ""))
    for pointer in pointers:
        if not _open(found[pointer]):
            raise KeyError(pointer)
        found[pointer]["confirmed"] = True
    return from_json(content)


def _open(source: dict[str, Any]) -> bool:
    return source["kind"] == SourceKind.INITIAL and not source.get("confirmed", False)


def _sources(node: object, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, child in children(node):
        if name == "source" and isinstance(child, dict):
            yield pointer, child
        elif isinstance(child, dict | list):
            yield from _sources(child, f"{pointer}/{name}")
