"""Files handed in by a form: one beside other fields; and the page of a filled-in workbook, which is looked through, shown again with
every fault by its cell, or taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from litestar import Response
from litestar.datastructures import UploadFile
from sqlmodel import Session

from govapi.edge.shapes import CellFaultOut
from govapi.files.uploads import ReadyFile, ready
from govapi.kit.errors import FieldFault, Invalid, Refusal, TooLarge, UnsupportedType
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown

# Refusals after which the page is shown again: the person can mend the file.
REFUSED = frozenset({409, 413, 415, 422})


@dataclass(frozen=True, slots=True)
class CellLine:
    """A fault as a line of a table: the cell, its column, and what to do."""

    address: str
    heading: str
    sentence: str

    @classmethod
    def of(cls, fault: FieldFault | CellFaultOut) -> Self:
        """Of a fault that ``Cell.fault`` wrote: 「セルB7（件名）：…」."""
        place, _, sentence = fault.message.partition("：")
        heading = place.partition("（")[2].removesuffix("）")
        return cls(address=fault.pointer.rpartition("/")[2], heading=heading, sentence=sentence)


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The template gets: form, checked (what was looked through, or none), lines [CellLine], sentence, most_rows, limit_mb."""

    template: str
    most_rows: int

    def show(self, door: WebDoor, *, checked: object = None) -> Response[bytes]:
        return self._page(door, shown(), checked=checked)

    def taking(self, door: WebDoor, take: Callable[[UploadFile], Response[bytes]]) -> Response[bytes]:
        """What ``take`` makes of the file; refused, the page again: faults of cells as a table, anything else beside the file."""
        try:
            file = door.form().file("file")
            if file is None:
                raise Invalid("記入した様式（.xlsx）を選んでください。", pointer="/file")
            return take(file)
        except Refusal as refused:
            if refused.status not in REFUSED:
                raise
            if refused.code == "intake_faults":
                lines = [CellLine.of(fault) for fault in refused.errors]
                return self._page(door, shown(), refused.status, lines=lines, sentence=refused.detail)
            told = "　".join(dict.fromkeys(fault.message for fault in refused.errors)) or refused.detail
            return self._page(door, shown().with_faults([FieldFault("/file", told)]), refused.status)

    def _page(
        self,
        door: WebDoor,
        form: Bound[Any],
        status: int = 200,
        *,
        checked: object = None,
        lines: Sequence[CellLine] = (),
        sentence: str = "",
    ) -> Response[bytes]:
        return door.page(
            self.template,
            status_code=status,
            form=form,
            checked=checked,
            lines=lines,
            sentence=sentence,
            most_rows=self.most_rows,
            limit_mb=door.parts.settings.max_upload_bytes >> 20,
        )


def stored_file(door: WebDoor, may: Callable[[Session], object]) -> ReadyFile | None:
    """The file of the form, stored; none when no file was chosen. ``may`` raises for who may not hand it in: nothing is stored then.

    Raises Invalid beside the file for one that cannot be taken.
    """
    given = door.form().file("file")
    if given is None:
        return None
    with door.reading() as session:
        may(session)
    limit = door.parts.settings.max_upload_bytes
    try:
        return ready(door.parts.files, given.filename, given.file.read(limit + 1), limit)
    except (Invalid, TooLarge, UnsupportedType) as refused:
        raise Invalid(refused.detail, pointer="/file") from refused
