"""What the answers of a round come to: knock-outs, score, breakdown by domain, coverage by threat. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from govapi.assessments.check_sheets.answers.rules import LADDER
from govapi.policy.schema.assessing import Assessing, Scoring, SheetQuestion


@dataclass(frozen=True)
class Reviewed:
    """A question with its answer (done, partly, not_done, na, or empty) and the town's verdict (accepted, insufficient, or empty)."""

    question: SheetQuestion
    answer: str
    verdict: str = ""


@dataclass(frozen=True)
class KnockedOut:
    """An answer below what its question needs at least."""

    question: str
    because: str


@dataclass(frozen=True)
class Part:
    """The answers of a domain, or to a threat, counted as they were judged. ``score`` is of 100; None: nothing to score."""

    key: str
    title: str
    asked: int
    answered: int
    done: int
    partly: int
    not_done: int
    not_applicable: int
    insufficient: int
    score: int | None


@dataclass(frozen=True)
class Breakdown:
    """The whole, its parts, and what makes 適合 impossible. ``coverage`` is the percentage of questions answered."""

    whole: Part
    domains: tuple[Part, ...]
    threats: tuple[Part, ...]
    knocked_out: tuple[KnockedOut, ...]
    coverage: int


def worth(answer: str, verdict: str) -> str:
    """What an answer counts as: found insufficient, it counts one step less; a 該当なし that is not accepted counts as 未実施."""
    if verdict != "insufficient" or not answer:
        return answer
    if answer == "na":
        return "not_done"
    return LADDER[max(LADDER.index(answer) - 1, 0)]


def knocked_out(reviewed: Iterable[Reviewed]) -> list[KnockedOut]:
    """The answers for which 適合 is impossible. 該当なし is none; no answer is one."""
    found = []
    for one in reviewed:
        least = one.question.knock_out
        counted = worth(one.answer, one.verdict) or "not_done"
        if least is not None and counted != "na" and LADDER.index(counted) < LADDER.index(least.at_least):
            found.append(KnockedOut(one.question.id, least.because))
    return found


def score(reviewed: Iterable[Reviewed], scoring: Scoring) -> int | None:
    """Points of 100, weighted, rounded down: 実施済 counts whole, 一部実施 in part, 該当なし not at all, no answer as 未実施.

    None when the town does not score, or every question is 該当なし. A better answer never lowers it.
    """
    if not scoring.used:
        return None
    percent = {"done": 100, "partly": scoring.partly_percent, "not_done": 0, "": 0}
    counted = [(one.question.weight, worth(one.answer, one.verdict)) for one in reviewed]
    applying = [(weight, answer) for weight, answer in counted if answer != "na"]
    whole = sum(weight for weight, _answer in applying)
    return sum(weight * percent[answer] for weight, answer in applying) // whole if whole else None


def breakdown(assessing: Assessing, reviewed: Sequence[Reviewed]) -> Breakdown:
    """Everything the answers come to, by domain and by threat group."""
    topics = {topic.code: topic for topic in assessing.topics}
    threats = sorted({threat for topic in assessing.topics for threat in topic.threats})
    whole = _part("", "全体", reviewed, assessing.scoring)
    by_domain = [
        _part(domain.code, domain.title, [one for one in reviewed if one.question.domain == domain.code], assessing.scoring)
        for domain in assessing.domains
    ]
    by_threat = [
        _part(
            threat,
            threat.label,
            [one for one in reviewed if one.question.topic in topics and threat in topics[one.question.topic].threats],
            assessing.scoring,
        )
        for threat in threats
    ]
    return Breakdown(
        whole=whole,
        domains=tuple(part for part in by_domain if part.asked),
        threats=tuple(by_threat),
        knocked_out=tuple(knocked_out(reviewed)),
        coverage=100 * whole.answered // whole.asked if whole.asked else 0,
    )


def _part(key: str, title: str, reviewed: Sequence[Reviewed], scoring: Scoring) -> Part:
    answers = [worth(one.answer, one.verdict) for one in reviewed]
    return Part(
        key=key,
        title=title,
        asked=len(answers),
        answered=sum(1 for one in reviewed if one.answer),
        done=answers.count("done"),
        partly=answers.count("partly"),
        not_done=answers.count("not_done"),
        not_applicable=answers.count("na"),
        insufficient=sum(1 for one in reviewed if one.verdict == "insufficient"),
        score=score(reviewed, scoring),
    )


def proven(answer: str, question: SheetQuestion, *, has_proof: bool) -> bool:
    """Whether an answer may be accepted together with others: 実施済, with proof where proof is wanted."""
    return answer == "done" and (has_proof or not question.evidence)


def verdict_faults(asked: Collection[str], given: Sequence[tuple[str, str, str]]) -> list[tuple[int, str, str]]:
    """What is wrong with verdicts (question, verdict, comment): the place, the field and a sentence of each fault."""
    faults = []
    seen: set[str] = set()
    for index, (question, verdict, comment) in enumerate(given):
        if question not in asked:
            faults.append((index, "question", f"設問{question}は、このチェックシートにありません。"))
        elif question in seen:
            faults.append((index, "question", f"設問{question}の確認が重なっています。一つにしてください。"))
        elif verdict == "insufficient" and not comment.strip():
            faults.append((index, "comment", f"設問{question}：不足とするときは、何が足りないかを入力してください。"))
        seen.add(question)
    return faults
