"""Shapes of the policy sets at the doors."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Input, Output, Reason
from govapi.policy.loading import MAX_FILES

FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_./-]{1,120}$"), Field(examples=["routes.yaml"])]
Pointer = Annotated[str, StringConstraints(pattern=r"^(/[!-~]+)+$", max_length=300), Field(examples=["/clauses/reporting"])]
FileText = Annotated[str, StringConstraints(max_length=1_000_000)]
PolicyFiles = Annotated[
    dict[FileName, FileText],
    Field(max_length=MAX_FILES, description="書き出した時と同じファイル名と内容の組", examples=[{"routes.yaml": "- key: …"}]),
]
Note = Annotated[Reason, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class PolicySetFilesIn(Input):
    """The files of a policy set, to be checked only."""

    files: PolicyFiles


class PolicySetIn(Input):
    """A policy set to import as the next version. ``in_force_from`` left out: at once."""

    files: PolicyFiles
    note: Note
    in_force_from: Day | None = None


class ConfirmIn(Input):
    """Rules standing as 初期値 that were looked at and are right for this municipality."""

    pointers: Annotated[list[Pointer], Field(min_length=1, max_length=1000)]
    note: Note


class PolicySetOut(Output):
    """One version of the policy set, without its content."""

    id: UUID
    set_version: int
    name: str
    note: str
    in_force_from: date | None
    imported_by: str
    sha256: str
    created_at: datetime


class PolicySetDetail(PolicySetOut):
    """One version with its whole content."""

    content: dict[str, Any]


class PolicySetFilesOut(Output):
    """The files of a version, to be edited and imported again."""

    files: dict[str, str]


class PolicyFaultOut(Output):
    file: str
    place: str
    message: str


class PolicyCheckOut(Output):
    """The faults found; with none, what would change against the policy set in force."""

    faults: list[PolicyFaultOut]
    differences: list[str]


class UnconfirmedOut(Output):
    """A rule still standing as 初期値（要確認）."""

    pointer: str
    label: str
    basis: str


class DifferencesOut(Output):
    """What this version changed against another, one sentence each."""

    against: int
    differences: list[str]
