"""From the values of the sheets to the answers, with every fault under its cell. Pure: knows cells, not files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain

from govapi.assessments.check_sheets.rules import AnswerFault, Given, answer_faults
from govapi.assessments.workbook.faults.rules import CellFault, column_name
from govapi.assessments.workbook.rules import (
    ANSWER,
    FORMAT,
    HEADINGS,
    KEY_DIGEST,
    KEY_FORMAT,
    KEY_ID,
    KEY_NUMBER,
    KEY_POLICY,
    LOCKED,
    NAME_LIMIT,
    NUMBER,
    REASON,
    REMARK,
    RESPONDENT_NAME,
    RESPONDENT_TITLE,
    TO_FILL,
    Round,
    answer_words,
    plain,
)
from govapi.kit.text import has_control_chars, looks_like_my_number

Value = object  # what a cell may hold: a text, a number, a date, nothing
Grid = Sequence[Sequence[Value]]
HEADING_ROWS = 60
MOST_MISSING = 20
REMEDY_ROW = "受け取ったときの状態に戻してください。戻せないときは、回答票を受け取り直して回答を写してください。"
CHOOSE = "「実施済」「一部実施」「未実施」「該当なし」のいずれかを選んでください。"


@dataclass
class Found:
    """What was read: the answers, who gave them, and the faults. With faults the rest is not to be used."""

    given: list[Given] = field(default_factory=list)
    respondent_name: str = ""
    respondent_title: str = ""
    faults: list[CellFault] = field(default_factory=list)

    def sorted(self) -> list[CellFault]:
        """The faults from the first cell to the last, each cell once; those of the whole sheet at the end."""
        once = {(one.row, one.column, one.wrong): one for one in self.faults}.values()
        return sorted(once, key=lambda one: (one.row is None, one.row or 0, one.column))


def text_of(value: Value) -> str:
    """What a person sees in the cell, without spaces around it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)


def foreign(keys: Mapping[str, str], asked: Round) -> str | None:
    """Why the workbook is not that of this round; None when it is."""
    again = "この画面から回答票を受け取り直し、回答を写してください。"
    if KEY_ID not in keys or KEY_DIGEST not in keys:
        return f"このファイルには、どのチェックシートの回答票かを示す情報がありません。{again}"
    if keys.get(KEY_FORMAT) != FORMAT:
        return f"この回答票は、今は使われていない様式です。{again}"
    if keys[KEY_ID] != str(asked.id):
        number = keys.get(KEY_NUMBER, "")
        return f"このファイルは、別のチェックシート（{number[:40]}）の回答票です。{asked.number}の回答票を選んでください。"
    if keys.get(KEY_POLICY) != str(asked.policy_version) or keys[KEY_DIGEST] != asked.digest:
        return f"この回答票の設問は、今の設問と異なります。{again}"
    return None


def keys_of(grid: Grid) -> dict[str, str]:
    """The pairs of the hidden sheet."""
    return {text_of(row[0]): text_of(row[1]) for row in grid if len(row) > 1 and row[0] is not None}


def read(grid: Grid, asked: Round, *, formulas: Collection[tuple[int, int]], broken: Collection[tuple[int, int]]) -> Found:
    """The answers in a grid. ``formulas`` and ``broken`` are places of cells with a formula, or with an error as value."""
    found = Found()
    head = _headings(grid, found)
    if head is None:
        return found
    row, places = head
    _respondent(grid[:row], found)
    _Table(grid, row + 1, places, asked, found).read()
    for place in formulas:
        found.faults.append(CellFault("計算式が入力されています。", "計算式を消し、値を入力してください。", *place))
    for place in set(broken) - set(formulas):
        found.faults.append(CellFault("エラーの値が入っています。", "正しい値を入力し直してください。", *place))
    return found


