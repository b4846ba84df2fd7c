"""The real OpenID provider of the tests (npm oidc-provider, in Node, on loopback) and a browser's part in signing in."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, quote_plus, urljoin, urlsplit

import httpx

from tests.support.require import TESTS, require

FOLDER = TESTS / "openid_provider"
REDIRECT_URI = "http://127.0.0.1:9/callback"
SIGNED_OUT_URI = "http://127.0.0.1:9/signed-out"
CLIENT_SECRET = "only for tests: 100%+ on loopback"  # with what must be encoded
API = "https://api.govapi.invalid"  # the audience of access tokens


@dataclass(frozen=True)
class RunningProvider:
    """A running provider. Its clients: ``web``, ``web-<ID token algorithm>``, ``public``, ``machine`` (see provider.mjs)."""

    issuer: str

    def rotate(self, *, keep_old: bool) -> None:
        """New signing keys; the old ones stay published or are retired at once."""
        httpx.post(f"{self.issuer}/test/rotate", params={"keep": int(keep_old)}, trust_env=False).raise_for_status()

    def key_fetches(self) -> int:
        """How often the published keys were fetched so far."""
        return int(httpx.get(f"{self.issuer}/test/key-fetches", trust_env=False).json())

    def machine_token(self, scope: str, resource: str = API) -> str:
        """An access token by client credentials."""
        answer = httpx.post(
            f"{self.issuer}/token",
            data={"grant_type": "client_credentials", "scope": scope, "resource": resource},
            auth=("machine", quote_plus(CLIENT_SECRET)),
            trust_env=False,
        )
        return str(answer.raise_for_status().json()["access_token"])


@contextmanager
def running_provider(
    redirect_uris: tuple[str, ...] = (REDIRECT_URI,), post_logout_uris: tuple[str, ...] = (SIGNED_OUT_URI,)
) -> Iterator[RunningProvider]:
    """Starts the provider on a free port and stops it afterwards; skips, or fails where Node is required and absent."""
    _install()
    require("node")
    process = subprocess.Popen(
        ["node", "provider.mjs"],
        cwd=FOLDER,
        env={**os.environ, "REDIRECT_URIS": json.dumps(redirect_uris), "POST_LOGOUT_URIS": json.dumps(post_logout_uris)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the test provider did not start: run `node provider.mjs` in tests/openid_provider to see why"
        yield RunningProvider(json.loads(line)["issuer"])
    finally:
        process.terminate()
        process.wait(timeout=10)


def _install() -> None:
    """`npm ci`, where it can and need be done; `require` says afterwards what is still missing."""
    npm = shutil.which("npm")
    if npm and shutil.which("node") and not (FOLDER / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=False, capture_output=True, timeout=300)


def browser() -> httpx.Client:
    """What a person's browser does: cookies kept, redirects followed by hand below."""
    return httpx.Client(trust_env=False, timeout=10)


def sign_in(client: httpx.Client, url: str, login: str = "tester", redirect_uri: str = REDIRECT_URI) -> Mapping[str, str]:
    """Walks the provider's pages (login, consent) from ``url``; returns the query of the callback it ends at."""
    answer = client.get(url)
    for _ in range(12):
        if answer.is_redirect:
            url = urljoin(str(answer.url), answer.headers["location"])
            if url.startswith(redirect_uri):
                return dict(parse_qsl(urlsplit(url).query))
            answer = client.get(url)
        else:
            answer = _submit(client, answer, {"login": login, "password": "not-checked"})
    raise AssertionError(f"no callback reached; last page: {answer.status_code} {answer.text[:200]}")


def _submit(client: httpx.Client, page: httpx.Response, typed: Mapping[str, str]) -> httpx.Response:
    assert page.status_code == httpx.codes.OK, page.text[:300]
    action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
    assert action, page.text[:300]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    visible = {name: value for name, value in typed.items() if f'name="{name}"' in page.text}
    return client.post(urljoin(str(page.url), unescape(action[1])), data={**hidden, **visible})
