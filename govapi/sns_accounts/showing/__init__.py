"""表示 (showing): an account as its reader sees it: in a list, and whole with what it lacks and what may be done.

Serves policy section 6(8): an operating procedure, publishable information and a responsible officer for each service.
"""
