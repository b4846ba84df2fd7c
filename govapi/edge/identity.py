"""Who is at the door: what a verified token says before the database is asked, and what that grants in the town."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from govapi.edge.oidc.tokens import VerifiedToken
from govapi.kit.errors import NotAllowed
from govapi.people.actor import SYSTEM_ROLES, Actor
from govapi.policy.store import current
from govapi.settings import Settings


@dataclass(frozen=True)
class Identity:
    """The town and the subject a verified token speaks for. Claims grant system roles and scopes, never powers to decide."""

    municipality_code: str
    subject: str
    is_machine: bool
    roles_claimed: frozenset[str]
    scopes: frozenset[str]

    @property
    def caller(self) -> str:
        return f"{'machine' if self.is_machine else 'person'}:{self.subject}"


def town_of(claims: dict[str, object], settings: Settings) -> str:
    """The 団体コード a sign-in speaks for; raises NotAllowed when neither the claim nor the setting names one."""
    code = claims.get(settings.oidc_municipality_claim) or settings.municipality
    if not isinstance(code, str) or not code:
        raise NotAllowed(
            "サインインの情報に団体コードが含まれていません。システム管理者に連絡してください。", code="no_municipality"
        )
    return code


def roles_claimed(claims: dict[str, object], settings: Settings) -> frozenset[str]:
    """The values of the claim that grants system roles. Its name is a setting; what a value grants, the town's policy says."""
    values = claims.get(settings.oidc_roles_claim)
    return frozenset(value for value in values if isinstance(value, str)) if isinstance(values, list) else frozenset()


def with_system_roles(session: Session, actor: Actor, claimed: Collection[str], on: date) -> Actor:
    """The actor with the system roles that the policy set in force on ``on`` gives for these values: only those govapi knows."""
    if not claimed:
        return actor
    granted = current(session, on).policy.roles.from_claim(claimed)
    return replace(actor, system_roles=granted & frozenset(SYSTEM_ROLES))


def from_token(token: VerifiedToken, settings: Settings) -> Identity:
    """The identity behind a verified bearer token."""
    claims = dict(token.claims)
    return Identity(
        municipality_code=town_of(claims, settings),
        subject=token.client_id if token.is_machine else token.subject,
        is_machine=token.is_machine,
        roles_claimed=roles_claimed(claims, settings),
        scopes=frozenset(token.scopes),
    )
