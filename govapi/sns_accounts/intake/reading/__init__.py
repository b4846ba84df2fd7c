"""読取り (reading): the rows of the file read cell by cell, each fault under its cell.

Serves policy section 6(8): no account enters the register until the whole file is right.
"""
