"""What is searched: one row for each record that can be found."""

from sqlalchemy import Index, Text
from sqlmodel import Field

from govapi.db.base import TenantRow


class SearchEntry(TenantRow, table=True):
    """検索見出し. ``id`` is the id of the record it stands for, so that the newest entries are the newest records.

    ``slot`` is the entry's row in SQLite's full text table; on PostgreSQL a trigger keeps the grams (see ``storage``).
    """

    __tablename__ = "search_entries"
    __table_args__ = (Index("ix_search_entries_noun", "municipality_code", "noun", "id"),)

    noun: str = Field(max_length=40)
    key: str = Field(sa_type=Text)
    slot: int | None = None
