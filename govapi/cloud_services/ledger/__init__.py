"""台帳 (ledger): the list of approved uses as a workbook.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
