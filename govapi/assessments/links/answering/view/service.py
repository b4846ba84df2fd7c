"""The sheet as the contractor reads it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from govapi.assessments.check_sheets.answers.rules import Offer
from govapi.assessments.check_sheets.answers.service import Round, load
from govapi.assessments.check_sheets.rules import ANSWERS, answer_faults
from govapi.assessments.check_sheets.service import as_given
from govapi.assessments.check_sheets.tables import Answer
from govapi.assessments.links.answering.service import Held, handed_in
from govapi.contractors.tables import Contractor
from govapi.db.session import find
from govapi.people.queries import municipality
from govapi.people.tables import Department
from govapi.policy.schema.assessing import SheetQuestion
from govapi.policy.store import current


@dataclass(frozen=True)
class QuestionView:
    """One question with the answer as it stands. ``comment``: what the town found lacking, once it has sent the sheet back."""

    id: str
    text: str
    help: str
    evidence: str
    answer: str
    answer_label: str
    reason: str
    remark: str
    comment: str
    previous: Offer | None
    previous_label: str


@dataclass(frozen=True)
class DomainView:
    """A page of questions. ``faults``: what still keeps the answers from being handed in, by question."""

    code: str
    title: str
    questions: tuple[QuestionView, ...]
    faults: tuple[tuple[str, str], ...]

    @property
    def answered(self) -> int:
        return sum(1 for one in self.questions if one.answer)

    @property
    def whole(self) -> bool:
        return not self.faults

    @property
    def may_fill(self) -> bool:
        """Whether the last cycle has answers where there are none yet."""
        return any(not one.answer and one.previous is not None and one.previous.same_question for one in self.questions)


@dataclass(frozen=True)
class HandedView:
    id: str
    kind_label: str
    title: str
    file_name: str
    size: int


@dataclass(frozen=True)
class SheetView:
    """Everything on the contractor's pages."""

    town: str
    section: str
    company: str
    number: str
    title: str
    instructions: str
    deadline: date
    returned: bool
    return_comment: str
    respondent_name: str
    respondent_title: str
    domains: tuple[DomainView, ...]
    handed: tuple[HandedView, ...]
    kinds: tuple[tuple[str, str], ...]
    receipt: str
    submitted_at: datetime | None

    @property
    def asked(self) -> int:
        return sum(len(one.questions) for one in self.domains)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.domains)

    @property
    def whole(self) -> bool:
        return all(one.whole for one in self.domains)

    def domain(self, code: str) -> DomainView | None:
        return next((one for one in self.domains if one.code == code), None)

    def after(self, code: str) -> str:
        """The code of the next domain; empty after the last."""
        codes = [one.code for one in self.domains]
        place = codes.index(code) + 1
        return codes[place] if place < len(codes) else ""


def view(session: Session, held: Held, today: date) -> SheetView:
    """The sheet of an address that opens."""
    sheet, one = held.sheet, load(session, held.sheet)
    template = one.policy.assessing.sheet(sheet.sheet_key)
    kinds = {kind.key: kind.label for kind in current(session, today).policy.assessing.evidence_kinds}
    handed = [
        HandedView(str(row.id), kinds.get(row.kind, row.kind), row.title, row.file_name, row.size)
        for row in handed_in(session, sheet)
    ]
    return SheetView(
        town=municipality(session).name,
        section=find(session, Department, sheet.department_id).name,
        company=find(session, Contractor, sheet.contractor_id).name,
        number=sheet.number,
        title=template.title,
        instructions=template.instructions,
        deadline=sheet.deadline,
        returned=sheet.returned,
        return_comment=sheet.return_comment,
        respondent_name=sheet.respondent_name,
        respondent_title=sheet.respondent_title,
        domains=_domains(one),
        handed=tuple(handed),
        kinds=tuple(kinds.items()),
        receipt=held.link.receipt,
        submitted_at=held.link.submitted_at,
    )


def _domains(one: Round) -> tuple[DomainView, ...]:
    titles = {domain.code: domain.title for domain in one.policy.assessing.domains}
    faults = answer_faults(one.asked, [as_given(one.rows[question.id]) for question in one.asked])
    found: dict[str, list[QuestionView]] = {}
    for question in one.asked:
        found.setdefault(question.domain, []).append(_question(one, question, one.rows[question.id]))
    return tuple(
        DomainView(
            code,
            titles.get(code, code),
            tuple(questions),
            tuple((fault.question, fault.message) for fault in faults if fault.question[:1] == code),
        )
        for code, questions in found.items()
    )


def _question(one: Round, question: SheetQuestion, row: Answer) -> QuestionView:
    offer = one.offers.get(question.id)
    return QuestionView(
        id=question.id,
        text=question.text,
        help=question.help,
        evidence=question.evidence,
        answer=row.answer,
        answer_label=ANSWERS.get(row.answer, ""),
        reason=row.reason,
        remark=row.remark,
        comment=row.comment if one.sheet.returned else "",
        previous=offer,
        previous_label=ANSWERS.get(offer.given.answer, "") if offer else "",
    )
