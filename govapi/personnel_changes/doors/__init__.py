"""入口 (doors): all routes and all pages of the room put together, for the application to hang up.

Serves policy sections 6(1) and 6(8): who is responsible is known on every day, through every personnel change.
"""
