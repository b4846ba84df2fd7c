"""Pieces of evidence for the pure rules, and the kinds of the shipped policy."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from govapi.kit.ids import new_id
from govapi.policy.loading import default_policy

POLICY = default_policy()
KINDS = POLICY.assessing.evidence_kinds


@dataclass(frozen=True)
class Paper:
    """What the rules read of a piece; in scope and in the register unless said otherwise."""

    kind: str
    issued_on: date | None = None
    period_end: date | None = None
    stated_until: date | None = None
    certificate_number: str = ""
    in_scope: bool = True
    register_reference: str = "https://register.example.jp/1"
    renewal_applied_on: date | None = None
    renewal_pending: bool = False
    scope_decided: bool = True
    id: UUID = field(default_factory=new_id)
