"""お知らせ (notices): who is told of a duty, at which stage, once.

Serves policy sections 6(7) and 6(8): those who must act know in time, and their superior knows when they did not.
"""
