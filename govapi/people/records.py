"""What every record of the rooms has in common: its number for people, and the section that keeps it."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class SectionRecord(Protocol):
    """A numbered record that a section keeps."""

    id: UUID
    number: str
    organ_id: UUID
    department_id: UUID
    department_path: str


@dataclass(frozen=True)
class LinkedRecord:
    """What one room knows of a record of another that its own record rests on. ``live``: whether it holds on the day asked for;
    ``state`` is that in words; ``class_code``: the highest class of information it is approved for."""

    id: UUID
    number: str
    title: str
    live: bool
    state: str
    class_code: str | None
    department_path: str
    url: str
