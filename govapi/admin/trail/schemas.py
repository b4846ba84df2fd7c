"""Shapes of the trail and the feed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Output


class AuditEventOut(Output):
    """One row of the trail. ``hash`` covers all of it and the hash before."""

    seq: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    actor_post: str
    action: str
    noun: str
    record_id: UUID | None
    number: str
    summary: str
    from_status: str
    to_status: str
    reason: str
    changes: dict[str, Any]
    request_id: str
    hash: str


class AuditHeadOut(Output):
    """The end of the chain, to be kept outside."""

    seq: int
    hash: str


class EventOut(Output):
    """Something happened to a record; fetch the record to learn more."""

    seq: int
    at: datetime
    kind: str = Field(examples=["contract.submit_plan"])
    noun: str = Field(examples=["contract"])
    record_id: UUID | None
    number: str


class FeedOut(Output):
    """A stretch of the feed; ask again with ``after`` = ``last_seq``."""

    items: list[EventOut]
    last_seq: int
