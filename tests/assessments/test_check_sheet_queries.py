"""How often each page and route of a check sheet asks the database: the same for 25 questions and for all of them."""

from typing import Any

from tests.assessments.rounds import STAFF, Round, Rounds, needed
from tests.contracts.test_query_counts import asked
from tests.support.app import Office
from tests.support.web import Browser, signed_in

# Route → at most so many queries, on PostgreSQL with the one that names the town.
API = {"": 9, "/answers": 10, "/breakdown": 10, "/documents": 6}
PAGES = {"": 21, "/answers": 17, "/answers/edit": 15, "/edit": 13}
WRITES = {"answers": 24, "verdicts": 20}


def api_counts(office: Office, one: Round) -> dict[str, int]:
    found = {}
    for part in API:
        with asked(office) as statements:
            assert office.as_(STAFF).get(f"{one.path}{part}").status_code == 200
        found[part] = len(statements)
    return found


def page_counts(office: Office, browser: Browser, one: Round) -> dict[str, int]:
    found = {}
    for part in PAGES:
        with asked(office) as statements:
            assert browser.get(f"{one.path}{part}").status == 200
        found[part] = len(statements)
    return found


def write_counts(office: Office, one: Round) -> dict[str, int]:
    """Every answer at once, then every verdict at once."""
    questions = list(one.answers())
    bodies: dict[str, Any] = {
        "answers": {"answers": [{"question": each, "answer": "done"} for each in questions], "complete": True},
        "verdicts": {"verdicts": [{"question": each, "verdict": "accepted"} for each in questions]},
    }
    found = {}
    for part, body in bodies.items():
        etag = office.as_(STAFF).get(one.path).headers["ETag"]
        with asked(office) as statements:
            answer = office.as_(STAFF).put(f"{one.path}/{part}", body, etag=etag)
        assert answer.status_code == 200, answer.text
        found[part] = len(statements)
    return found


def second_rounds(office: Office) -> tuple[Round, Round]:
    """A second round of tier B and one of tier S, each with a decided one before it."""
    found: list[Round] = []
    for tier in ("B", "S"):
        rounds: Rounds = needed(office, tier)
        rounds.opened().to_submitted().decide()
        found.append(rounds.opened().to_awaiting())
    return found[0], found[1]


def test_all_questions_cost_what_few_cost(office: Office) -> None:
    short, full = second_rounds(office)
    misaki = signed_in(office, STAFF)
    page_counts(office, misaki, short)  # what is read once a process
    few = api_counts(office, short) | {f"page {part}": count for part, count in page_counts(office, misaki, short).items()}
    many = api_counts(office, full) | {f"page {part}": count for part, count in page_counts(office, misaki, full).items()}
    assert many == few, "the number of queries grows with the questions"
    limits = API | {f"page {part}": count for part, count in PAGES.items()}
    assert {key: count for key, count in many.items() if count > limits[key]} == {}
    written = write_counts(office, short)
    assert write_counts(office, full) == written, "the number of statements grows with the answers"
    assert {key: count for key, count in written.items() if count > WRITES[key]} == {}


def test_the_list_asks_the_same_however_many_rounds(office: Office) -> None:
    misaki = signed_in(office, STAFF)
    rounds = needed(office)
    counts: list[tuple[int, int]] = []
    for _ in range(4):
        one = rounds.opened()
        with asked(office) as api:
            assert len(office.as_(STAFF).get("/check-sheets").json()["items"]) == len(counts) + 1
        with asked(office) as pages:
            assert misaki.get("/check-sheets").status == 200
        counts.append((len(api), len(pages)))
        one.act("withdraw", {"reason": "試験のため。"})
    assert len(set(counts)) == 1, counts
