"""A contract of the invented city walked through its life over HTTP, by the people whose turn it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from govapi.cli.demo.town import described
from govapi.kit.clock import JST
from govapi.kit.japan.numbers import corporate_check_digit
from govapi.people.actor import full_title
from tests.support.app import Office
from tests.support.assessed import assess

NOTHING_SAID = {
    "handles_information": False, "builds_or_runs_system": False, "enters_office": True, "enters_server_room": False,
    "outage_hurts": False,
}  # fmt: skip
RESIDENTS = {
    "handles_information": True, "already_public": "not_public", "internal_only": False, "residents_data": True,
    "staff_data": False, "person_count": "over_1000", "sensitive": True, "personal_number": False, "bid_price": False,
    "secret": False, "processing_place": "contractor_site", "zone": "outside_only", "falsification_hurts": False,
    "builds_or_runs_system": False, "enters_office": True, "enters_server_room": False, "outage_hurts": False,
}  # fmt: skip

JOB: Mapping[str, Any] = {
    "title": "健診結果封入業務委託",
    "fiscal_year": 2026,
    "outline": "健診結果の封入及び発送を行う。",
    "method": "open_tender",
    "predetermined_price": 900_000,
    "budget_line": "一般会計 衛生費 保健衛生費 委託料",
    "starts_on": "2026-12-01",
    "ends_on": "2027-03-31",
    "place": "架空市役所",
    "answers": RESIDENTS,
}

PLAN = {"confirmation_plan": "履行の開始の前に、チェックシートと実地の確認を行う。", "confirmation_due": "2027-02-26"}
COMPANY = "099901234567"  # twelve digits nobody was given
STAFF, HEAD, INSPECTOR = "misaki", "kenichi", "sora"


def _holders(departments: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for department in departments:
        yield from ((full_title(department["name"], post["title"]), post["person"]) for post in department.get("posts", ()))
        yield from _holders(department.get("sections", ()))


# Who holds the post of this title (with its department). Posts that several share are in no route.
HOLDERS = dict(_holders(described()["departments"]))


@dataclass
class Life:
    """One contract and the office it lives in. 起案者 is misaki of 健康推進課, 検査職員 is sora."""

    office: Office
    id: str

    @property
    def path(self) -> str:
        return f"/contracts/{self.id}"

    def now(self, by: str = STAFF) -> Any:
        """The contract as this person sees it."""
        return self.office.as_(by).get(self.path).json()

    def act(self, action: str, body: Any = None, by: str = STAFF) -> Any:
        """An action that must succeed."""
        answer = self.office.as_(by).act(f"{self.path}/{action}", body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def decide(self, verb: str = "decide") -> None:
        """Ends the circulation about this contract."""
        decide(self.office, self.id, verb)

    def day(self, day: date) -> None:
        """Ten in the morning of that day, in Japan."""
        self.office.clock.go_to(datetime.combine(day, time(10), JST))

    def include(self) -> None:
        person = self.office.as_(STAFF)
        answer = person.post(f"{self.path}/clauses/include-required", etag=person.get(self.path).headers["ETag"])
        assert answer.status_code == 200, answer.text

    def _told(self, step: str, play: Callable[[], None]) -> "Life":
        self.office.told((step, self.id), play)
        return self

    def to_plan(self) -> "Life":
        return self._told("plan", self._plan)

    def to_selected(self) -> "Life":
        return self._told("selected", self._select)

    def to_concluded(self) -> "Life":
        return self._told("concluded", self._select_and_conclude)

    def to_concluded_from_selected(self) -> "Life":
        return self._told("concluded from selected", self._conclude)

    def to_active(self) -> "Life":
        self.to_concluded().day(date(2026, 12, 1))
        return self

    def to_completed(self) -> "Life":
        return self._told("completed", self._complete)

    def _plan(self) -> None:
        self.include()
        self.act("submit-plan")

    def _select(self) -> None:
        self._plan()
        self.decide()
        self.act("start-selection")
        chosen = contractor(self.office)
        if self.suitability(chosen)["outcome"] == "blocked":  # 指名, 随契: assessed before it is asked
            assess(self.office, chosen)
        self.act("select", {"contractor_id": chosen, "amount": 880_000})

    def suitability(self, contractor_id: str | None = None) -> Any:
        """How the contractor, or a candidate, stands to the contract."""
        asked = {"contractor_id": contractor_id} if contractor_id else {}
        return self.office.as_(STAFF).get(f"{self.path}/suitability", params=asked).json()

    def patch(self, values: Mapping[str, Any]) -> None:
        """A change by the clerk that must succeed."""
        person = self.office.as_(STAFF)
        changed = person.patch(self.path, dict(values), etag=person.get(self.path).headers["ETag"])
        assert changed.status_code == 200, changed.text

    def _conclude(self) -> None:
        people = self.office.town.people
        facts = {
            "obligation_number": "令8-1234", "concluded_on": "2026-11-25", "deposit_kind": "exempt",
            "deposit_exempt_reason": "契約規則の定めによる", "supervisor_id": str(people[HEAD]),
            "inspector_id": str(people[INSPECTOR]), "contractor_officer_name": "見本　守",
        }  # fmt: skip
        # The condition was not published: the winner is not refused, its measures are confirmed later.
        self.patch(facts | (PLAN if self.suitability()["outcome"] == "plan_needed" else {}))
        self.act("submit-conclusion")
        self.decide()

    def _select_and_conclude(self) -> None:
        self._select()
        self._conclude()

    def _complete(self) -> None:
        self._select_and_conclude()
        for day in (date(2026, 12, 1), date(2027, 4, 1)):
            self.day(day)
        self.act("complete")


def draft(office: Office, **changes: Any) -> Life:
    """A fresh draft of 健康推進課."""

    def play() -> str:
        answer = office.as_(STAFF).post("/contracts", {**JOB, **changes})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    return Life(office, office.told(("draft", repr(sorted(changes.items()))), play))


def contractor(office: Office) -> str:
    """The id of an invented company."""
    found = office.as_(STAFF).get("/contractors").json()["items"]
    if found:
        return str(found[0]["id"])
    body = {
        "kind": "corporation",
        "name": "株式会社見本製作所",
        "kana": "ミホンセイサクショ",
        "corporate_number": f"{corporate_check_digit(COMPANY)}{COMPANY}",
        "address": "架空県架空市例示町二丁目3番4号",
    }
    answer = office.as_(STAFF).post("/contractors", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def circulation(office: Office, record_id: str) -> Any:
    """The circulation now under way about a record."""
    items = office.as_("jiro").get("/approvals", params={"record_id": record_id, "status": "circulating"}).json()["items"]
    assert len(items) == 1, items
    return items[0]


def decide(office: Office, record_id: str, verb: str = "decide") -> None:
    """Every step of the circulation by the holder of its post; the last one ends it with ``verb``."""
    approval = circulation(office, record_id)
    for step in approval["steps"]:
        chosen = verb if step["kind"] == "決裁" else "agree"
        body = {"reason": "内容を見直してください。"} if chosen in ("return", "reject") else None
        answer = office.as_(HOLDERS[step["post_title"]]).act(f"/approvals/{approval['id']}/{chosen}", body)
        assert answer.status_code == 200, answer.text
