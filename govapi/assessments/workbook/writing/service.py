"""Building the workbook of a round."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from govapi.assessments.check_sheets.rules import ANSWERS, TEXT_LIMIT, Given
from govapi.assessments.workbook.rules import (
    ANSWER,
    BEFORE,
    FORMAT,
    GUIDE,
    HEADINGS,
    KEY_DIGEST,
    KEY_FORMAT,
    KEY_ID,
    KEY_NUMBER,
    KEY_POLICY,
    KEYS,
    LOCKED,
    NAME_LIMIT,
    NUMBER,
    REASON,
    REMARK,
    RESPONDENT_NAME,
    RESPONDENT_TITLE,
    SHEET,
    Round,
    before,
)
from govapi.assessments.workbook.writing import rules
from govapi.assessments.workbook.writing.rules import GUIDE_WIDTHS, WIDTHS
from govapi.files.spreadsheet import Choice, FormSheet, Look, Mark, MostLength, Placed, height_for, write_form
from govapi.kit.japan.era import wareki
from govapi.policy.schema.assessing import SheetQuestion

OPEN, HEAD, BAND, WANTING = "#FFF8DB", "#1A3EBE", "#D9E6FF", "#FDD8D8"
TITLE = Look(bold=True, size=14, wrap=False)
LABEL = Look(bold=True, border=True, fill="#F2F2F2")
FACT = Look(border=True)
FILL_IN = Look(open=True, border=True, fill=OPEN)
CHOSEN = Look(open=True, border=True, fill=OPEN, centred=True)
HEADING = Look(bold=True, border=True, centred=True, fill=HEAD, colour="#FFFFFF")
DOMAIN = Look(bold=True, fill=BAND, wrap=False)
CODE = Look(border=True, centred=True)
SECTION = Look(bold=True, size=11, wrap=False)
TOP, FIRST = 5, 6  # the row of headings and the first below it, from 0


def workbook(asked: Round, *, now: datetime) -> bytes:
    """The xlsx: instructions, the sheet to fill in, and a hidden one that tells which round it is."""
    title = f"{asked.title}　{asked.number}"
    return write_form([_guide(asked), _answers(asked), _keys(asked)], created=now, title=title, company=asked.city)


def _guide(asked: Round) -> FormSheet:
    cells: list[Placed] = [Placed(0, 0, asked.title, TITLE), Placed(1, 0, "回答のしかた", SECTION)]
    heights: dict[int, float] = {0: 24, 1: 20}
    row = 2

    def line(label: str, text: str) -> None:
        nonlocal row
        cells.extend((Placed(row, 0, label, LABEL, 2), Placed(row, 2, text, FACT)))
        heights[row] = height_for(text, GUIDE_WIDTHS[2])
        row += 1

    def listed(heading: str, sentences: Sequence[str]) -> None:
        nonlocal row
        cells.append(Placed(row + 1, 0, heading, SECTION))
        heights[row + 1] = 20
        row += 2
        for number, sentence in enumerate(sentences, 1):
            cells.extend((Placed(row, 0, f"({number})", Look()), Placed(row, 1, sentence, Look(), 2)))
            heights[row] = height_for(sentence, GUIDE_WIDTHS[1] + GUIDE_WIDTHS[2])
            row += 1

    for label, text in rules.facts_of(asked):
        line(label, text)
    if asked.return_comment:
        line("差戻しの理由", asked.return_comment)
    listed("１　お願い", [asked.instructions])
    listed("２　記入のしかた", rules.how_to_answer())
    row += 1
    for label, text in rules.meanings():
        line(label, text)
    listed("３　記入してはならないもの", rules.not_to_write())
    listed("４　返送の前に", rules.before_sending_back())
    return FormSheet(GUIDE, GUIDE_WIDTHS, cells, heights, portrait=True)


def _answers(asked: Round) -> FormSheet:
    cells = list(_head(asked))
    heights = {0: 24.0, 1: 20.0, 2: height_for(asked.contractor, WIDTHS[2]), 3: 30.0, 4: 8.0, TOP: 24.0}
    row, domain = FIRST, ""
    for question in asked.questions:
        if question.domain != domain:
            domain = question.domain
            text = asked.headings_of_domains.get(domain, domain)
            cells += [Placed(row, column, "" if column else text, DOMAIN) for column in range(len(HEADINGS))]
            heights[row] = 19
            row += 1
        texts = _row(asked, question)
        looks = {NUMBER: CODE, ANSWER: CHOSEN, REASON: FILL_IN, REMARK: FILL_IN}
        cells += [Placed(row, place, texts[name], looks.get(name, FACT)) for place, name in enumerate(HEADINGS)]
        heights[row] = max(height_for(texts[name], WIDTHS[place]) for place, name in enumerate(HEADINGS))
        row += 1
    return FormSheet(
        SHEET,
        WIDTHS,
        cells,
        heights,
        choices=[Choice(FIRST, row - 1, HEADINGS.index(ANSWER), tuple(ANSWERS.values()), rules.CHOOSE, rules.CHOOSE_HINT)],
        lengths=[MostLength(FIRST, row - 1, HEADINGS.index(name), TEXT_LIMIT, rules.TOO_LONG) for name in (REASON, REMARK)]
        + [MostLength(3, 3, column, NAME_LIMIT, f"{NAME_LIMIT}文字以内で記入してください。") for column in (2, 5)],
        marks=[_wanting(row - 1)],
        heading=TOP,
        first_open=(3, 2),
    )


def _head(asked: Round) -> Iterator[Placed]:
    """The lines above the table: what is asked of whom by when, and the two cells for the respondent."""
    yield Placed(0, 0, asked.title, TITLE)
    lines = (
        (1, "番号", asked.number, "回答の期限", f"{wareki(asked.deadline)}まで", FACT),
        (2, "委託先", asked.contractor, "送付元", f"{asked.city}　{asked.section}", FACT),
        (3, RESPONDENT_TITLE, asked.respondent_title, RESPONDENT_NAME, asked.respondent_name, FILL_IN),
    )
    for row, left, first, right, second, look in lines:
        yield Placed(row, 0, left, LABEL, 2)
        yield Placed(row, 2, first, look)
        yield Placed(row, 4, right, LABEL)
        yield Placed(row, 5, second, look, 2)
    for place, name in enumerate(HEADINGS):
        yield Placed(TOP, place, name, HEADING)


def _row(asked: Round, question: SheetQuestion) -> dict[str, str]:
    now = asked.present.get(question.id, Given(question.id, ""))
    return {
        NUMBER: question.id,
        **dict(zip(LOCKED, asked.locked[question.id], strict=True)),
        BEFORE: before(asked, question.id),
        ANSWER: ANSWERS.get(now.answer, ""),
        REASON: now.reason,
        REMARK: now.remark,
    }


def _wanting(last: int) -> Mark:
    """The reason turns pink where the answer wants one and it is empty."""
    answer, reason = (f"${chr(ord('A') + HEADINGS.index(name))}{FIRST + 1}" for name in (ANSWER, REASON))
    condition = f'=AND(OR({answer}="未実施",{answer}="該当なし"),{reason}="")'
    return Mark(FIRST, last, HEADINGS.index(REASON), condition, WANTING)


def _keys(asked: Round) -> FormSheet:
    keys = {
        KEY_FORMAT: FORMAT,
        KEY_ID: str(asked.id),
        KEY_NUMBER: asked.number,
        KEY_POLICY: str(asked.policy_version),
        KEY_DIGEST: asked.digest,
    }
    cells = [Placed(row, column, text) for row, pair in enumerate(keys.items()) for column, text in enumerate(pair)]
    return FormSheet(KEYS, (20, 70), cells, hidden=True)
