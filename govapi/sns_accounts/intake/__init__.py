"""移行登録 (intake): accounts that run already are entered from a table, all or none.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
