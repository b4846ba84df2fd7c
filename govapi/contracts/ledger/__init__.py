"""台帳 (ledger): how contracts are shown, in a list and one by one, to one reader on one day.

Serves policy section 6(2): information is shown according to its class, the 予定価格 to few.
"""
