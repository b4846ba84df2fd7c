"""効力 (effects): what changed terms mean for a contract's class and clauses, and the day from which they hold.

Serves policy section 6(8): new information or a new place of work brings its requirements with it.
"""
