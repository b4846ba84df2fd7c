"""In which states a contract is watched over. Pure."""

# From the conclusion to the end: what is due last comes after the term.
WATCHED = frozenset({"concluded", "active", "suspended", "amending", "terminating", "completed", "closing"})
# While the work is done: visits are planned, places change.
WORKING = frozenset({"concluded", "active", "suspended", "amending", "terminating"})
