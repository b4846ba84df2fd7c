"""What the form of a change sends: the plan as it is to be; what stays as it is, is no change."""

from govapi.edge.shapes import RequiredLine
from govapi.sns_accounts.changes.schemas import Because, SnsChangeIn, SnsChangePatch
from govapi.sns_accounts.drafting.schemas import PlanFieldsIn
from govapi.sns_accounts.schemas import PlanPatch

PLAN = tuple(PlanFieldsIn.model_fields)


class ChangeFormIn(PlanFieldsIn):
    """The proposed plan, whole, with the reason."""

    title: RequiredLine
    reason: Because

    def proposed(self) -> PlanPatch:
        """The plan as the service takes it."""
        return PlanPatch(**self.model_dump(include=set(PLAN)))

    def change(self) -> SnsChangeIn:
        """A new application."""
        return SnsChangeIn(title=self.title, reason=self.reason, changes=self.proposed())

    def patch(self) -> SnsChangePatch:
        """A draft, changed."""
        return SnsChangePatch(title=self.title, reason=self.reason, changes=self.proposed())
