"""What the provider says of a person who signs in: the ID token, checked claim by claim (OpenID Connect Core 3.1.3.7)."""

from collections.abc import Mapping

from authlib.oidc.core import CodeIDToken

from govapi.edge.oidc.keys import KeyRing
from govapi.edge.oidc.signatures import Unverified, verify

LONGEST_AGE = 300


def verify_id_token(
    id_token: str,
    keys: KeyRing,
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    access_token: str | None,
    now: int,
    leeway: int,
) -> Mapping[str, object]:
    """The claims. Raises ``Unverified`` (signature, algorithm) or joserfc's ``JoseError`` (claims).

    ``aud`` must name us, with ``azp`` too where it names others; ``nonce`` must be that of this sign-in; ``iat`` may not lie
    in the future nor longer back than a sign-in takes; ``at_hash``, when there, must fit the access token beside it.
    """
    signed = verify(id_token, keys)
    claims = CodeIDToken(
        signed.claims,
        dict(signed.header),
        options={"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}},
        params={"nonce": nonce, "client_id": client_id, "access_token": access_token},
    )
    claims.validate(now=now, leeway=leeway)
    issued_at = signed.claims["iat"]
    # The token came straight from the token endpoint a moment ago; an old one is a replay or a broken clock.
    if not isinstance(issued_at, int | float) or issued_at < now - leeway - LONGEST_AGE:
        raise Unverified("issued too long ago")
    if not signed.claims["sub"]:
        raise Unverified("names nobody")
    return signed.claims
