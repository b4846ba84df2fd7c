"""Shapes of the links at the staff's doors. The address itself is shown once, in the answer to its issue."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from govapi.assessments.links.rules import State
from govapi.edge.shapes import Day, Flag, Input, Output


class LinkIn(Input):
    """A link to a check sheet. Without a day it opens until the deadline of the sheet, also when that is moved."""

    expires_on: Day | None = Field(default=None, description="最後の日。空のときは、回答の期限とする。60日以内に限る。")
    mail: Flag = Field(default=True, description="連絡先の電子メールに送るか")


class LinkOut(Output):
    """A link as staff see it."""

    id: UUID
    check_sheet_id: UUID
    state: State = "open"
    state_label: str = ""
    opens_until: date | None = None
    mailed_to: str
    issued_name: str
    issued_at: datetime
    revoked_at: datetime | None
    revoked_name: str
    visits: int
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    submitted_at: datetime | None
    receipt: str
    version: int
    created_at: datetime


class IssuedOut(LinkOut):
    """A link just issued. ``address`` is never shown again; an answer repeated under its Idempotency-Key has none."""

    address: str = ""
