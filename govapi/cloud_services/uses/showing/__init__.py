"""表示 (showing): a use as its reader sees it: in a list, and whole with what it lacks and what may be done.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
