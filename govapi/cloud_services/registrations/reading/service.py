"""From the bytes of a published list to its rows: an Excel workbook, or CSV in UTF-8 or Shift_JIS."""

from govapi.cloud_services.registrations.reading.rules import MAX_ROWS
from govapi.files.headed_table import HeadedTable, TableKind, open_table
from govapi.policy.schema.cloud import Registry


def open_list(data: bytes, name: str, registry: Registry, most_bytes: int) -> HeadedTable:
    """The rows of the list. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    return open_table(data, name, TableKind(registry.label, "公表された一覧", "登録", registry.columns, MAX_ROWS), most_bytes)
