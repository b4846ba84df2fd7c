"""人事異動 (personnel_changes): lists of moves, applied once, told to nobody before their publication.

Serves policy sections 6(1) and 6(8): who is responsible is known on every day, through every personnel change.
"""
