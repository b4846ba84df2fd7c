"""What makes a round of answers whole, and what stands in the way of its next step. Pure."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from govapi.kit.text import has_control_chars, looks_like_my_number
from govapi.policy.schema.assessing import SheetQuestion

ANSWERS = {"done": "実施済", "partly": "一部実施", "not_done": "未実施", "na": "該当なし"}
VERDICTS = {"accepted": "確認済", "insufficient": "不足"}
OCCASIONS = {"first": "初回", "regular": "定期", "early": "臨時"}
WAYS = {"workbook": "Excelの回答票", "link": "回答用リンク", "clerk": "職員による入力"}
LIVE = ("draft", "awaiting", "answered", "in_approval")
TEXT_LIMIT = 2000

# Answers that say "no" are worth nothing without a word: why the question does not apply, or what will be done and by when.
WANTED = {
    "na": "「該当なし」とする理由を入力してください。",
    "not_done": "「未実施」のときは、対応の予定（時期及び内容）又は実施しない理由を入力してください。",
}


@dataclass(frozen=True)
class Given:
    """What a contractor answers to one question, whichever way it came. ``answer`` is a key of ANSWERS, or empty."""

    question: str
    answer: str
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True)
class AnswerFault:
    """What is wrong with an answer. ``field`` is question, answer, reason or remark; ``index`` the place in what was given."""

    question: str
    message: str
    field: str = "answer"
    index: int | None = None


def answer_faults(questions: Sequence[SheetQuestion], given: Sequence[Given], *, complete: bool = True) -> list[AnswerFault]:
    """Every fault of what was given, in its order, then the questions left open. A draft (``complete=False``) may be patchy."""
    known = {question.id for question in questions}
    faults: list[AnswerFault] = []
    seen: set[str] = set()
    for index, one in enumerate(given):
        if one.question in seen or not _is_sound(one, known):
            faults += _own_faults(one, index, known, one.question in seen, complete=complete)
        seen.add(one.question)
    if complete:
        faults += [
            AnswerFault(one.id, f"設問{one.id}の回答がありません。回答してください。") for one in questions if one.id not in seen
        ]
    return faults


def _is_sound(one: Given, known: Set[str]) -> bool:
    """The common case, at a glance: a whole answer to one of the questions."""
    return (
        one.question in known
        and one.answer in ANSWERS
        and (one.answer not in WANTED or bool(one.reason.strip()))
        and not (one.reason and _text_fault(one.reason))
        and not (one.remark and _text_fault(one.remark))
    )


def _own_faults(one: Given, index: int, known: set[str], doubled: bool, *, complete: bool) -> Iterable[AnswerFault]:
    if one.question not in known:
        yield AnswerFault(one.question, f"設問{one.question}は、このチェックシートにありません。", "question", index)
        return
    if doubled:
        yield AnswerFault(one.question, f"設問{one.question}の回答が重なっています。一つにしてください。", "question", index)
    if one.answer and one.answer not in ANSWERS:
        words = "、".join(f"「{label}」" for label in ANSWERS.values())
        yield AnswerFault(one.question, f"設問{one.question}：回答は{words}から選んでください。", "answer", index)
    if complete and not one.answer:
        yield AnswerFault(one.question, f"設問{one.question}の回答がありません。回答してください。", "answer", index)
    if complete and one.answer in WANTED and not one.reason.strip():
        yield AnswerFault(one.question, f"設問{one.question}：{WANTED[one.answer]}", "reason", index)
    for field, text in (("reason", one.reason), ("remark", one.remark)):
        sentence = _text_fault(text)
        if sentence is not None:
            yield AnswerFault(one.question, f"設問{one.question}：{sentence}", field, index)


def _text_fault(text: str) -> str | None:
    if len(text) > TEXT_LIMIT:
        return f"{TEXT_LIMIT:,}文字以内で入力してください。"
    if has_control_chars(text, lines=True):
        return "使用できない制御文字が含まれています。文字を入力し直してください。"
    if looks_like_my_number(text):
        return "個人番号（マイナンバー）とみられる12桁の数字が含まれています。番号を消してください。"
    return None


@dataclass(frozen=True)
class CheckSheetFacts:
    """What the guards of a round look at."""

    asked: int
    answered: int
    faults: int  # of the answers as they stand, taken as a whole
    unreviewed: int
    deadline: date
    today: date


def deadline_ahead(facts: CheckSheetFacts) -> str | None:
    if facts.deadline < facts.today:
        return "回答の期限が過ぎています。今日以後の日に変更してください。"
    return None


def answers_whole(facts: CheckSheetFacts) -> str | None:
    if facts.answered < facts.asked:
        return f"まだ回答のない設問が{facts.asked - facts.answered}問あります。回答を入力してください。"
    if facts.faults:
        return f"理由又は対応の予定が入力されていない回答が{facts.faults}問あります。入力してください。"
    return None


def answers_reviewed(facts: CheckSheetFacts) -> str | None:
    if facts.unreviewed:
        return f"まだ確認していない回答が{facts.unreviewed}問あります。「確認済」又は「不足」を選んでください。"
    return None


def late(status: str, deadline: date, today: date) -> bool:
    """回答遅延: still awaited after its day."""
    return status == "awaiting" and deadline < today
