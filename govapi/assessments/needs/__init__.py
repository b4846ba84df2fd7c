"""評価の必要 (needs): which contract or use wants its contractor assessed, for which tier, from when to when.

Serves policy section 6(8): no information is handed over before it is known to be in safe hands. Told from the rooms above.
"""
