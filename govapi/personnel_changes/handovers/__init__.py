"""引継ぎ (handovers): what changes hands, what is checked, and that both have confirmed it.

Serves policy sections 6(1) and 6(8): who is responsible is known on every day, through every personnel change.
"""
