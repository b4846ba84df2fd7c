"""回答画面の内容 (what the answer pages show): the sheet as the contractor reads it, without what the town thinks of it.

Serves policy section 6(2): the contractor sees its own answers and what it was told, nothing of the review.
"""
