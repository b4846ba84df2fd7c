"""様式 (template): a list to fill in, with the town's own headings, sections and kinds of moves.

Serves policy sections 6(1) and 6(8): a town without a list of its own begins with this one.
"""
