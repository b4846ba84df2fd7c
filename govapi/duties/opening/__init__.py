"""定期の点検 (opening): the daily job ``re-review`` opens every duty whose time has come, once, and has those concerned told.

Serves policy sections 6(7), 6(8) and 6(9): the periodic confirmation does not depend on anybody's memory, or on a machine that never stops.
"""
