"""効果 (effects): what a published list does to 発令, and how a corrected one puts it right.

Serves policy sections 6(1) and 6(8): who is responsible is known on every day, through every personnel change.
"""
