"""The provider's rules, without HTTP: what it accepts as an authorization request, and what it makes of the person chosen."""

import hmac
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import urlencode, urlsplit

from govapi.devprovider.faults import OAuthFault, PageFault
from govapi.devprovider.once import Once
from govapi.devprovider.signing import SigningKeys
from govapi.edge.oidc.provider import is_loopback

CHOICE_SECONDS = 1800
CODE_SECONDS = 60
PERSON_SCOPES = ("openid", "profile")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class DemoPerson:
    """Somebody one may sign in as. ``note`` says in a few words what they can show; ``roles`` are system roles."""

    subject: str
    name: str
    title: str
    department: str
    note: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoClient:
    """A registered client. Without ``secret`` it is public (PKCE alone); ``machine`` allows client credentials.

    ``scopes`` are those of the API it may ask for; redirect addresses are compared exactly.
    """

    client_id: str
    secret: str | None = None
    redirect_uris: tuple[str, ...] = ()
    post_logout_redirect_uris: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    machine: bool = False


@dataclass(frozen=True)
class AuthorizationRequest:
    client: DemoClient
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    state: str | None
    nonce: str | None

    def answer(self, issuer: str, **values: str) -> str:
        """The redirect address with the answer, the ``state``, and the ``iss`` of RFC 9207."""
        state = {} if self.state is None else {"state": self.state}
        separator = "&" if urlsplit(self.redirect_uri).query else "?"
        return f"{self.redirect_uri}{separator}{urlencode({**values, **state, 'iss': issuer})}"


class RedirectFault(Exception):
    """A fault the client learns of by a redirect to ``url``."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


@dataclass(frozen=True)
class Grant:
    """What an authorization code stands for."""

    request: AuthorizationRequest
    person: DemoPerson
    sid: str
    signed_in_at: int


class DevProvider:
    """The provider's state: people, clients, keys, pending choices and codes.

    ``issuer_url`` names this provider, path included, and must be a loopback address (raises ValueError otherwise).
    ``audience`` stands in every access token, ``municipality_code`` in every token.
    """

    def __init__(
        self,
        people: Sequence[DemoPerson],
        issuer_url: str,
        clients: Sequence[DemoClient],
        *,
        audience: str = "govapi-api",
        municipality_code: str = "",
        now: Callable[[], float] = time.time,
    ) -> None:
        address = urlsplit(issuer_url)
        if not is_loopback(address.hostname) or address.path in ("", "/") or issuer_url.endswith("/"):
            raise ValueError("試用環境の利用者選択は、この計算機の中（127.0.0.1 など）でだけ使えます。")
        self.issuer, self.path = issuer_url, address.path
        self.people = {person.subject: person for person in people}
        self.clients = {client.client_id: client for client in clients}
        self.audience, self.municipality_code = audience, municipality_code
        self.keys = SigningKeys()
        self.now = now
        self.choices: Once[AuthorizationRequest] = Once(CHOICE_SECONDS, now)
        self.codes: Once[Grant] = Once(CODE_SECONDS, now)

    def rotate_keys(self, *, keep_old: bool = True) -> None:
        """Sign with a new key from now on; the old ones stay published, or are retired at once."""
        self.keys.rotate(keep_old=keep_old)

    def accept(self, pairs: Sequence[tuple[str, str]]) -> AuthorizationRequest:
        """A valid authorization request; raises ``PageFault`` before its redirect address is proven, ``RedirectFault`` after."""
        params = dict(pairs)
        if len(params) != len(pairs):
            raise PageFault("同じパラメーターが2回以上指定されています。")
        client = self.clients.get(params.get("client_id", ""))
        redirect_uri = params.get("redirect_uri", "")
        if client is None:
            raise PageFault("登録されていないクライアント（client_id）からの要求です。")
        if redirect_uri not in client.redirect_uris:
            raise PageFault("登録されていない戻り先（redirect_uri）が指定されています。")
        request = AuthorizationRequest(
            client=client,
            redirect_uri=redirect_uri,
            scopes=tuple(params.get("scope", "").split()),
            challenge=params.get("code_challenge", ""),
            state=params.get("state"),
            nonce=params.get("nonce"),
        )
        fault = _fault_in(params, request)
        if fault:
            error, description = fault
            raise RedirectFault(request.answer(self.issuer, error=error, error_description=description))
        return request

    def choose(self, choice: str, subject: str) -> str:
        """Where to send the browser after a person was chosen; each choice counts once."""
        request = self.choices.take(choice)
        if request is None:
            raise PageFault("この画面の有効期限が切れています。元の画面に戻り、もう一度サインインしてください。")
        person = self.people.get(subject)
        if person is None:
            return request.answer(self.issuer, error="access_denied")
        grant = Grant(request, person, sid=token_urlsafe(16), signed_in_at=int(self.now()))
        return request.answer(self.issuer, code=self.codes.put(grant))

    def sign_out(self, params: Mapping[str, str]) -> str | None:
        """Where to go after signing out, or None for our own page. No session is kept here, so there is none to end."""
        client_id = params.get("client_id")
        if "id_token_hint" in params:
            client_id = self._client_of_hint(params["id_token_hint"], client_id)
        target = params.get("post_logout_redirect_uri")
        if target is None:
            return None
        client = self.clients.get(client_id or "")
        if client is None or target not in client.post_logout_redirect_uris:
            raise PageFault("登録されていない戻り先（post_logout_redirect_uri）が指定されています。")
        separator = "&" if urlsplit(target).query else "?"
        return f"{target}{separator}{urlencode({'state': params['state']})}" if "state" in params else target

    def _client_of_hint(self, hint: str, named: str | None) -> str:
        try:
            meant = str(self.keys.verify(hint, "JWT")["aud"])
        except OAuthFault as fault:
            raise PageFault("サインアウトの対象（id_token_hint）を確認できません。") from fault
        if named is not None and not hmac.compare_digest(named.encode(), meant.encode()):
            raise PageFault("サインアウトの対象（id_token_hint）が、クライアントのものではありません。")
        return meant


def _fault_in(params: Mapping[str, str], request: AuthorizationRequest) -> tuple[str, str] | None:
    allowed = {*PERSON_SCOPES, *request.client.scopes}
    checks = [
        (params.get("response_type") == "code", "unsupported_response_type", "response_type must be code"),
        ("request" not in params, "request_not_supported", "request objects are not supported"),
        ("request_uri" not in params, "request_uri_not_supported", "request_uri is not supported"),
        (params.get("response_mode", "query") == "query", "invalid_request", "response_mode must be query"),
        (params.get("code_challenge_method") == "S256", "invalid_request", "code_challenge_method must be S256"),
        (_CHALLENGE.fullmatch(request.challenge) is not None, "invalid_request", "code_challenge is malformed"),
        ("openid" in request.scopes, "invalid_scope", "openid is required"),
        (allowed.issuperset(request.scopes), "invalid_scope", "a scope is not allowed for this client"),
        (params.get("prompt") != "none", "login_required", "a person must choose"),
    ]
    return next(((error, why) for good, error, why in checks if not good), None)
