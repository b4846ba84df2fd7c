"""入口 (edge): what stands between HTTP and the rooms: transactions, sign-in, problems, preconditions, action routes.

Serves policy section 6(6): access control on every door.
"""
