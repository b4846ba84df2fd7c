"""評価の決定 (deciding): the verdict that is proposed, on which conditions, until when, and what its decision sets off.

Serves policy section 6(8): whether a contractor is fit is decided by the post its tier names, not by whoever reviewed it.
"""
