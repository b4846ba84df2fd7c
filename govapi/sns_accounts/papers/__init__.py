"""帳票 (papers): the papers of an account, as Word files.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
