"""概要 (overview): everything a page shows of one account.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
