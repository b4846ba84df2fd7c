"""What a change changed, field by field, in plain JSON values."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def apply(row: SQLModel, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Sets ``values`` on ``row`` and returns ``{field: [before, after]}`` of those that really changed."""
    changed: dict[str, list[Any]] = {}
    for name, after in values.items():
        before = getattr(row, name)
        if before != after:
            setattr(row, name, after)
            changed[name] = [plain(before), plain(after)]
    return changed
