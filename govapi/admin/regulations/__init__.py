"""規程の管理 (regulations): the doors of the register, the yearly look as a duty, and the 別表 that print what the policy set decides.

Serves policy sections 6(9) and 8: rules are written, dated, in force, and looked at again.
"""
