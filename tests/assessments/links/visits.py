"""An address given out, and a contractor's browser at it: no session, no cookie, no script."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from govapi.assessments.links.answering.entry.web import AnswerLimits
from tests.assessments.rounds import STAFF, Round, needed
from tests.support.app import Office
from tests.support.web import Shown

HOST = "https://answers.example.jp"


def switch(office: Office, mode: str = "on", **settings: Any) -> None:
    """Links on (or off), with fresh limits."""
    changed = office.parts.settings.model_copy(update={"answer_links": mode, "answer_url": HOST, **settings})
    office.parts = replace(office.parts, settings=changed)
    office.app.state.parts = office.parts
    office.app.state.answer_limits = AnswerLimits()


def awaiting(office: Office, tier: str = "C", **given: Any) -> Round:
    """A round that was sent; tier C asks the fewest questions."""
    return needed(office, tier).opened(**given).to_awaiting()


def issued(round_: Round, by: str = STAFF, **given: Any) -> dict[str, Any]:
    """A link to the round, as the answer to its issue tells it."""
    answer = round_.office.as_(by).post(f"{round_.path}/links", given)
    assert answer.status_code == 201, answer.text
    shape: dict[str, Any] = answer.json()
    return shape


@dataclass
class Visitor:
    """Somebody with an address."""

    office: Office
    path: str

    def get(self, step: str = "", **rest: Any) -> Shown:
        return self._ask("GET", step, **rest)

    def post(self, step: str, data: dict[str, Any] | None = None, **rest: Any) -> Shown:
        return self._ask("POST", step, data={"_sent": "1"} | (data or {}), **rest)

    def _ask(self, method: str, step: str, **rest: Any) -> Shown:
        client = self.office.client
        client.cookies.clear()
        answer = client.request(method, self.path + step, follow_redirects=False, **rest)
        assert "set-cookie" not in answer.headers
        return Shown(answer.status_code, answer.text, answer.headers)

    def domains(self) -> list[str]:
        """The codes of the pages of questions."""
        return re.findall(rf'href="{re.escape(self.path)}/([A-Z])"', self.get().html)

    def questions(self, code: str) -> list[str]:
        return re.findall(r'<section class="section" id="q-([A-Z0-9-]+)"', self.get(f"/{code}").html)

    def answer_all(self, answer: str = "done", reason: str = "") -> None:
        """Answers every question alike."""
        for code in self.domains():
            typed: dict[str, str] = {}
            for one in self.questions(code):
                typed |= {f"{one}.answer": answer, f"{one}.reason": reason, f"{one}.remark": ""}
            assert self.post(f"/{code}", typed).status == 303

    def submit(self, name: str = "見本　守") -> Shown:
        return self.post("/review", {"respondent_name": name, "respondent_title": "情報管理責任者"})


def visitor(office: Office, address: str) -> Visitor:
    assert address.startswith(f"{HOST}/answer/")
    return Visitor(office, urlsplit(address).path)


@contextmanager
def limits(office: Office, by_address: int, by_token: int) -> Iterator[None]:
    """Tight limits for as long as the block lasts."""
    office.app.state.answer_limits = AnswerLimits(by_address, by_token)
    yield
    office.app.state.answer_limits = AnswerLimits()
