"""手続の記録 (proceedings): what the pages of every record with a decision of its own have in common.

Serves policy section 6(8): each record shows who asked for its decision, who decided it, and when.
"""
