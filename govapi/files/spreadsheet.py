"""Excel workbooks and CSV in and out: the door to the modules beside this one."""

from govapi.files.cells import Cell, CellValue, Row, as_date, as_decimal, as_integer, as_text
from govapi.files.csv_export import write_csv
from govapi.files.sheet_book import Book, SheetLimits, open_book
from govapi.files.sheet_form import Choice, FormSheet, Look, Mark, MostLength, Placed, height_for, write_form
from govapi.files.sheet_plain import Grid
from govapi.files.sheet_reader import read_rows
from govapi.files.sheet_scan import cell_place
from govapi.files.sheet_writer import Column, Sheet, write_workbook

__all__ = [
    "Book",
    "Cell",
    "CellValue",
    "Choice",
    "Column",
    "FormSheet",
    "Grid",
    "Look",
    "Mark",
    "MostLength",
    "Placed",
    "Row",
    "Sheet",
    "SheetLimits",
    "as_date",
    "as_decimal",
    "as_integer",
    "as_text",
    "cell_place",
    "height_for",
    "open_book",
    "read_rows",
    "write_csv",
    "write_form",
    "write_workbook",
]
