"""Signing a person in and out at the provider: authorization code with PKCE, state and nonce. Holds no session itself."""

import hmac
import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import quote_plus, urlencode

import httpx
from joserfc.errors import JoseError

from govapi.edge.oidc.authlib_client import OAuth2Client, OAuthError
from govapi.edge.oidc.id_token import verify_id_token
from govapi.edge.oidc.provider import MISCONFIGURED, UNREACHABLE, Provider
from govapi.edge.oidc.signatures import Unverified, header_of
from govapi.kit.errors import Unauthenticated, Unavailable

TRY_AGAIN = "サインインの手続を確認できませんでした。サインインの画面から、もう一度やり直してください。"
DENIED = "認証基盤でサインインが取り消されたか、許可されませんでした。利用者を確かめて、もう一度サインインしてください。"
UNPROVEN = "認証基盤の応答を確認できませんでした。もう一度サインインしてください。続くときはシステム管理者に連絡してください。"

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class LoginStart:
    """Send the browser to ``url``; keep the rest on the server until the callback, and use it once only."""

    url: str
    state: str
    nonce: str
    code_verifier: str


@dataclass(frozen=True)
class SignedIn:
    """Whom the provider named. ``id_token`` is for the logout; ``sid`` is the provider's session, where it tells."""

    issuer: str
    subject: str
    name: str
    claims: Mapping[str, object]
    id_token: str
    sid: str | None


