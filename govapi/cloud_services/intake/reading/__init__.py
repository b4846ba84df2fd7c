"""読取り (reading): the rows of the workbook read cell by cell, each fault under its cell.

Serves policy section 6(8): no use enters the ledger until the whole file is right.
"""
