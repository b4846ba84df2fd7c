"""What every record of the rooms has in common: its number for people, and the section that keeps it."""

from typing import Protocol
from uuid import UUID


class SectionRecord(Protocol):
    """A numbered record that a section keeps."""

    id: UUID
    number: str
    organ_id: UUID
    department_id: UUID
    department_path: str
