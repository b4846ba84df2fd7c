"""The token endpoint and userinfo, without HTTP: who the client is, what it hands in, what it gets."""

import hmac
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import unquote_plus

from govapi.devprovider.faults import OAuthFault
from govapi.devprovider.provider import DemoClient, DevProvider, Grant

TOKEN_SECONDS = 3600


def exchange(provider: DevProvider, params: Mapping[str, str], authorization: str | None) -> dict[str, object]:
    """The token endpoint's answer; raises ``OAuthFault``."""
    client = _authenticate(provider, params, authorization)
    match params.get("grant_type"):
        case "authorization_code":
            return _for_person(provider, client, _redeem(provider, client, params))
        case "client_credentials":
            return _for_machine(provider, client, params)
        case _:
            raise OAuthFault("unsupported_grant_type", "この grant_type には対応していません。")


def userinfo(provider: DevProvider, authorization: str | None) -> dict[str, object]:
    """The person's claims for an access token of theirs; raises ``OAuthFault`` invalid_token or insufficient_scope."""
    scheme, _, token = (authorization or "").partition(" ")
    claims = provider.keys.verify(token.strip(), "at+jwt") if scheme.lower() == "bearer" else {}
    expires = claims.get("exp")
    person = provider.people.get(str(claims.get("sub")))
    if person is None or not isinstance(expires, int) or expires <= provider.now():
        raise OAuthFault("invalid_token", "アクセストークンを確認できません。", status=401)
    if "openid" not in str(claims.get("scope")).split():
        raise OAuthFault("insufficient_scope", "scope に openid が必要です。", status=403)
    return {"sub": person.subject, **_about(provider, person.name, person.roles)}


def _authenticate(provider: DevProvider, params: Mapping[str, str], authorization: str | None) -> DemoClient:
    client_id, secret = params.get("client_id", ""), params.get("client_secret")
    if authorization is not None:
        client_id, secret = _basic(authorization)
    client = provider.clients.get(client_id)
    if client is None or not _same(secret, client.secret):
        raise OAuthFault("invalid_client", "クライアントを確認できません。", status=401)
    return client


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    try:
        # RFC 6749 2.3.1: both are form-encoded before they are joined by the colon.
        client_id, colon, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        colon = ""
    if scheme.lower() != "basic" or not colon:
        raise OAuthFault("invalid_client", "Authorization ヘッダーの形式が正しくありません。", status=401)
    return unquote_plus(client_id), unquote_plus(secret)


def _same(given: str | None, registered: str | None) -> bool:
    if given is None or registered is None:
        return given is None and registered is None
    return hmac.compare_digest(given.encode(errors="replace"), registered.encode())


def _redeem(provider: DevProvider, client: DemoClient, params: Mapping[str, str]) -> Grant:
    grant = provider.codes.take(params.get("code", ""))
    challenge = urlsafe_b64encode(sha256(params.get("code_verifier", "").encode(errors="replace")).digest()).decode().rstrip("=")
    if (
        grant is None
        or grant.request.client.client_id != client.client_id
        or params.get("redirect_uri") != grant.request.redirect_uri
        or not hmac.compare_digest(challenge, grant.request.challenge)
    ):
        raise OAuthFault("invalid_grant", "認可コードが正しくないか、使用済みか、有効期限が切れています。")
    return grant


def _for_person(provider: DevProvider, client: DemoClient, grant: Grant) -> dict[str, object]:
    person, request = grant.person, grant.request
    access_token = _access_token(provider, client, person.subject, request.scopes, _about(provider, person.name, person.roles))
    now = int(provider.now())
    claims: dict[str, object] = {
        "iss": provider.issuer,
        "sub": person.subject,
        "aud": client.client_id,
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "auth_time": grant.signed_in_at,
        "sid": grant.sid,
        "at_hash": urlsafe_b64encode(sha256(access_token.encode()).digest()[:16]).decode().rstrip("="),
        **({} if request.nonce is None else {"nonce": request.nonce}),
        **_about(provider, person.name, person.roles),
    }
    return {**_bearer(access_token, request.scopes), "id_token": provider.keys.sign(claims, "JWT")}


def _for_machine(provider: DevProvider, client: DemoClient, params: Mapping[str, str]) -> dict[str, object]:
    if not client.machine or client.secret is None:
        raise OAuthFault("unauthorized_client", "このクライアントには client_credentials が許可されていません。")
    scopes = tuple(params["scope"].split()) if "scope" in params else client.scopes
    if not set(client.scopes).issuperset(scopes):
        raise OAuthFault("invalid_scope", "許可されていない scope が含まれています。")
    about: dict[str, object] = {"municipality_code": provider.municipality_code}
    return _bearer(_access_token(provider, client, client.client_id, scopes, about), scopes)


def _access_token(
    provider: DevProvider, client: DemoClient, subject: str, scopes: tuple[str, ...], about: Mapping[str, object]
) -> str:
    now = int(provider.now())
    claims = {
        "iss": provider.issuer,
        "sub": subject,
        "aud": provider.audience,
        "client_id": client.client_id,
        "scope": " ".join(scopes),
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "jti": token_urlsafe(16),
        **about,
    }
    return provider.keys.sign(claims, "at+jwt")


def _about(provider: DevProvider, name: str, roles: tuple[str, ...]) -> dict[str, object]:
    return {"name": name, "municipality_code": provider.municipality_code, "govapi_roles": list(roles)}


def _bearer(access_token: str, scopes: tuple[str, ...]) -> dict[str, object]:
    return {"access_token": access_token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "scope": " ".join(scopes)}
