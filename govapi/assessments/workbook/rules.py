"""What stands where in the workbook, and what makes it that of one round. Pure."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from govapi.assessments.check_sheets.rules import ANSWERS, Given
from govapi.policy.schema.assessing import SheetDomain, SheetQuestion, SheetTopic

FORMAT = "1"
GUIDE, SHEET, KEYS = "回答のしかた", "回答", "様式情報"
NUMBER, TOPIC, QUESTION, GUIDANCE = "設問番号", "項目", "設問", "確認の観点・証跡"
BEFORE, ANSWER, REASON, REMARK = "前回の回答・指摘", "回答", "理由・対応の予定", "備考"
HEADINGS = (NUMBER, TOPIC, QUESTION, GUIDANCE, BEFORE, ANSWER, REASON, REMARK)
LOCKED = (TOPIC, QUESTION, GUIDANCE)
TO_FILL = (ANSWER, REASON, REMARK)
RESPONDENT_TITLE, RESPONDENT_NAME = "回答者の所属・職名", "回答者の氏名"
NAME_LIMIT = 100
# The labels of the hidden sheet.
KEY_FORMAT, KEY_ID, KEY_NUMBER, KEY_POLICY, KEY_DIGEST = "様式の版", "識別子", "番号", "方針セットの版", "設問の照合値"

# How people write the answers, beside the words of the drop-down.
SPELLINGS: Mapping[str, str] = {
    "実施済み": "done", "実施ずみ": "done", "一部実施済": "partly", "一部実施済み": "partly", "該当無し": "na", "該当しない": "na",
}  # fmt: skip


@dataclass(frozen=True)
class Round:
    """A round as its workbook shows it."""

    id: UUID
    number: str
    policy_version: int
    title: str
    instructions: str
    city: str
    section: str
    contractor: str
    deadline: date
    domains: Sequence[SheetDomain]
    topics: Mapping[str, SheetTopic]
    questions: Sequence[SheetQuestion]
    present: Mapping[str, Given] = field(default_factory=dict)
    previous: Mapping[str, Given] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    """What the town asks to be looked at again, by question, when the round was sent back."""
    return_comment: str = ""
    respondent_name: str = ""
    respondent_title: str = ""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that is asked."""
        lines = ("\x1f".join((one.id, str(one.version), *self.locked[one.id])) for one in self.questions)
        return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()

    @cached_property
    def locked(self) -> Mapping[str, tuple[str, str, str]]:
        """What stands in the cells of LOCKED, by question: none of it may be altered."""
        titles = {code: topic.title for code, topic in self.topics.items()}
        return {one.id: (titles.get(one.topic, one.topic), one.text, guidance(one)) for one in self.questions}

    @cached_property
    def headings_of_domains(self) -> Mapping[str, str]:
        return {one.code: domain_heading(one) for one in self.domains}


def domain_heading(domain: SheetDomain) -> str:
    return f"{domain.code}　{domain.title}"


def guidance(question: SheetQuestion) -> str:
    """What is looked at and which proof is wanted, as one text."""
    proof = f"【証跡】{question.evidence}" if question.evidence else ""
    return f"{question.help}\n{proof}" if question.help and proof else question.help or proof


def plain(text: str) -> str:
    """Texts are compared without spaces, line ends and width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def answer_words() -> dict[str, str]:
    """The code of each answer by what people may type, made plain: 実施済, 実施済み …"""
    return {plain(label): code for code, label in ANSWERS.items()} | dict(SPELLINGS)


def before(asked: Round, question: str) -> str:
    """What stood in the last cycle, and what the town wants to be answered better: 前回：一部実施（理由）."""
    last, comment = asked.previous.get(question), asked.comments.get(question, "")
    lines = [f"前回：{ANSWERS[last.answer]}"] if last is not None and last.answer else []
    lines += [last.reason] if lines and last is not None and last.reason else []
    return "\n".join([*lines, *([f"【指摘】{comment}"] if comment else [])])


def file_name(number: str, contractor: str) -> str:
    return f"回答票_{number}_{contractor}.xlsx"
