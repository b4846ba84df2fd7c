"""規程 (regulation): the dated texts on which the rules rest: owner, approver, publicity, file.

Serves policy sections 6 and 6(8): standards, procedures and rules are written, dated and in force.
"""
