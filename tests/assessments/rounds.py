"""A round of an assessment walked through over HTTP: asked for, answered from paper, reviewed, judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from govapi.assessments.needs.service import Wanted, declare
from govapi.assessments.queries import of_contractor
from govapi.edge.transaction import writing
from govapi.kit.clock import JST
from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.people.tables import Department
from govapi.policy.store import current
from tests.support import life
from tests.support.app import CODE, Office

STAFF, HEAD, SECURITY = "misaki", "kenichi", "ren"
FIT = {"verdict": "fit", "opinion": "必要な対策が講じられている。", "note": "次のとおり評価してよろしいか伺います。"}


@dataclass
class Rounds:
    """The assessment of one contractor and its rounds. The clerk is misaki of 健康推進課."""

    office: Office
    assessment_id: str
    contractor_id: str

    def assessment(self) -> Any:
        """The row as the database has it."""
        with writing(self.office.database, CODE, self.office.clock) as session:
            rows = of_contractor(session, UUID(self.contractor_id))
            return next(row for row in rows if str(row.id) == self.assessment_id).model_copy()

    def opened(self, by: str = STAFF, **given: Any) -> "Round":
        def play() -> str:
            answer = self.office.as_(by).post(f"/assessments/{self.assessment_id}/check-sheets", given)
            assert answer.status_code == 201, answer.text
            return str(answer.json()["id"])

        return Round(self.office, self.office.told(("opened", self.assessment_id, by, repr(given)), play))


@dataclass
class Round:
    """One check sheet."""

    office: Office
    id: str

    @property
    def path(self) -> str:
        return f"/check-sheets/{self.id}"

    def now(self, by: str = STAFF) -> Any:
        return self.office.as_(by).get(self.path).json()

    def act(self, action: str, body: Any = None, by: str = STAFF) -> Any:
        """An action that must succeed."""
        answer = self.office.as_(by).act(f"{self.path}/{action}", body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def answers(self) -> dict[str, Any]:
        """Every question with its answer, by its id."""
        items = self.office.as_(STAFF).get(f"{self.path}/answers").json()["items"]
        return {item["question"]: item for item in items}

    def put(self, part: str, body: Any, by: str = STAFF) -> Any:
        person = self.office.as_(by)
        return person.put(f"{self.path}/{part}", body, etag=person.get(self.path).headers["ETag"])

    def write(self, changes: Mapping[str, Mapping[str, str]] | None = None, *, complete: bool = True, **rest: Any) -> Any:
        """Answers 実施済 to everything, but for ``changes``."""
        changed = changes or {}
        given = [{"question": one, "answer": "done", **changed.get(one, {})} for one in self.answers()]
        return self.put("answers", {"answers": given, "complete": complete, "respondent_name": "見本　守", **rest})

    def to_awaiting(self) -> "Round":
        self.office.told(("awaiting", self.id), lambda: self.act("send"))
        return self

    def to_answered(self, changes: Mapping[str, Mapping[str, str]] | None = None) -> "Round":
        def play() -> None:
            answer = self.to_awaiting().write(changes)
            assert answer.status_code == 200, answer.text

        self.office.told(("answered", self.id, repr(changes)), play)
        return self

    def review(self, changes: Mapping[str, str] | None = None) -> "Round":
        """Accepts every answer but those of ``changes`` (question → what is insufficient)."""
        lacking = changes or {}
        verdicts = [
            {"question": one, "verdict": "insufficient", "comment": lacking[one]}
            if one in lacking
            else {"question": one, "verdict": "accepted"}
            for one in self.answers()
        ]
        answer = self.put("verdicts", {"verdicts": verdicts})
        assert answer.status_code == 200, answer.text
        return self

    def to_submitted(self, **proposal: Any) -> "Round":
        self.to_answered().review().act("submit", {**FIT, **proposal})
        return self

    def decide(self, verb: str = "decide") -> None:
        life.decide(self.office, self.id, verb)


def needed(office: Office, tier: str = "B", ends_on: date | None = date(2028, 3, 31), section: str = "health") -> Rounds:
    """A contractor that a job of 健康推進課 wants assessed for this tier."""
    step = ("needed", tier, ends_on, section)
    return Rounds(office, *office.told(step, lambda: _needed(office, tier, ends_on, section)))


def _needed(office: Office, tier: str, ends_on: date | None, section: str) -> tuple[str, str]:
    contractor = life.contractor(office)
    with writing(office.database, CODE, office.clock) as session:
        department = session.get(Department, office.town.departments[section])
        assert department is not None
        today, now = office.clock.today(), office.clock.now()
        wanted = Wanted(
            contractor_id=UUID(contractor),
            noun="contract",
            record_id=new_id(),
            record_number="契約-2026-0901",
            title="健診結果封入業務委託",
            tier=tier,
            organ_id=department.organ_id,
            department_id=department.id,
            department_path=department.path,
            starts_on=date(2026, 12, 1),
            ends_on=ends_on,
        )
        declare(session, system(CODE), current(session, today), wanted, now=now, today=today)
        rows = of_contractor(session, UUID(contractor))
        # Where another job wants a heavier tier, that one is followed.
        row = next((row for row in rows if row.tier == tier), None) or next(row for row in rows if row.followed)
        return str(row.id), contractor


def go_to(office: Office, day: date) -> None:
    """Ten in the morning of that day, in Japan."""
    office.clock.go_to(datetime.combine(day, time(10), JST))


def represented(office: Office, contractor_id: str) -> None:
    """Letters are addressed to somebody."""
    shinji, path = office.as_("shinji"), f"/contractors/{contractor_id}"
    given = {"representative_title": "代表取締役", "representative_name": "見本　一郎"}
    answer = shinji.patch(path, given, etag=shinji.get(path).headers["ETag"])
    assert answer.status_code == 200, answer.text
