"""経過 (history): how far a contract has come and what happened to it, in sentences a reader of the file understands.

Serves policy section 6(5): who did what is kept and can be shown.
"""
