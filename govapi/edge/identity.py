"""Who is at the door, before the database is asked: a verified bearer token, or a web session's token."""

from dataclasses import dataclass

from govapi.edge.oidc.tokens import VerifiedToken
from govapi.kit.errors import NotAllowed
from govapi.people.actor import SYSTEM_ROLES
from govapi.settings import Settings


@dataclass(frozen=True)
class Identity:
    """The town and the subject a verified token speaks for. Claims grant system roles and scopes, never powers to decide."""

    municipality_code: str
    subject: str
    is_machine: bool
    system_roles: frozenset[str]
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


def system_roles_of(claims: dict[str, object], settings: Settings) -> frozenset[str]:
    """The system roles a sign-in grants: only those govapi knows."""
    granted = claims.get(settings.oidc_roles_claim)
    return frozenset(SYSTEM_ROLES) & frozenset(granted if isinstance(granted, list) else [])


def from_token(token: VerifiedToken, settings: Settings) -> Identity:
    """The identity behind a verified bearer token."""
    claims = dict(token.claims)
    return Identity(
        municipality_code=town_of(claims, settings),
        subject=token.client_id if token.is_machine else token.subject,
        is_machine=token.is_machine,
        system_roles=system_roles_of(claims, settings),
        scopes=frozenset(token.scopes),
    )
