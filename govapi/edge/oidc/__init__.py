"""本人確認 (sign-in through OpenID Connect): who stands at the door, as the organisation's own provider says.

Serves the policy's sentences on 利用者ID の管理 and アクセス制御: govapi keeps no password; it verifies what the provider
signed. ``provider`` speaks to the provider, ``relying_party`` signs people in for the web, ``tokens`` checks the bearer
tokens of API clients. Nothing here knows the database, the session table or the routes.
"""

from govapi.edge.oidc.keys import KeyRing
from govapi.edge.oidc.provider import Provider, ProviderMetadata
from govapi.edge.oidc.relying_party import LoginStart, RelyingParty, SignedIn
from govapi.edge.oidc.tokens import TokenVerifier, VerifiedToken

__all__ = ["KeyRing", "LoginStart", "Provider", "ProviderMetadata", "RelyingParty", "SignedIn", "TokenVerifier", "VerifiedToken"]
