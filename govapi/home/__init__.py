"""ホーム (home): what waits for me today, over all rooms.

Serves policy 6(7): a check that nobody is reminded of is not made.
"""
