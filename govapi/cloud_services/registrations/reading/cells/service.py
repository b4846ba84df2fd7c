"""Reading the cells of a list: every fault is found, none is raised."""

from dataclasses import dataclass, field
from datetime import date

from govapi.cloud_services.registrations.reading.rules import (
    FIRST_DAY,
    LAST_DAY,
    LENGTHS,
    NAMES,
    NO_DATE,
    Line,
    clean_number,
    doubled,
    number_is_odd,
    one_line,
    state_of,
)
from govapi.files.cells import Cell, Row, as_date, as_text
from govapi.files.entry_book import in_order
from govapi.files.headed_table import HeadedTable
from govapi.kit.errors import FieldFault, Invalid
from govapi.kit.headings import plain
from govapi.kit.text import has_control_chars
from govapi.policy.schema.cloud import REGISTRY_LABELS, Registry

HOW = "日付は「2027-03-31」「2027/3/31」「令和9年3月31日」のいずれかの形で入力してください。"


@dataclass
class Reading:
    """The entries as they were understood, every fault, and what is told without being refused."""

    lines: list[Line] = field(default_factory=list)
    faults: list[FieldFault] = field(default_factory=list)
    warnings: list[FieldFault] = field(default_factory=list)


def read(published: HeadedTable, registry: Registry) -> Reading:
    """Reads every cell of the list."""
    found = Reading(faults=list(published.faults))
    rows = {row.number: row for row in published.rows}
    for row in published.rows:
        found.lines.append(_RowReader(row, registry, found).line())
    for number, earlier in doubled(found.lines):
        cell = rows[number]["number"]
        found.faults.append(cell.fault(f"{earlier}行目と同じ登録番号です。どちらかの行を直すか、消してください。"))
    found.faults = in_order(found.faults)
    told = {fault.pointer for fault in found.faults}
    found.warnings = [one for one in found.warnings if one.pointer not in told]
    return found


@dataclass
class _RowReader:
    """One row: what can be read is read, what cannot is a fault."""

    row: Row
    registry: Registry
    found: Reading

    def line(self) -> Line:
        number = clean_number(self.text("number", required=True))
        state_text = one_line(self.text("state"))
        state, known = state_of(state_text, self.registry)
        expires_on = self.day("expires_on")
        if number and number_is_odd(number, self.registry):
            self._warn("number", "通常と異なる形の登録番号です。誤りがないかどうか確かめてください。")
        if not known:
            self._warn("state", f"「{state_text}」は読み取れない状態のため、登録中として取り扱います。")
        if "expires_on" in self.row.cells and expires_on is None and state == "registered":
            self._warn("expires_on", "有効期限がないため、期限のない登録として取り扱います。")
        return Line(
            row=self.row.number,
            number=number,
            service_name=one_line(self.text("service_name", required=True)),
            provider_name=one_line(self.text("provider_name", required=self._wanted("provider_name"))),
            registered_on=self.day("registered_on"),
            expires_on=expires_on,
            scope=self.text("scope"),
            auditor=one_line(self.text("auditor")),
            audit_period=one_line(self.text("audit_period")),
            state=state,
            state_text=state_text,
        )

    def _wanted(self, name: str) -> bool:
        return any(column.field == name and column.required for column in self.registry.columns)

    def text(self, name: str, *, required: bool = False) -> str:
        """The text within its length; what only describes an entry is cut, with a word about it."""
        cell = self.row.cells.get(name)
        text = as_text(cell) if cell is not None else ""
        if cell is None or not text:
            if cell is not None and required:
                self._refuse(cell, f"{REGISTRY_LABELS[name]}が空欄です。入力してください。")
            return ""
        if has_control_chars(text, lines=True):
            self._refuse(cell, "使用できない制御文字が含まれています。文字を入力し直してください。")
            return ""
        if len(text) > LENGTHS[name]:
            if name in NAMES:
                self._refuse(cell, f"{LENGTHS[name]:,}字以内で入力してください。")
                return ""
            self._warn(name, f"{LENGTHS[name]:,}字を超えるため、後の部分を省いて取り込みます。")
            text = text[: LENGTHS[name] - 1] + "…"
        return text

    def day(self, name: str) -> date | None:
        cell = self.row.cells.get(name)
        if cell is None or cell.value is None or plain(cell.value) in NO_DATE:
            return None
        try:
            day = as_date(cell)
        except Invalid:
            shown = f"「{as_text(cell)[:40]}」は日付として読み取れません。"
            self._refuse(cell, f"{shown}{HOW}")
            return None
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            self._refuse(cell, "平成12年1月1日から令和82年12月31日までの日付を入力してください。")
            return None
        return day

    def _refuse(self, cell: Cell, message: str) -> None:
        self.found.faults.append(cell.fault(message))

    def _warn(self, name: str, message: str) -> None:
        self.found.warnings.append(self.row[name].fault(message))
