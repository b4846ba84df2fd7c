"""Visitors of the demo over real HTTP, without a browser: signing in as named people, and calling the API as them."""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from govapi.cli.demo.server import API_CALLBACK, API_CLIENT
from govapi.rooms import scopes

HIDDEN_CHOICE = re.compile(r'name="choice"\s+value="([^"]+)"')
DEV = "/dev-provider"


class Stuck(Exception):
    """A step did not go as it should; the words are for the person who runs the check."""


def choose(client: httpx.Client, url: str, subject: str) -> str:
    """From the provider's page of people back to where it sends the browser: the address with the code."""
    page = client.get(url)
    found = HIDDEN_CHOICE.search(page.text)
    if page.status_code != 200 or found is None:
        raise Stuck(f"利用者選択の画面が開きません（{page.status_code}）。")
    answer = client.post(f"{DEV}/choose", data={"choice": found[1], "subject": subject})
    if answer.status_code != 303:
        raise Stuck(f"利用者を選べません（{answer.status_code}）。")
    return answer.headers["location"]


def sign_in_to_pages(base: str, subject: str) -> httpx.Client:
    """A browser's session: sign-in page → provider → callback → home."""
    client = httpx.Client(base_url=base, timeout=20)
    started = client.get("/sign-in/start", params={"next": "/"})
    callback = client.get(choose(client, started.headers["location"], subject))
    if callback.status_code not in (302, 303):
        raise Stuck(f"サインインが終わりません（{callback.status_code}）。")
    return client


@dataclass
class Visitor:
    """One person at the API, with a token from code + PKCE."""

    client: httpx.Client
    name: str

    @classmethod
    def enter(cls, base: str, subject: str) -> "Visitor":
        client = httpx.Client(base_url=base, timeout=30)
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "client_id": API_CLIENT,
            "redirect_uri": f"{base}{API_CALLBACK}",
            "response_type": "code",
            "scope": " ".join(["openid", "profile", *sorted(scopes())]),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "state": secrets.token_urlsafe(16),
        }
        address = choose(client, str(httpx.URL(f"{base}{DEV}/authorize", params=asked)), subject)
        code = parse_qs(urlsplit(address).query)["code"][0]
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": asked["redirect_uri"], "client_id": API_CLIENT}
        token = client.post(f"{DEV}/token", data={**given, "code_verifier": verifier}).json()
        client.headers["Authorization"] = f"Bearer {token['access_token']}"
        return cls(client, subject)

    def get(self, path: str) -> httpx.Response:
        return self.client.get(f"/api/v1{path}")

    def post(self, path: str, given: dict[str, Any] | None = None, *, on: str | None = None) -> httpx.Response:
        """POST; ``on`` names the record whose present ETag goes along as If-Match."""
        headers = {"If-Match": self.get(on).headers["ETag"]} if on else {}
        return self.client.post(f"/api/v1{path}", json=given or {}, headers=headers)

    def act(self, record: str, verb: str, given: dict[str, Any] | None = None) -> httpx.Response:
        return self.post(f"{record}/{verb}", given, on=record)

    def patch(self, record: str, given: dict[str, Any]) -> httpx.Response:
        return self.client.patch(f"/api/v1{record}", json=given, headers={"If-Match": self.get(record).headers["ETag"]})

    def put(self, path: str, given: dict[str, Any], *, on: str) -> httpx.Response:
        return self.client.put(f"/api/v1{path}", json=given, headers={"If-Match": self.get(on).headers["ETag"]})

    def upload(self, path: str, name: str, content: bytes, *, on: str) -> httpx.Response:
        """POST of one file."""
        headers = {"If-Match": self.get(on).headers["ETag"]}
        return self.client.post(f"/api/v1{path}", files={"file": (name, content)}, headers=headers)
