"""照合 (matching): which posts, contracts and uses of cloud services a row names, and whether its account is there already.

Serves policy section 6(8): an account stands once in the register, and a post of the town answers for it.
"""
