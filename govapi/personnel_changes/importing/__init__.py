"""取込み (importing): reading a list of moves, checking it row by row, showing what it would do.

Serves policy sections 6(1) and 6(8): who is responsible is known on every day, through every personnel change.
"""
