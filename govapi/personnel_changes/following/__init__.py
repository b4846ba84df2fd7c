"""追随 (following): whatever way a 発令 came, what its post and person held is handed over.

Serves policy sections 6(1) and 6(8): who is responsible is known on every day, through every personnel change.
"""
