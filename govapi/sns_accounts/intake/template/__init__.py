"""様式 (template): the workbook a town fills in, with its own sections and the words of its policy set.

Serves policy section 6(8): the register begins with the accounts that are running today.
"""
