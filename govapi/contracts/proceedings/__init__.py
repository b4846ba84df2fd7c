"""手続の記録 (proceedings): what the pages of the records under a contract (例外措置, 変更契約) have in common.

Serves policy section 6(8): each change of a contract shows who asked for it, who decided it, and when.
"""
