"""Which paper may be made of a round, and the facts each is handed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

REQUEST, RESULT = "check_sheet_request", "assessment_result"
LETTERS = {REQUEST: "情報セキュリティ対策の確認依頼書", RESULT: "委託先評価結果通知書"}


def blocked_because(key: str, status: str) -> str | None:
    """Why this paper may not be made in this state, in Japanese; None when it may."""
    if key == REQUEST and status not in ("draft", "awaiting"):
        return "確認依頼書は、チェックシートの準備中又は回答待ちの間に作成できます。"
    if key == RESULT and status != "decided":
        return "結果通知書は、評価が決裁された後に作成できます。"
    return None


@dataclass(frozen=True)
class Lacking:
    """A question whose answer was found wanting, and what was said to it."""

    question: str
    text: str
    comment: str


def findings(answers: Iterable[tuple[str, str, str, str]], because: dict[str, str]) -> list[Lacking]:
    """What the contractor is to improve, from (question, text, verdict, comment): found insufficient, or below a knock-out.

    ``because`` holds, for the latter, why the question matters; it stands where nobody wrote a comment.
    """
    return [
        Lacking(question, text, comment or because.get(question, ""))
        for question, text, verdict, comment in answers
        if verdict == "insufficient" or question in because
    ]


def contracts(needs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """The jobs a round is about, from (number, title)."""
    return [{"number": number, "title": title} for number, title in needs]
