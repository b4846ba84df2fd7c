"""台帳 (ledger): the register of accounts as a table.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