class RelyingParty:
    """govapi as a client of one provider.

    ``wanted_claims``: when one is not in the ID token, userinfo is asked for it (its failure is no failure of the sign-in).
    ``leeway`` is the clock difference tolerated, in seconds.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        client_id: str,
        client_secret: str | None = None,
        scopes: Sequence[str] = ("openid", "profile"),
        wanted_claims: Collection[str] = ("name",),
        leeway: int = 60,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._provider = provider
        self._client_id, self._client_secret = client_id, client_secret or None
        self._scope = " ".join(scopes)
        self._wanted_claims = frozenset(wanted_claims)
        self._leeway, self._now = leeway, now

    def start(self, redirect_uri: str) -> LoginStart:
        """Begin a sign-in; raises ``Unavailable`` when the provider cannot be reached."""
        nonce, verifier = token_urlsafe(32), token_urlsafe(48)
        with self._client(redirect_uri) as client:
            url, state = client.create_authorization_url(
                self._provider.metadata().authorization_endpoint,
                state=token_urlsafe(32),
                nonce=nonce,
                code_verifier=verifier,
            )
        return LoginStart(url, state, nonce, verifier)

    def finish(self, callback_params: Mapping[str, str], login: LoginStart, redirect_uri: str) -> SignedIn:
        """Complete it with the callback's query; raises ``Unauthenticated``, or ``Unavailable`` when the provider fails."""
        code = self._code_of(callback_params, login)
        with self._client(redirect_uri) as client:
            tokens = self._exchange(client, code, login)
            id_token, access_token = tokens.get("id_token"), tokens.get("access_token")
            if not isinstance(id_token, str):
                raise Unauthenticated(UNPROVEN)
            claims = self._claims_of(id_token, access_token if isinstance(access_token, str) else None, login.nonce)
            if access_token and not self._wanted_claims <= claims.keys():
                claims = {**self._userinfo(client, claims["sub"]), **claims}
        return SignedIn(
            issuer=self._provider.issuer,
            subject=str(claims["sub"]),
            name=_first_text(claims, "name", "preferred_username", "sub"),
            claims=claims,
            id_token=id_token,
            sid=_first_text(claims, "sid") or None,
        )

    def logout_url(self, id_token_hint: str | None, post_logout_redirect_uri: str, state: str | None = None) -> str | None:
        """Where to send the browser to sign out at the provider too, or None when it offers that not (or is out of reach).

        A provider answers 400 to a hint signed by a key it has since dropped; such a hint is left out, ``client_id`` suffices.
        """
        try:
            endpoint = self._provider.metadata().end_session_endpoint
            hint = id_token_hint if id_token_hint and self._still_verifiable(id_token_hint) else None
        except Unavailable:
            return None
        if endpoint is None:
            return None
        parts = {
            "client_id": self._client_id,
            "post_logout_redirect_uri": post_logout_redirect_uri,
            "id_token_hint": hint,
            "state": state,
        }
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"

    def _client(self, redirect_uri: str) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._client_id,
            client_secret=self._client_secret,
            token_endpoint_auth_method="client_secret_post" if self._client_secret else "none",
            scope=self._scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            **self._provider.http,
        )

    def _basic(self) -> httpx.BasicAuth | None:
        """The secret in the header, where the provider takes it so; None leaves it to the body, or to PKCE alone.

        RFC 6749 2.3.1 has both parts form-encoded first, which Authlib leaves out: a secret with % or + would fail.
        """
        methods = self._provider.metadata().token_endpoint_auth_methods_supported
        if self._client_secret is None or "client_secret_basic" not in methods:
            return None
        return httpx.BasicAuth(quote_plus(self._client_id), quote_plus(self._client_secret))

    def _code_of(self, params: Mapping[str, str], login: LoginStart) -> str:
        if not _same(params.get("state"), login.state):
            raise Unauthenticated(TRY_AGAIN)
        issuer = params.get("iss")
        if issuer is None and self._provider.metadata().authorization_response_iss_parameter_supported:
            raise Unauthenticated(UNPROVEN)
        if issuer is not None and not _same(issuer, self._provider.issuer):  # RFC 9207: an answer of another provider
            raise Unauthenticated(UNPROVEN)
        if "error" in params:
            _LOG.warning("sign-in refused by the provider: %.100r", params["error"])
            raise Unauthenticated(DENIED)
        code = params.get("code")
        if not code:
            raise Unauthenticated(TRY_AGAIN)
        return code

    def _exchange(self, client: OAuth2Client, code: str, login: LoginStart) -> Mapping[str, object]:
        endpoint = self._provider.metadata().token_endpoint
        try:
            tokens: Mapping[str, object] = client.fetch_token(
                endpoint,
                auth=self._basic(),
                grant_type="authorization_code",
                code=code,
                code_verifier=login.code_verifier,
            )
            return tokens
        except OAuthError as error:
            _LOG.warning("code not accepted by the token endpoint: %.100r", error.error)
            if error.error in ("invalid_client", "unauthorized_client"):
                raise Unavailable(MISCONFIGURED) from error
            raise Unauthenticated(TRY_AGAIN) from error
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable(UNREACHABLE) from error

    def _claims_of(self, id_token: str, access_token: str | None, nonce: str) -> Mapping[str, object]:
        try:
            return verify_id_token(
                id_token,
                self._provider.keys,
                issuer=self._provider.issuer,
                client_id=self._client_id,
                nonce=nonce,
                access_token=access_token,
                now=int(self._now()),
                leeway=self._leeway,
            )
        except (Unverified, JoseError) as error:
            _LOG.warning("ID token refused: %s", error)
            raise Unauthenticated(UNPROVEN) from error

    def _userinfo(self, client: OAuth2Client, subject: object) -> Mapping[str, object]:
        """Further claims, or none: a token meant for an API may not open userinfo at all, and that is no reason to refuse."""
        endpoint = self._provider.metadata().userinfo_endpoint
        if endpoint is None:
            return {}
        try:
            answer = client.get(endpoint, headers={"Accept": "application/json"})
            found = answer.json() if answer.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, OAuthError, ValueError) as error:
            _LOG.info("userinfo not read: %s", type(error).__name__)
            return {}
        # Core 5.3.4: without the same `sub` the answer may be about somebody else.
        return found if isinstance(found, dict) and found.get("sub") == subject else {}

    def _still_verifiable(self, id_token: str) -> bool:
        try:
            kid = header_of(id_token).get("kid")
        except Unverified:
            return False
        return isinstance(kid, str) and self._provider.keys.holds(kid)


def _same(given: str | None, expected: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode(errors="replace"), expected.encode())


def _first_text(claims: Mapping[str, object], *names: str) -> str:
    return next((value for name in names if isinstance(value := claims.get(name), str) and value), "")
