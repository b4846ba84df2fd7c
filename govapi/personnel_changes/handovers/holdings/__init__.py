"""担当しているもの (holdings): who holds a post on a day, and what posts and people hold in every room.

Serves policy sections 6(1) and 6(8): nothing that somebody answered for is forgotten when the holder changes.
"""
