from collections.abc import Iterator
from typing import get_args

from govapi.kit.text import search_key
from govapi.policy.checks.common import repeated, unknown
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.personnel import HandoverRole, MoveField
from govapi.policy.schema.policy_set import PolicySet

FILE = "personnel.yaml"
REQUIRED: tuple[MoveField, ...] = ("staff_number", "name", "kind", "effective_on")
"""Without these a line says nothing."""
NAMED: tuple[MoveField, ...] = ("from_department", "from_post", "to_department", "to_post")
BY = {"giver": "引き継ぐ者", "receiver": "引き受ける者"}


def check_personnel(policy: PolicySet) -> Iterator[PolicyFault]:
    personnel = policy.personnel
    yield from repeated(FILE, "kinds", [kind.key for kind in personnel.kinds])
    yield from repeated(FILE, "kinds（words）", [_read(word) for kind in personnel.kinds for word in {*kind.words}])
    yield from _columns(policy)
    yield from _roles(policy)


def _columns(policy: PolicySet) -> Iterator[PolicyFault]:
    columns = policy.personnel.columns
    yield from repeated(FILE, "columns", [column.field for column in columns])
    yield from repeated(FILE, "columns（headings）", [_read(one) for column in columns for one in {*column.headings}])
    required = {column.field for column in columns if column.required}
    for field in (field for field in REQUIRED if field not in required):
        message = f"欄「{field}」がないか、required: true となっていません。職員番号、氏名、異動の種類及び発令日は必須です。"
        yield PolicyFault(FILE, "columns", message)
    known = {column.field for column in columns}
    for field in (field for field in NAMED if field not in known):
        yield PolicyFault(FILE, "columns", f"欄「{field}」がありません。新旧の所属と職名の欄を加えてください。")


def _roles(policy: PolicySet) -> Iterator[PolicyFault]:
    """Every role has a name, and something that the one who leaves and the one who comes confirm."""
    personnel, known = policy.personnel, get_args(HandoverRole)
    labelled = [role.key for role in personnel.roles]
    yield from repeated(FILE, "roles", labelled)
    yield from repeated(FILE, "checklist", [item.key for item in personnel.checklist])
    for item in personnel.checklist:
        yield from repeated(FILE, f"checklist.{item.key}", item.roles)
        yield from unknown(FILE, f"checklist.{item.key}", item.roles, labelled, "役割")
    for key in known:
        if key not in labelled:
            yield PolicyFault(FILE, "roles", f"「{key}」がありません。初期値の内容を写してください。")
            continue
        by = {item.by for item in personnel.items(key)}
        for side in (side for side in BY if side not in by):
            message = f"役割「{key}」に、{BY[side]}（by: {side}）が確かめる項目がありません。一つ以上加えてください。"
            yield PolicyFault(FILE, "checklist", message)


def _read(text: str) -> str:
    """As a list is read: width, letter case and spaces make no difference."""
    return search_key(text).replace(" ", "")
