"""突合 (matching): whom a row of the list means, and which posts.

Serves policy sections 6(1) and 6(8): a move is never given to somebody of the same name, or to a post of the same title.
"""
