"""Shapes of the attachments at the doors."""

from datetime import datetime
from uuid import UUID

from govapi.edge.shapes import Output


class FileOut(Output):
    """A file handed in for a contract. ``sha256`` is how records name it."""

    id: UUID
    contract_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    uploaded_name: str
    version: int
    created_at: datetime
