"""Shapes of the files at the doors."""

from datetime import datetime
from uuid import UUID

from govapi.edge.shapes import Output


class RecordFileOut(Output):
    """A file handed in for a record of this room."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    uploaded_name: str
    created_at: datetime
