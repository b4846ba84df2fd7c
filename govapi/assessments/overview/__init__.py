"""評価の一覧と画面 (overview): an assessment as people see it, with all that hangs on it.

Serves policy section 6(8): why a contractor is looked at this closely, what was found, and when it is looked at again, on one page.
"""
