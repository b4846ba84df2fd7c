"""様式 (template): the workbook a town downloads, with the words of its own policy set and its own sections to choose from.

Serves policy section 6(8): running contracts are brought into the ledger.
"""
