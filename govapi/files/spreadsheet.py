"""Excel workbooks and CSV in and out: the door to the modules beside this one."""

from govapi.files.cells import Cell, CellValue, Row, as_date, as_decimal, as_integer, as_text
from govapi.files.csv_export import write_csv
from govapi.files.sheet_reader import SheetLimits, read_rows
from govapi.files.sheet_writer import Column, Sheet, write_workbook

__all__ = [
    "Cell",
    "CellValue",
    "Column",
    "Row",
    "Sheet",
    "SheetLimits",
    "as_date",
    "as_decimal",
    "as_integer",
    "as_text",
    "read_rows",
    "write_csv",
    "write_workbook",
]
