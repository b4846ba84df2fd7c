"""Taking 10,000 answers from an Excel workbook: ours with every check, openpyxl reading the same file and checking nothing.

    python -m tests.bench.bench_workbook

Ours: the package looked through for what may harm, the cells read, each question compared with what was asked, each answer
understood, every text held against what no record may hold. openpyxl: `load_workbook` and the values of the sheets; in its
ordinary way, and in the read-only one, which is quicker. Two files: as we write it (Excel and LibreOffice save it alike), and
one with a number in it, which goes the long way round. Each figure is CPU time, the best of several rounds taken in turn, in
an order that alternates, in one run. Read the ratios, not the digits.
"""

import gc
import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import openpyxl

from govapi.assessments.check_sheets.rules import Given
from govapi.assessments.workbook.reading.service import Returned, open_return
from govapi.assessments.workbook.rules import Round
from govapi.assessments.workbook.writing.service import workbook
from govapi.policy.schema.assessing import SheetQuestion, SheetTopic
from govapi.policy.schema.base import Threat
from tests.assessments.workbooks import asked_of

ROWS, ROUNDS = 10_000, 5
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LIMIT = 50 << 20
WORDS = ("done", "partly", "not_done", "na")


def large(rows: int = ROWS) -> Round:
    """A round of so many questions in the words of the shipped ones, all answered, every fourth with a reason of its own."""
    shipped = asked_of("S")
    first = shipped.questions
    questions: list[SheetQuestion] = []
    for number in range(rows):
        one = first[number % len(first)]
        changes = {"id": f"{one.domain}{number // 99 % 99 + 1}-{number % 99 + 1}", "text": f"{one.text}（{number}）"}
        questions.append(one.model_copy(update=changes))
    unique = {f"{chr(65 + number // 9801)}{number // 99 % 99 + 1}-{number % 99 + 1}": one for number, one in enumerate(questions)}
    questions = [one.model_copy(update={"id": key}) for key, one in unique.items()]
    topics = {one.topic: SheetTopic(code=one.topic, title="対策の項目", threats=(Threat.INTENTIONAL,)) for one in questions}
    given = {}
    for number, one in enumerate(questions):
        answer = WORDS[number % 4] if number % 4 else "done"
        reason = f"令和９年３月までに、手順を改めて実施する予定である（整理番号{number}）。" if number % 4 else ""
        given[one.id] = Given(one.id, answer, reason, "別紙のとおり" if number % 10 == 0 else "")
    return Round(
        **{name: getattr(shipped, name) for name in ("number", "policy_version", "title", "instructions", "city", "section")},
        id=UUID(int=1),
        contractor=shipped.contractor,
        deadline=shipped.deadline,
        domains=shipped.domains,
        topics=topics,
        questions=questions,
        present=given,
        respondent_name="見本　守",
        respondent_title="部長",
    )


def with_a_number(data: bytes) -> bytes:
    """The file as openpyxl saves it, a number among the remarks."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[1].cell(20, 8).value = 12
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bare(data: bytes, *, read_only: bool) -> int:
    """What openpyxl does to hand over the values."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=read_only, data_only=True)
    return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def ours(data: bytes, asked: Round) -> Returned:
    found = open_return(data, "回答票.xlsx", asked, LIMIT)
    assert not found.found.faults, found.found.faults[:3]
    assert len(found.found.given) == len(asked.questions)
    return found


def seconds_of(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.thread_time()
    work()
    return time.thread_time() - start


def measured(data: bytes, asked: Round) -> dict[str, float]:
    works: dict[str, Callable[[], object]] = {
        "ours, read and checked": lambda: ours(data, asked),
        "openpyxl": lambda: bare(data, read_only=False),
        "openpyxl, read-only": lambda: bare(data, read_only=True),
    }
    best = dict.fromkeys(works, float("inf"))
    for number in range(ROUNDS):
        order = list(works) if number % 2 else list(reversed(works))
        for name in order:
            best[name] = min(best[name], seconds_of(works[name]))
    return best


def main() -> None:
    asked = large()
    plain = workbook(asked, now=NOW)
    for title, data in (("as we write it", plain), ("with a number, saved by openpyxl", with_a_number(plain))):
        best = measured(data, asked)
        print(f"{len(asked.questions):,} rows, {len(data):,} bytes, {title}")
        for name, seconds in best.items():
            print(f"  {name:26}{seconds * 1000:9.1f} ms")
        first, second = best["openpyxl"], best["openpyxl, read-only"]
        print(f"  openpyxl / ours {first / best['ours, read and checked']:17.1f} x   (aim: 8 x)")
        print(f"  read-only / ours {second / best['ours, read and checked']:16.1f} x")


if __name__ == "__main__":
    main()
