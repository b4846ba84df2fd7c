"""読取り (reading): the rows of a list read cell by cell, each fault under its cell.

Serves policy sections 6(1) and 6(8): no list is taken in until the whole of it is right.
"""
