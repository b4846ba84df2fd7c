"""A person's browser at the pages of the app: its own cookies, the hidden fields of the forms it was shown, no JavaScript.

``signed_in(office, "misaki")`` has a session as 架空　美咲, made where the sign-in makes it.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from govapi.edge.transaction import writing
from govapi.web import sessions
from tests.support.app import Office

TAG = re.compile(r"<[^>]+>")
SCRIPT = re.compile(r"<(script|style|head)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A page as it came."""

    status: int
    html: str
    headers: Any

    @property
    def text(self) -> str:
        """What a person reads, spaces put together."""
        return re.sub(r"\s+", " ", unescape(TAG.sub(" ", SCRIPT.sub(" ", self.html)))).strip()

    @property
    def location(self) -> str:
        return str(self.headers.get("location", ""))

    def hidden(self, name: str) -> str:
        """The first hidden field of this name; empty when there is none."""
        found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', self.html)
        return unescape(found[1]) if found else ""

    def links(self) -> list[str]:
        return [unescape(link) for link in re.findall(r'href="([^"]+)"', self.html)]


@dataclass
class Browser:
    """Cookies of its own over the shared client; redirects are not followed unless asked."""

    client: TestClient[Litestar]
    cookies: dict[str, str] = field(default_factory=dict)
    last: Shown | None = None

    def get(self, path: str, *, follow: bool = False, **rest: Any) -> Shown:
        return self._request("GET", path, follow, **rest)

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, follow: bool = False, token: str | None = None, **rest: Any
    ) -> Shown:
        """Sends a form with the token (and the version, unless given) of the page last seen."""
        seen = self.last.hidden if self.last else lambda _name: ""
        given = {"_csrf_token": seen("_csrf_token") if token is None else token, "_version": seen("_version"), **(data or {})}
        return self._request("POST", path, follow, data=given, **rest)

    def _request(self, method: str, path: str, follow: bool, **rest: Any) -> Shown:
        self.client.cookies.clear()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **rest.pop("headers", {})}
        answer = self.client.request(method, path, headers=headers, follow_redirects=False, **rest)
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        self.client.cookies.clear()
        self.last = Shown(answer.status_code, answer.text, answer.headers)
        if follow and answer.is_redirect:
            return self._request("GET", self.last.location, follow)
        return self.last


def signed_in(office: Office, key: str, *, roles: list[str] | None = None) -> Browser:
    """A browser with a fresh session of this person, who has just seen the home page."""
    clock, settings = office.parts.clock, office.parts.settings
    granted = office.parts.tokens.roles.get(key, []) if roles is None else roles  # type: ignore[attr-defined]  # NamedTokens
    with writing(office.database, office.town.code, clock) as session:
        made = sessions.new_session(
            session,
            subject=key,
            person_id=office.town.people.get(key),
            system_roles=granted,
            id_token="",
            now=clock.now(),
            hours=settings.session_hours,
        )
    browser = Browser(office.client, {sessions.cookie_name(settings): str(made)})
    browser.get("/")
    return browser
