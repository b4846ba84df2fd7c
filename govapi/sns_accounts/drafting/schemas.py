"""What the forms send: every text stands in its field, and an empty one empties it. No field takes a password."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Prose, Reason, RequiredLine
from govapi.sns_accounts.schemas import Few, Handle, Keys, Lines, Many, SnsAccountIn, SnsAccountPatch, WebAddress


class LoginFormIn(Input):
    """How one gets into the account, and where that is kept. Questions that were not asked are empty."""

    public: Flag = True
    contract_id: UUID | None = None
    cloud_use_id: UUID | None = None
    login_method: Identifier = ""
    mfa_kind: Identifier = ""
    mfa_holder: Line = ""
    secrets_kept: Lines = ""
    recovery_kind: Identifier = ""
    recovery_holder: Line = ""
    devices: Lines = ""
    official_devices_only: Flag = True
    verified_mark: Few = ""


class PlanFieldsIn(Input):
    """What is decided on the application."""

    name: RequiredLine
    handle: Handle
    url: WebAddress = ""
    purpose: Prose = ""
    audience: Annotated[Reason, Field(max_length=1000)] = ""
    categories: Keys = Field(default_factory=list)
    takes: Keys = Field(default_factory=list)
    takes_note: Reason = ""
    reply_policy: Reason = ""
    hours: Lines = ""
    contact: Lines = ""
    outsourced: Flag = False


class PlanFormIn(PlanFieldsIn, LoginFormIn):
    """A draft, whole."""

    def patch(self) -> SnsAccountPatch:
        """As the service takes it."""
        return SnsAccountPatch(**self.model_dump(exclude={"platform", "department_id"}))


class NewFormIn(PlanFormIn):
    """A new application: of which service, and for which section."""

    platform: Identifier
    department_id: UUID | None = None

    def account(self) -> SnsAccountIn:
        """As the service takes it."""
        return SnsAccountIn(**self.model_dump())


class KeptFormIn(LoginFormIn):
    """What a section keeps up to date without a decision."""

    followers: Many | None = None
    password_changed_on: Day | None = None
    site_url: WebAddress = ""
    site_checked_on: Day | None = None

    def patch(self, *, takes: bool, outsourced: bool) -> SnsAccountPatch:
        """As the service takes it; the links are only asked for where the account needs them."""
        unasked = {name for name, asked in (("cloud_use_id", takes), ("contract_id", outsourced)) if not asked}
        return SnsAccountPatch(**self.model_dump(exclude=unasked))
