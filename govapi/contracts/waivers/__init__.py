"""例外措置 (waivers): a required clause left out for a time, with its reason, what is done instead, and who allowed it.

Serves policy section 6(8) and 6(9): a requirement that cannot be kept is an exception someone answers for, never a silence.
"""
