"""情報の消去の記録 (removals): each step with its day or why it does not apply, the method, and the paper that proves it.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
