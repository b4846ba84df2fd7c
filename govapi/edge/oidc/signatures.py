"""One place that checks a signature: allowed algorithms only, with a key the provider publishes now."""

from collections.abc import Mapping
from dataclasses import dataclass

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwa import JWSAlgModel
from joserfc.jws import JWSRegistry

from govapi.edge.oidc.keys import ALGORITHMS, KeyRing

# A real token is a few kilobytes; longer ones are refused before any work is done on them.
LONGEST_TOKEN = 16_384


class Unverified(Exception):
    """The token is not one this provider signed in an accepted way. The message is for logs, never for the person."""


@dataclass(frozen=True)
class Signed:
    """``key_generation``: of which state of the provider's keys the signing key was part."""

    header: Mapping[str, object]
    claims: dict[str, object]
    key_generation: int


class _AllowedAlgorithms(JWSRegistry):
    def get_alg(self, name: str) -> JWSAlgModel:
        if name not in ALGORITHMS:
            raise Unverified("algorithm not allowed")
        # Not super(): it warns on every "EdDSA", which providers still send for Ed25519 (RFC 9864 renames it).
        return self.algorithms[name]


_REGISTRY = _AllowedAlgorithms(algorithms=list(ALGORITHMS))


def header_of(token: str) -> Mapping[str, object]:
    """The header, NOT verified: good for choosing a key, for nothing else."""
    if len(token) > LONGEST_TOKEN:
        raise Unverified("too long")
    try:
        return jws.extract_compact(token.encode("ascii")).headers()
    except (JoseError, ValueError, TypeError, RecursionError) as error:  # deep nesting exhausts the JSON parser
        raise Unverified("not a JWT") from error


def verify(token: str, keys: KeyRing) -> Signed:
    """Header and claims of a token signed by ``keys``; raises ``Unverified``, or ``Unavailable`` when no keys can be had."""
    header = header_of(token)
    algorithm, kid = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise Unverified("algorithm not allowed")
    if kid is not None and not isinstance(kid, str):
        raise Unverified("kid is not a string")
    found = keys.find(kid, algorithm)
    if found is None:
        raise Unverified("no such key")
    key, generation = found
    try:
        decoded = jwt.decode(token, key, registry=_REGISTRY)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise Unverified("bad signature or payload") from error
    return Signed(decoded.header, decoded.claims, generation)
