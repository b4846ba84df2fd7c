"""監督職員・検査職員 (overseers): which contracts a person supervises or inspects, and how another takes over.

Serves policy section 6(8): somebody of the town watches each contract through every personnel change.
"""