def _headings(grid: Grid, found: Found) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the column of each; a fault for each that is missing or doubled."""
    best: tuple[int, list[str]] = (0, [])
    for number, row in enumerate(grid[:HEADING_ROWS]):
        texts = [plain(value) if isinstance(value, str) else "" for value in row]
        there = [name for name in HEADINGS if plain(name) in texts]
        if len(there) == len(HEADINGS):
            return number, _places(texts, number, found)
        best = max(best, (number, there), key=lambda one: len(one[1]))
    for name in HEADINGS:
        if name not in best[1]:
            place = (best[0], HEADINGS.index(name)) if best[1] else (None, 0)
            found.faults.append(CellFault(f"見出し「{name}」がありません。", f"見出しの行を、{REMEDY_ROW}", *place))
    return None


def _places(texts: Sequence[str], row: int, found: Found) -> dict[str, int]:
    for name in HEADINGS:
        twice = [column for column, text in enumerate(texts) if text == plain(name)][1:]
        found.faults += [
            CellFault(f"見出し「{name}」が二つあります。", "増やした列を削除してください。", row, column) for column in twice
        ]
    return {name: texts.index(plain(name)) for name in HEADINGS}


def _respondent(above: Grid, found: Found) -> None:
    """The two cells beside their labels; a value may have slipped some columns to the right."""
    labels = {plain(RESPONDENT_TITLE): RESPONDENT_TITLE, plain(RESPONDENT_NAME): RESPONDENT_NAME}
    given: dict[str, str] = {}
    for number, row in enumerate(above):
        texts = [text_of(value) for value in row]
        for column, text in enumerate(texts):
            label = labels.get(plain(text))
            if label is None:
                continue
            rest = chain.from_iterable([(c, t)] for c, t in enumerate(texts[column + 1 :], column + 1))
            beside = next(((c, t) for c, t in rest if t), (column + (2 if label == RESPONDENT_TITLE else 1), ""))
            given[label] = "" if plain(beside[1]) in labels else beside[1]
            place = beside[0] if given[label] else column + (2 if label == RESPONDENT_TITLE else 1)
            _check_name(label, given[label], number, place, found)
    for label in labels.values():
        if label not in given:
            found.faults.append(CellFault(f"「{label}」の欄がありません。", f"欄を、{REMEDY_ROW}"))
    found.respondent_title, found.respondent_name = given.get(RESPONDENT_TITLE, ""), given.get(RESPONDENT_NAME, "")


def _check_name(label: str, text: str, row: int, column: int, found: Found) -> None:
    wrong = ""
    if not text:
        wrong, remedy = f"「{label}」が記入されていません。", "記入してください。"
    elif len(text) > NAME_LIMIT:
        wrong, remedy = f"「{label}」が長すぎます。", f"{NAME_LIMIT}文字以内で記入してください。"
    elif has_control_chars(text):
        wrong, remedy = f"「{label}」に改行等の使用できない文字が含まれています。", "文字を入力し直してください。"
    elif looks_like_my_number(text):
        wrong, remedy = "個人番号（マイナンバー）とみられる12桁の数字が含まれています。", "番号を消してください。"
    if wrong:
        found.faults.append(CellFault(wrong, remedy, row, column))


class _Table:
    """The rows below the headings, in whatever order they stand now."""

    def __init__(self, grid: Grid, first: int, places: Mapping[str, int], asked: Round, found: Found) -> None:
        self._grid, self._first, self._places, self._asked, self._found = grid, first, places, asked, found
        self._words = answer_words()
        self._questions = {one.id: one for one in asked.questions}
        self._domains = {plain(text) for text in asked.headings_of_domains.values()}
        self._locked = {key: tuple(text or None for text in texts) for key, texts in asked.locked.items()}
        self._locked_places = tuple(places[name] for name in LOCKED)
        self._rows: dict[str, int] = {}
        self._unreadable: set[str] = set()

    def read(self) -> None:
        number, own = self._places[NUMBER], set(self._places.values())
        for row, values in enumerate(self._grid[self._first :], self._first):
            if not any(values):
                continue
            if len(values) > len(own):
                self._outside(row, values, own)
            written = values[number]
            question = written if isinstance(written, str) and written in self._questions else plain(text_of(written)).upper()
            if question in self._questions:
                self._question(row, values, question)
            else:
                self._other(row, values, plain(text_of(written)))
        self._missing()
        self._answers()

    def _fault(self, row: int, heading: str, wrong: str, remedy: str) -> None:
        self._found.faults.append(CellFault(wrong, remedy, row, self._places[heading]))

    def _outside(self, row: int, values: Sequence[Value], own: Collection[int]) -> None:
        for column, value in enumerate(values):
            if column not in own and text_of(value):
                self._found.faults.append(
                    CellFault("表の外に記入されています。", "必要な内容は備考欄に移し、このセルを空にしてください。", row, column)
                )

    def _other(self, row: int, values: Sequence[Value], written: str) -> None:
        """A row that is none of a question: the heading of a domain, or one that does not belong here."""
        filled = [name for name in TO_FILL if text_of(values[self._places[name]])]
        if written in self._domains:
            for name in filled:
                self._fault(row, name, "分野の見出しの行に記入されています。", "設問の行に記入し、このセルを空にしてください。")
        elif written:
            wrong = f"設問番号「{written[:20]}」は、このチェックシートにありません。"
            self._fault(row, NUMBER, wrong, f"設問番号を、{REMEDY_ROW}追加した行は削除してください。")
        elif filled or any(text_of(values[place]) for place in self._places.values()):
            self._fault(
                row, NUMBER, "設問番号のない行に記入されています。", f"設問番号を、{REMEDY_ROW}追加した行は削除してください。"
            )

    def _question(self, row: int, values: Sequence[Value], question: str) -> None:
        if question in self._rows:
            before = f"{column_name(self._places[NUMBER])}{self._rows[question] + 1}"
            self._fault(
                row,
                NUMBER,
                f"設問{question}の行が二つあります（{before}にもあります。）。",
                "どちらか一方の行を削除してください。",
            )
            return
        self._rows[question] = row
        if tuple(values[place] for place in self._locked_places) != self._locked[question]:
            self._altered(row, values, question)
        written = values[self._places[ANSWER]]
        answer = self._words.get(written) if isinstance(written, str) else None
        if answer is None:
            typed = plain(text_of(written))
            answer = self._words.get(typed, "") if typed else ""
            if typed and not answer:
                self._unreadable.add(question)
                self._fault(row, ANSWER, f"回答「{typed[:20]}」は選択肢にありません。", CHOOSE)
        reason, remark = (text_of(values[self._places[name]]) for name in (REASON, REMARK))
        self._found.given.append(Given(question, answer, reason, remark))

    def _altered(self, row: int, values: Sequence[Value], question: str) -> None:
        """A fault for each cell that says something else; spaces, line ends and width do not matter."""
        for name, place, text in zip(LOCKED, self._locked_places, self._asked.locked[question], strict=True):
            if plain(text_of(values[place])) != plain(text):
                self._fault(row, name, f"設問{question}の「{name}」が書き換えられています。", f"内容を、{REMEDY_ROW}")

    def _missing(self) -> None:
        lacking = [question for question in self._questions if question not in self._rows]
        for question in lacking[:MOST_MISSING]:
            self._found.faults.append(CellFault(f"設問{question}の行がありません。", f"行を、{REMEDY_ROW}"))
        if len(lacking) > MOST_MISSING:
            rest = len(lacking) - MOST_MISSING
            self._found.faults.append(CellFault(f"ほかに{rest:,}問の行がありません。", f"行を、{REMEDY_ROW}"))

    def _answers(self) -> None:
        """What the round itself has against the answers, under the cells they came from."""
        present = [self._questions[one.question] for one in self._found.given]
        for fault in answer_faults(present, self._found.given):
            if not (fault.field == "answer" and fault.question in self._unreadable):
                given = self._found.given[fault.index] if fault.index is not None else Given(fault.question, "")
                heading = {"reason": REASON, "remark": REMARK}.get(fault.field, ANSWER)
                self._fault(self._rows[fault.question], heading, *_told(fault, given))


def _told(fault: AnswerFault, given: Given) -> tuple[str, str]:
    """The fault as what is wrong and what to do."""
    sentence = fault.message.removeprefix(f"設問{fault.question}：")
    if fault.field == "answer" and not given.answer:
        return "回答が選ばれていません。", CHOOSE
    if fault.field == "reason" and not given.reason:
        return "理由又は対応の予定が記入されていません。", sentence.replace("入力", "記入")
    wrong, stop, remedy = sentence.partition("。")
    return (wrong + stop, remedy) if remedy else ("記入の内容に誤りがあります。", sentence)
